Extension: KTROffLabel
Id: ktr-off-label
Title: "Off-label"
Description: "Whether the order is for a use that the label does not name."
* ^context[+].type = #element
* ^context[=].expression = "MedicationRequest"
* value[x] 1..1
* value[x] only boolean
