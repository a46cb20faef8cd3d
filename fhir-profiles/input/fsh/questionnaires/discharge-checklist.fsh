Instance: discharge-checklist
InstanceOf: KTRQuestionnaire
Usage: #definition
* insert Definition(Questionnaire, discharge-checklist)
* name = "DischargeChecklist"
* title = "Discharge checklist"
* description = "Each criterion, met or not, and the decision."
* subjectType = #Patient
* copyright = "(c) the publisher of this guide."
* item[+].linkId = "time"
* item[=].code = KTRDischargeCriterion#time "Time since dose"
* item[=].text = "Time since dose: criterion met"
* item[=].type = #boolean
* item[=].required = true
* item[+].linkId = "blood-pressure"
* item[=].code = KTRDischargeCriterion#blood-pressure "Blood pressure"
* item[=].text = "Blood pressure: criterion met"
* item[=].type = #boolean
* item[=].required = true
* item[+].linkId = "sedation"
* item[=].code = KTRDischargeCriterion#sedation "Sedation"
* item[=].text = "Sedation: criterion met"
* item[=].type = #boolean
* item[=].required = true
* item[+].linkId = "dissociation"
* item[=].code = KTRDischargeCriterion#dissociation "Dissociation"
* item[=].text = "Dissociation: criterion met"
* item[=].type = #boolean
* item[=].required = true
* item[+].linkId = "ambulation"
* item[=].code = KTRDischargeCriterion#ambulation "Ambulation"
* item[=].text = "Ambulation: criterion met"
* item[=].type = #boolean
* item[=].required = true
* item[+].linkId = "nausea"
* item[=].code = KTRDischargeCriterion#nausea "Nausea"
* item[=].text = "Nausea: criterion met"
* item[=].type = #boolean
* item[=].required = true
* item[+].linkId = "escort"
* item[=].code = KTRDischargeCriterion#escort "Escort"
* item[=].text = "Escort: criterion met"
* item[=].type = #boolean
* item[=].required = true
* item[+].linkId = "no-driving"
* item[=].text = "Told not to drive until the next day after restful sleep"
* item[=].type = #boolean
* item[=].required = true
* item[+].linkId = "discharge-ready"
* item[=].code = KTRAssessment#discharge-ready "Ready for discharge"
* item[=].text = "Ready for discharge"
* item[=].type = #boolean
* item[=].required = true
* insert Extract
