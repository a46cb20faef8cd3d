Instance: discharge-ready-session-1
InstanceOf: KTRDischargeReadiness
Usage: #example
* extension[sessionPhase].valueCodeableConcept = KTRSessionPhase#discharge "Discharge"
* extension[minutesFromDoseStart].valueQuantity = 100 'min' "min"
* partOf = Reference(ketamine-iv-session-1)
* status = #final
* category[survey] = $OBSCAT#survey "Survey"
* code = KTRAssessment#discharge-ready "Ready for discharge"
* subject = Reference(example)
* encounter = Reference(session-1)
* effectiveDateTime = "2026-03-02T11:45:00-05:00"
* performer = Reference(infusion-nurse)
* valueBoolean = true
* component[0].code = KTRDischargeCriterion#time "Time since dose"
* component[0].valueBoolean = true
* component[1].code = KTRDischargeCriterion#blood-pressure "Blood pressure"
* component[1].valueBoolean = true
* component[2].code = KTRDischargeCriterion#sedation "Sedation"
* component[2].valueBoolean = true
* component[3].code = KTRDischargeCriterion#escort "Escort"
* component[3].valueBoolean = true
* derivedFrom = Reference(moaas-session-1-40)
