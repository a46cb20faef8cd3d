Extension: KTRCourse
Id: ktr-course
Title: "Course"
Description: "The course of treatment that this belongs to."
* ^context[+].type = #element
* ^context[=].expression = "MedicationAdministration"
* ^context[+].type = #element
* ^context[=].expression = "Encounter"
* ^context[+].type = #element
* ^context[=].expression = "Procedure"
* ^context[+].type = #element
* ^context[=].expression = "Appointment"
* ^context[+].type = #element
* ^context[=].expression = "QuestionnaireResponse"
* value[x] 1..1
* value[x] only Reference(CarePlan)
