Profile: KTRPatient
Parent: Patient
Id: ktr-patient
Title: "Patient"
Description: "A patient in ketamine treatment, with somebody to call."
* obeys ktr-pat-1
* extension contains KTRRemsEnrolment named remsEnrolment 0..1 MS
* identifier 1..* MS
* identifier.system 1..1 MS
* identifier.value 1..1 MS
* name 1..* MS
* name.family MS
* name.given MS
* telecom MS
* telecom.system 1..1 MS
* telecom.value 1..1 MS
* gender 1..1 MS
* birthDate MS
* address MS
* contact MS
* contact ^short = "Whom to call, for example the escort"
* contact.name MS
* contact.telecom MS
* communication MS
* communication.language MS

Invariant: ktr-pat-1
Description: "Each name has a family or a given name, or says why it has neither."
Severity: #error
Expression: "name.all((family.exists() or given.exists()) xor extension('http://hl7.org/fhir/StructureDefinition/data-absent-reason').exists())"
