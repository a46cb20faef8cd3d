Instance: iv-induction-6
InstanceOf: PlanDefinition
Usage: #definition
* insert Definition(PlanDefinition, iv-induction-6)
* name = "IvInduction6"
* title = "IV induction, six sessions"
* type = http://terminology.hl7.org/CodeSystem/plan-definition-type#clinical-protocol "Clinical Protocol"
* description = "Ketamine 0.5 mg/kg by intravenous infusion over 40 minutes, twice a week for three weeks; benefit weighed at the end."
* usage = "A template for a clinician to adapt, not advice. No clinician has reviewed it."
* action[+].title = "Evaluation"
* action[=].description = "Diagnosis, baseline scores, history, examination, laboratory as indicated, consent."
* action[=].definitionCanonical = Canonical(eligibility)
* action[+].title = "Check before the dose"
* action[=].description = "Blood pressure, weight, intake, escort."
* action[=].definitionCanonical = Canonical(pre-dose-check)
* action[+].title = "Infusion"
* action[=].description = "0.5 mg/kg over 40 minutes. Sources: Andrade 2017, Sanacora 2017."
* action[=].definitionCanonical = Canonical(ketamine-iv-dose)
* action[=].timingTiming.repeat.count = 6
* action[=].timingTiming.repeat.frequency = 2
* action[=].timingTiming.repeat.period = 1
* action[=].timingTiming.repeat.periodUnit = #wk
* action[+].title = "Discharge"
* action[=].description = "Each criterion is checked."
* action[=].definitionCanonical = Canonical(discharge-checklist)
* action[+].title = "PHQ-9"
* action[=].description = "Once a week."
* action[=].definitionCanonical = Canonical(phq-9)
* action[=].timingTiming.repeat.boundsDuration = 4 'wk' "wk"
* action[=].timingTiming.repeat.frequency = 1
* action[=].timingTiming.repeat.period = 1
* action[=].timingTiming.repeat.periodUnit = #wk
* action[+].title = "Journal"
* action[=].description = "Every day."
* action[=].definitionCanonical = Canonical(mood-journal)
* action[=].timingTiming.repeat.boundsDuration = 4 'wk' "wk"
* action[=].timingTiming.repeat.frequency = 1
* action[=].timingTiming.repeat.period = 1
* action[=].timingTiming.repeat.periodUnit = #d
* action[+].title = "Review"
* action[=].description = "Response is weighed within seven days of the sixth session."
