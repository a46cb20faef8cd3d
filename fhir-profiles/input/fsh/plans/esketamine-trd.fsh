Instance: esketamine-trd
InstanceOf: PlanDefinition
Usage: #definition
* insert Definition(PlanDefinition, esketamine-trd)
* name = "EsketamineTrd"
* title = "Esketamine for treatment-resistant depression"
* type = http://terminology.hl7.org/CodeSystem/plan-definition-type#clinical-protocol "Clinical Protocol"
* description = "Esketamine nasal spray: weeks 1 to 4 twice a week (56 mg on day 1, then 56 or 84 mg), weeks 5 to 8 once a week, from week 9 every one or two weeks."
* usage = "A template for a clinician to adapt, not advice. No clinician has reviewed it."
* action[+].title = "Evaluation"
* action[=].description = "Diagnosis, baseline scores, history, examination, laboratory as indicated, consent."
* action[=].definitionCanonical = Canonical(eligibility)
* action[+].title = "Day 1"
* action[=].description = "56 mg, two devices."
* action[=].definitionCanonical = Canonical(esketamine-56)
* action[=].timingTiming.repeat.count = 1
* action[=].timingTiming.repeat.frequency = 1
* action[=].timingTiming.repeat.period = 1
* action[=].timingTiming.repeat.periodUnit = #d
* action[+].title = "Weeks 1 to 4"
* action[=].description = "56 or 84 mg twice a week, 84 mg shown here."
* action[=].definitionCanonical = Canonical(esketamine-84)
* action[=].timingTiming.repeat.count = 7
* action[=].timingTiming.repeat.boundsDuration = 4 'wk' "wk"
* action[=].timingTiming.repeat.frequency = 2
* action[=].timingTiming.repeat.period = 1
* action[=].timingTiming.repeat.periodUnit = #wk
* action[+].title = "Weeks 5 to 8"
* action[=].description = "56 or 84 mg once a week."
* action[=].definitionCanonical = Canonical(esketamine-84)
* action[=].timingTiming.repeat.count = 4
* action[=].timingTiming.repeat.boundsDuration = 4 'wk' "wk"
* action[=].timingTiming.repeat.frequency = 1
* action[=].timingTiming.repeat.period = 1
* action[=].timingTiming.repeat.periodUnit = #wk
* action[+].title = "From week 9"
* action[=].description = "56 or 84 mg every two weeks, or every week: the least that keeps the response."
* action[=].definitionCanonical = Canonical(esketamine-84)
* action[=].timingTiming.repeat.frequency = 1
* action[=].timingTiming.repeat.period = 2
* action[=].timingTiming.repeat.periodUnit = #wk
* action[+].title = "Monitoring"
* action[=].description = "At least two hours from the first device, with blood pressure and oximetry."
* action[=].definitionCanonical = Canonical(discharge-checklist)
* action[+].title = "REMS form"
* action[=].description = "Within seven days of each session."
* action[=].definitionCanonical = Canonical(rems-pmf)
* action[+].title = "Review"
* action[=].description = "Benefit is weighed at the end of week 4."
