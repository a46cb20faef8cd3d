Extension: KTRResolutionMinutes
Id: ktr-resolution-minutes
Title: "Minutes to resolution"
Description: "Minutes from the start of the dose to the end of the event."
* ^context[+].type = #element
* ^context[=].expression = "AdverseEvent"
* value[x] 1..1
* value[x] only Quantity
* valueQuantity = $UCUM#min
* valueQuantity.value 1..1
