Extension: KTRTrialAdequate
Id: ktr-trial-adequate
Title: "Adequate trial"
Description: "Whether dose and time of a trial of an antidepressant were adequate."
* ^context[+].type = #element
* ^context[=].expression = "MedicationStatement"
* value[x] 1..1
* value[x] only boolean
