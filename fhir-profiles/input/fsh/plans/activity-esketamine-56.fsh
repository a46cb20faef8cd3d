Instance: esketamine-56
InstanceOf: ActivityDefinition
Usage: #definition
* insert Definition(ActivityDefinition, esketamine-56)
* name = "Esketamine56"
* title = "Esketamine 56 mg"
* description = "Two spray devices of 28 mg, five minutes apart."
* kind = #MedicationRequest
* profile = Canonical(KTRKetamineOrder)
* intent = #order
* productCodeableConcept = $RXN#2119391 "{2 (0.2 ML) (esketamine 140 MG/ML Nasal Spray [Spravato]) } Pack [Spravato 56 MG Dose Kit]"
* dosage.text = "56 mg by nasal spray, two devices, five minutes apart, under supervision"
* dosage.route = $SCT#46713006 "Nasal route (qualifier value)"
* dosage.doseAndRate.type = http://terminology.hl7.org/CodeSystem/dose-rate-type#ordered "Ordered"
* dosage.doseAndRate.doseQuantity = 56 'mg' "mg"
