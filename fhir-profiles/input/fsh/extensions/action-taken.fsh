Extension: KTRActionTakenExt
Id: ktr-action-taken
Title: "Action taken"
Description: "What was done about the event."
* ^context[+].type = #element
* ^context[=].expression = "AdverseEvent"
* value[x] 1..1
* value[x] only CodeableConcept
* value[x] from KTRActionTakenVS (required)
