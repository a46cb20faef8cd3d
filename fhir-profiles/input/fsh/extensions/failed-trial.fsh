Extension: KTRFailedTrial
Id: ktr-failed-trial
Title: "Failed trial"
Description: "A trial of an antidepressant in the current episode that did not help enough."
* ^context[+].type = #element
* ^context[=].expression = "Condition"
* extension contains drug 1..1 and dose 0..1 and adequate 0..1 and weeks 0..1 and outcome 0..1
* extension[drug].value[x] 1..1
* extension[drug].value[x] only CodeableConcept
* extension[drug] ^short = "The medicine"
* extension[dose].value[x] 1..1
* extension[dose].value[x] only Quantity
* extension[dose] ^short = "The highest daily dose"
* extension[adequate].value[x] 1..1
* extension[adequate].value[x] only boolean
* extension[adequate] ^short = "Whether dose and time were adequate"
* extension[weeks].value[x] 1..1
* extension[weeks].value[x] only decimal
* extension[weeks] ^short = "How many weeks"
* extension[outcome].value[x] 1..1
* extension[outcome].value[x] only CodeableConcept
* extension[outcome].value[x] from KTRTrialOutcomeVS (extensible)
* extension[outcome] ^short = "How it ended"
