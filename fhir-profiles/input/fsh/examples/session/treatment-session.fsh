Instance: session-1
InstanceOf: KTRTreatmentSession
Usage: #example
* extension[course].valueReference = Reference(induction-course)
* extension[sessionNumber].valuePositiveInt = 1
* extension[phase][0].extension[phase].valueCodeableConcept = KTRSessionPhase#pre-dose "Pre-dose"
* extension[phase][=].extension[period].valuePeriod.start = "2026-03-02T09:35:00-05:00"
* extension[phase][=].extension[period].valuePeriod.end = "2026-03-02T10:05:00-05:00"
* extension[phase][+].extension[phase].valueCodeableConcept = KTRSessionPhase#dosing "Dosing"
* extension[phase][=].extension[period].valuePeriod.start = "2026-03-02T10:05:00-05:00"
* extension[phase][=].extension[period].valuePeriod.end = "2026-03-02T10:45:00-05:00"
* extension[phase][+].extension[phase].valueCodeableConcept = KTRSessionPhase#monitoring "Monitoring"
* extension[phase][=].extension[period].valuePeriod.start = "2026-03-02T10:45:00-05:00"
* extension[phase][=].extension[period].valuePeriod.end = "2026-03-02T11:15:00-05:00"
* extension[phase][+].extension[phase].valueCodeableConcept = KTRSessionPhase#recovery "Recovery"
* extension[phase][=].extension[period].valuePeriod.start = "2026-03-02T11:15:00-05:00"
* extension[phase][=].extension[period].valuePeriod.end = "2026-03-02T11:45:00-05:00"
* extension[phase][+].extension[phase].valueCodeableConcept = KTRSessionPhase#discharge "Discharge"
* extension[phase][=].extension[period].valuePeriod.start = "2026-03-02T11:45:00-05:00"
* extension[phase][=].extension[period].valuePeriod.end = "2026-03-02T11:55:00-05:00"
* extension[escort].extension[arranged].valueBoolean = true
* extension[escort].extension[person].valueReference = Reference(escort)
* identifier.system = "https://clinic.example/fhir/encounter"
* identifier.value = "ENC-2026-000101"
* status = #finished
* class = $ACT#AMB "ambulatory"
* type.coding[0] = KTRSessionType#iv-infusion "IV infusion"
* type.coding[1] = $SCT#308335008 "Patient encounter procedure (procedure)"
* subject = Reference(example)
* participant[0].type = $PART#PPRF "primary performer"
* participant[0].individual = Reference(psychiatrist)
* participant[1].type = $PART#ATND "attender"
* participant[1].individual = Reference(infusion-nurse)
* period.start = "2026-03-02T09:35:00-05:00"
* period.end = "2026-03-02T11:55:00-05:00"
* reasonReference = Reference(trd)
* hospitalization.dischargeDisposition = http://terminology.hl7.org/CodeSystem/discharge-disposition#home "Home"
* location.location = Reference(treatment-room)
* serviceProvider = Reference(clinic)
