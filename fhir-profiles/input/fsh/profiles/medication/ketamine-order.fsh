Profile: KTRKetamineOrder
Parent: MedicationRequest
Id: ktr-ketamine-order
Title: "Ketamine order"
Description: "An order for ketamine or esketamine: route, dose in mg or mg/kg, how often, how much at most, and whether the use is off-label."
* extension contains KTROffLabel named offLabel 0..1 MS and KTRRemsEnrolment named remsEnrolment 0..1 MS
* identifier MS
* status MS
* statusReason MS
* intent MS
* intent = #order
* category MS
* reported[x] MS
* medication[x] MS
* medication[x] from KTRKetamineMedicationVS (extensible)
* medication[x] only CodeableConcept or Reference(Medication)
* subject MS
* subject only Reference(Patient)
* encounter MS
* authoredOn 1..1 MS
* requester 1..1 MS
* reasonReference 1..* MS
* reasonReference only Reference(Condition)
* instantiatesCanonical MS
* instantiatesCanonical ^short = "The template that the order follows"
* priorPrescription MS
* dosageInstruction 1..* MS
* dosageInstruction.text MS
* dosageInstruction.timing MS
* dosageInstruction.route 1..1 MS
* dosageInstruction.route from KTRKetamineRouteVS (required)
* dosageInstruction.doseAndRate 1..* MS
* dosageInstruction.doseAndRate.type MS
* dosageInstruction.doseAndRate.dose[x] MS
* dosageInstruction.doseAndRate.dose[x] only SimpleQuantity
* dosageInstruction.doseAndRate.dose[x] from KTRDoseUnitVS (required)
* dosageInstruction.doseAndRate.rate[x] MS
* dosageInstruction.maxDosePerPeriod MS
* obeys ktr-ord-1

Invariant: ktr-ord-1
Description: "An order has a dose or a rate."
Severity: #error
Expression: "dosageInstruction.doseAndRate.all(dose.exists() or rate.exists())"
