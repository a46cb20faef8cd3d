Instance: esketamine-session-1-dose
InstanceOf: KTRKetamineAdministration
Usage: #example
* extension[sessionNumber].valuePositiveInt = 1
* extension[deviceCount].valuePositiveInt = 2
* status = #completed
* medicationCodeableConcept = $RXN#2119391 "{2 (0.2 ML) (esketamine 140 MG/ML Nasal Spray [Spravato]) } Pack [Spravato 56 MG Dose Kit]"
* subject = Reference(example)
* context = Reference(esketamine-session-1)
* effectivePeriod.start = "2026-04-06T10:00:00-04:00"
* effectivePeriod.end = "2026-04-06T10:05:00-04:00"
* performer[0].function = http://terminology.hl7.org/CodeSystem/med-admin-perform-function#performer "Performer"
* performer[0].actor = Reference(example)
* performer[1].function = http://terminology.hl7.org/CodeSystem/med-admin-perform-function#witness "Witness"
* performer[1].actor = Reference(infusion-nurse)
* reasonReference = Reference(trd)
* dosage.text = "Esketamine 56 mg by nasal spray, two devices, five minutes between them"
* dosage.route = $SCT#46713006 "Nasal route (qualifier value)"
* dosage.dose = 56 'mg' "mg"
