Extension: KTRMinutesFromDoseStart
Id: ktr-minutes-from-dose-start
Title: "Minutes from the start of the dose"
Description: "Minutes from the start of the dose (of the first spray device) to the observation or to the onset of the event; negative before it."
* ^context[+].type = #element
* ^context[=].expression = "Observation"
* ^context[+].type = #element
* ^context[=].expression = "AdverseEvent"
* value[x] 1..1
* value[x] only Quantity
* valueQuantity = $UCUM#min
* valueQuantity.value 1..1
