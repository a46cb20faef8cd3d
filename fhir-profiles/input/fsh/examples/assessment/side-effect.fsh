Instance: dizziness-session-1
InstanceOf: KTRSideEffect
Usage: #example
* extension[sessionPhase].valueCodeableConcept = KTRSessionPhase#dosing "Dosing"
* extension[minutesFromDoseStart].valueQuantity = 20 'min' "min"
* partOf = Reference(ketamine-iv-session-1)
* status = #final
* category[survey] = $OBSCAT#survey "Survey"
* code = $SCT#404640003 "Dizziness (finding)"
* subject = Reference(example)
* encounter = Reference(session-1)
* effectivePeriod.start = "2026-03-02T10:25:00-05:00"
* effectivePeriod.end = "2026-03-02T11:10:00-05:00"
* performer = Reference(infusion-nurse)
* valueQuantity = 1 '{score}' "{score}"

Instance: nausea-session-1
InstanceOf: KTRSideEffect
Usage: #example
* extension[sessionPhase].valueCodeableConcept = KTRSessionPhase#monitoring "Monitoring"
* partOf = Reference(ketamine-iv-session-1)
* status = #final
* category[survey] = $OBSCAT#survey "Survey"
* code = $SCT#422587007 "Nausea (finding)"
* subject = Reference(example)
* encounter = Reference(session-1)
* effectiveDateTime = "2026-03-02T11:00:00-05:00"
* performer = Reference(infusion-nurse)
* valueCodeableConcept = http://terminology.hl7.org/CodeSystem/adverse-event-severity#mild "Mild"
