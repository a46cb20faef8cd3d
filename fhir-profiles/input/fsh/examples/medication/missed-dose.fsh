Instance: ketamine-iv-session-2-missed
InstanceOf: KTRKetamineAdministration
Usage: #example
* extension[course].valueReference = Reference(induction-course)
* extension[sessionNumber].valuePositiveInt = 2
* status = #not-done
* statusReason = KTRHoldReason#missed-session "Session missed"
* statusReason.text = "The patient had a cold"
* medicationCodeableConcept = $RXN#238084 "ketamine 50 MG/ML Injectable Solution"
* subject = Reference(example)
* context = Reference(session-2)
* effectiveDateTime = "2026-03-05T10:00:00-05:00"
* request = Reference(ketamine-iv-order)

Instance: session-2
InstanceOf: KTRTreatmentSession
Usage: #example
* extension[course].valueReference = Reference(induction-course)
* extension[sessionNumber].valuePositiveInt = 2
* status = #cancelled
* class = $ACT#AMB "ambulatory"
* type.coding[0] = KTRSessionType#iv-infusion "IV infusion"
* type.coding[1] = $SCT#308335008 "Patient encounter procedure (procedure)"
* subject = Reference(example)
* period.start = "2026-03-05T09:30:00-05:00"
* period.end = "2026-03-05T12:00:00-05:00"
