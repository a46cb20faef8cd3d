Extension: KTRDeviceCount
Id: ktr-device-count
Title: "Number of spray devices"
Description: "How many esketamine spray devices were used; each holds 28 mg."
* ^context[+].type = #element
* ^context[=].expression = "MedicationAdministration"
* value[x] 1..1
* value[x] only positiveInt
