Instance: esketamine-mdsi
InstanceOf: PlanDefinition
Usage: #definition
* insert Definition(PlanDefinition, esketamine-mdsi)
* name = "EsketamineMdsi"
* title = "Esketamine for depression with acute suicidal thoughts"
* type = http://terminology.hl7.org/CodeSystem/plan-definition-type#clinical-protocol "Clinical Protocol"
* description = "Esketamine nasal spray 84 mg twice a week for four weeks; may be lowered to 56 mg once for tolerability."
* usage = "A template for a clinician to adapt, not advice. No clinician has reviewed it."
* action[+].title = "Evaluation"
* action[=].description = "Diagnosis, baseline scores, history, examination, laboratory as indicated, consent."
* action[=].definitionCanonical = Canonical(eligibility)
* action[+].title = "Weeks 1 to 4"
* action[=].description = "84 mg, three devices, twice a week."
* action[=].definitionCanonical = Canonical(esketamine-84)
* action[=].timingTiming.repeat.count = 8
* action[=].timingTiming.repeat.boundsDuration = 4 'wk' "wk"
* action[=].timingTiming.repeat.frequency = 2
* action[=].timingTiming.repeat.period = 1
* action[=].timingTiming.repeat.periodUnit = #wk
* action[+].title = "Monitoring"
* action[=].description = "At least two hours from the first device, with blood pressure and oximetry."
* action[=].definitionCanonical = Canonical(discharge-checklist)
* action[+].title = "Suicidality"
* action[=].description = "Assessed at each session."
* action[+].title = "REMS form"
* action[=].description = "Within seven days of each session."
* action[=].definitionCanonical = Canonical(rems-pmf)
* action[+].title = "Review"
* action[=].description = "Benefit is weighed after four weeks."
