Instance: aneurysm-issue
InstanceOf: KTRContraindicationIssue
Usage: #example
* status = #final
* code = KTRRule#LBL-01 "Contraindications of the label"
* severity = #high
* patient = Reference(example)
* identifiedDateTime = "2026-02-24T10:30:00-05:00"
* implicated = Reference(aneurysm)
* evidence.detail = Reference(aneurysm)
* detail = "Aortic aneurysm is on the problem list. The label of esketamine names aneurysmal vascular disease as a contraindication."

Instance: blood-pressure-event
InstanceOf: KTRAdverseEvent
Usage: #example
* extension[sessionPhase].valueCodeableConcept = KTRSessionPhase#dosing "Dosing"
* extension[onsetMinutes].valueQuantity = 25 'min' "min"
* extension[resolutionMinutes].valueQuantity = 70 'min' "min"
* extension[actionTaken][0].valueCodeableConcept = KTRActionTaken#infusion-stopped "Infusion stopped"
* extension[actionTaken][1].valueCodeableConcept = KTRActionTaken#medication-given "Medication given"
* actuality = #actual
* event = $SCT#24184005 "Increased blood pressure (finding)"
* subject = Reference(example)
* encounter = Reference(session-1)
* date = "2026-03-02T10:30:00-05:00"
* detected = "2026-03-02T10:30:00-05:00"
* recordedDate = "2026-03-02T12:00:00-05:00"
* seriousness = http://terminology.hl7.org/CodeSystem/adverse-event-seriousness#Serious "Serious"
* severity = http://terminology.hl7.org/CodeSystem/adverse-event-severity#severe "Severe"
* outcome = http://terminology.hl7.org/CodeSystem/adverse-event-outcome#resolved "Resolved"
* recorder = Reference(infusion-nurse)
* suspectEntity.instance = Reference(ketamine-iv-session-1)
* suspectEntity.causality.assessment = http://terminology.hl7.org/CodeSystem/adverse-event-causality-assess#Probably-Likely "Probably/likely"
