Instance: cbt-session-1
InstanceOf: KTRPsychotherapySession
Usage: #example
* extension[course].valueReference = Reference(induction-course)
* extension[sessionNumber].valuePositiveInt = 1
* basedOn = Reference(cbt-series)
* status = #completed
* code = $SCT#228557008 "Cognitive and behavioral therapy (regime/therapy)"
* subject = Reference(example)
* performedPeriod.start = "2026-03-04T15:00:00-05:00"
* performedPeriod.end = "2026-03-04T15:50:00-05:00"
* performer.actor = Reference(therapist)
* reasonReference = Reference(trd)
