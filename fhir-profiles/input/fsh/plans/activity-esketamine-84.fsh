Instance: esketamine-84
InstanceOf: ActivityDefinition
Usage: #definition
* insert Definition(ActivityDefinition, esketamine-84)
* name = "Esketamine84"
* title = "Esketamine 84 mg"
* description = "Three spray devices of 28 mg, five minutes apart."
* kind = #MedicationRequest
* profile = Canonical(KTRKetamineOrder)
* intent = #order
* productCodeableConcept = $RXN#2119389 "{3 (0.2 ML) (esketamine 140 MG/ML Nasal Spray [Spravato]) } Pack [Spravato 84 MG Dose Kit]"
* dosage.text = "84 mg by nasal spray, three devices, five minutes apart, under supervision"
* dosage.route = $SCT#46713006 "Nasal route (qualifier value)"
* dosage.doseAndRate.type = http://terminology.hl7.org/CodeSystem/dose-rate-type#ordered "Ordered"
* dosage.doseAndRate.doseQuantity = 84 'mg' "mg"
