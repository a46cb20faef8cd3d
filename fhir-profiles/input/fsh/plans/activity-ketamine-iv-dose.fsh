Instance: ketamine-iv-dose
InstanceOf: ActivityDefinition
Usage: #definition
* insert Definition(ActivityDefinition, ketamine-iv-dose)
* name = "KetamineIvDose"
* title = "Ketamine infusion"
* description = "Ketamine 0.5 mg/kg over 40 minutes."
* kind = #MedicationRequest
* profile = Canonical(KTRKetamineOrder)
* intent = #order
* productCodeableConcept = $RXN#238084 "ketamine 50 MG/ML Injectable Solution"
* dosage.text = "0.5 mg/kg intravenously over 40 minutes, diluted"
* dosage.route = $SCT#47625008 "Intravenous route (qualifier value)"
* dosage.doseAndRate.type = http://terminology.hl7.org/CodeSystem/dose-rate-type#ordered "Ordered"
* dosage.doseAndRate.doseQuantity = 0.5 'mg/kg' "mg/kg"
* dosage.doseAndRate.rateQuantity = 0.75 'mg/kg/h' "mg/kg/h"
