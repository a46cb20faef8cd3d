Extension: KTRRemsEnrolment
Id: ktr-rems-enrolment
Title: "REMS enrolment"
Description: "The identifier under which the patient is enrolled in the risk programme of esketamine."
* ^context[+].type = #element
* ^context[=].expression = "MedicationRequest"
* ^context[+].type = #element
* ^context[=].expression = "Patient"
* ^context[+].type = #element
* ^context[=].expression = "Encounter"
* value[x] 1..1
* value[x] only Identifier
* valueIdentifier.value 1..1
