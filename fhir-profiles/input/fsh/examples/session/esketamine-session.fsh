Instance: esketamine-session-1
InstanceOf: KTRTreatmentSession
Usage: #example
* extension[sessionNumber].valuePositiveInt = 1
* extension[remsRequired].valueBoolean = true
* extension[phase][0].extension[phase].valueCodeableConcept = KTRSessionPhase#pre-dose "Pre-dose"
* extension[phase][=].extension[period].valuePeriod.start = "2026-04-06T09:30:00-04:00"
* extension[phase][=].extension[period].valuePeriod.end = "2026-04-06T10:00:00-04:00"
* extension[phase][+].extension[phase].valueCodeableConcept = KTRSessionPhase#dosing "Dosing"
* extension[phase][=].extension[period].valuePeriod.start = "2026-04-06T10:00:00-04:00"
* extension[phase][=].extension[period].valuePeriod.end = "2026-04-06T10:05:00-04:00"
* extension[phase][+].extension[phase].valueCodeableConcept = KTRSessionPhase#monitoring "Monitoring"
* extension[phase][=].extension[period].valuePeriod.start = "2026-04-06T10:05:00-04:00"
* status = #in-progress
* class = $ACT#AMB "ambulatory"
* type.coding[0] = KTRSessionType#esketamine "Esketamine nasal spray"
* type.coding[1] = $SCT#308335008 "Patient encounter procedure (procedure)"
* subject = Reference(example)
* period.start = "2026-04-06T09:30:00-04:00"
* location.location = Reference(treatment-room)
