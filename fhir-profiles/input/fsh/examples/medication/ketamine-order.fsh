Instance: ketamine-iv-order
InstanceOf: KTRKetamineOrder
Usage: #example
* extension[offLabel].valueBoolean = true
* identifier.system = "https://clinic.example/fhir/order"
* identifier.value = "ORD-2026-000017"
* status = #active
* intent = #order
* category = http://terminology.hl7.org/CodeSystem/medicationrequest-category#outpatient "Outpatient"
* reportedBoolean = false
* medicationCodeableConcept = $RXN#238084 "ketamine 50 MG/ML Injectable Solution"
* subject = Reference(example)
* encounter = Reference(evaluation)
* authoredOn = "2026-02-27T16:40:00-05:00"
* requester = Reference(psychiatrist)
* reasonReference = Reference(trd)
* instantiatesCanonical = Canonical(iv-induction-6)
* dosageInstruction.text = "0.5 mg/kg, intravenous route, over 40 minutes, at each session, under observation"
* dosageInstruction.timing.repeat.count = 6
* dosageInstruction.timing.repeat.frequency = 2
* dosageInstruction.timing.repeat.period = 1
* dosageInstruction.timing.repeat.periodUnit = #wk
* dosageInstruction.route = $SCT#47625008 "Intravenous route (qualifier value)"
* dosageInstruction.doseAndRate[0].type = http://terminology.hl7.org/CodeSystem/dose-rate-type#ordered "Ordered"
* dosageInstruction.doseAndRate[0].doseQuantity = 0.5 'mg/kg' "mg/kg"
* dosageInstruction.doseAndRate[0].rateQuantity = 0.75 'mg/kg/h' "mg/kg/h"
* dosageInstruction.doseAndRate[1].type = http://terminology.hl7.org/CodeSystem/dose-rate-type#calculated "Calculated"
* dosageInstruction.doseAndRate[1].doseQuantity = 40 'mg' "mg"
* dosageInstruction.maxDosePerPeriod.numerator = 44 'mg' "mg"
* dosageInstruction.maxDosePerPeriod.denominator = 1 'd' "d"
