Instance: ketamine-urine-screen
InstanceOf: KTRDrugScreen
Usage: #example
* status = #final
* category[laboratory] = $OBSCAT#laboratory "Laboratory"
* code = $LNC#12327-3 "Ketamine [Presence] in Urine"
* subject = Reference(example)
* effectiveDateTime = "2026-02-24T10:40:00-05:00"
* valueCodeableConcept.text = "Negative"

Instance: liver-panel
InstanceOf: KTRLiverPanel
Usage: #example
* status = #final
* category[laboratory] = http://terminology.hl7.org/CodeSystem/v2-0074#LAB "Laboratory"
* code = $LNC#24325-3 "Hepatic function 2000 panel - Serum or Plasma"
* subject = Reference(example)
* effectiveDateTime = "2026-02-24T10:40:00-05:00"
* issued = "2026-02-25T08:00:00-05:00"
* performer = Reference(clinic)
* result = Reference(alt)

Instance: alt
InstanceOf: Observation
Usage: #example
* status = #final
* category = $OBSCAT#laboratory "Laboratory"
* code = $LNC#1742-6 "ALT/SGPT (LN)"
* subject = Reference(example)
* effectiveDateTime = "2026-02-24T10:40:00-05:00"
* valueQuantity = 22 'U/L' "U/L"
