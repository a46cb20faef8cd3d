Instance: ketamine-iv-session-1
InstanceOf: KTRKetamineAdministration
Usage: #example
* text.status = #generated
* text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\">Ketamine 40 mg (0.5 mg/kg) intravenously over 40 minutes, session 1 of 6, 2026-03-02 10:05 to 10:45.</div>"
* extension[course].valueReference = Reference(induction-course)
* extension[sessionNumber].valuePositiveInt = 1
* extension[waste].extension[quantity].valueQuantity = 10 'mg' "mg"
* extension[waste].extension[witness].valueReference = Reference(psychiatrist)
* identifier.system = "https://clinic.example/fhir/administration"
* identifier.value = "ADM-2026-000101"
* status = #completed
* category = http://terminology.hl7.org/CodeSystem/medication-admin-category#outpatient "Outpatient"
* medicationCodeableConcept = $RXN#238084 "ketamine 50 MG/ML Injectable Solution"
* medicationCodeableConcept.text = "Ketamine 50 mg/mL, 0.8 mL in sodium chloride 0.9% to 100 mL"
* subject = Reference(example)
* context = Reference(session-1)
* effectivePeriod.start = "2026-03-02T10:05:00-05:00"
* effectivePeriod.end = "2026-03-02T10:45:00-05:00"
* performer.function = http://terminology.hl7.org/CodeSystem/med-admin-perform-function#performer "Performer"
* performer.actor = Reference(infusion-nurse)
* reasonReference = Reference(trd)
* request = Reference(ketamine-iv-order)
* device = Reference(infusion-pump-1)
* dosage.extension[dosingWeight].valueQuantity = 80 'kg' "kg"
* dosage.extension[weightBasedDose].valueQuantity = 0.5 'mg/kg' "mg/kg"
* dosage.text = "Ketamine 40 mg (0.5 mg/kg) IV over 40 minutes"
* dosage.site = $SCT#90837009 "Antecubital region structure"
* dosage.route = $SCT#47625008 "Intravenous route (qualifier value)"
* dosage.dose = 40 'mg' "mg"
* dosage.rateQuantity = 0.75 'mg/kg/h' "mg/kg/h"
