Instance: sertraline-trial
InstanceOf: KTRAntidepressantTrial
Usage: #example
* extension[adequate].valueBoolean = true
* status = #stopped
* statusReason = KTRTrialOutcome#no-response "No response"
* medicationCodeableConcept.text = "Sertraline 200 mg daily"
* subject = Reference(example)
* effectivePeriod.start = "2025-01-10"
* effectivePeriod.end = "2025-04-04"
* dateAsserted = "2026-02-24"
* informationSource = Reference(example)
* reasonReference = Reference(trd)
