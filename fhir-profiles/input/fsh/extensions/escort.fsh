Extension: KTREscort
Id: ktr-escort
Title: "Escort"
Description: "Who takes the patient home after the session."
* ^context[+].type = #element
* ^context[=].expression = "Encounter"
* extension contains arranged 1..1 and person 0..1 and phone 0..1
* extension[arranged].value[x] 1..1
* extension[arranged].value[x] only boolean
* extension[arranged] ^short = "Whether somebody will come"
* extension[person].value[x] 1..1
* extension[person].value[x] only Reference(RelatedPerson)
* extension[person] ^short = "Who"
* extension[phone].value[x] 1..1
* extension[phone].value[x] only ContactPoint
* extension[phone] ^short = "Number to call"
