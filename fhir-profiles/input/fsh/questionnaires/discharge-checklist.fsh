Instance: discharge-checklist
InstanceOf: KTRQuestionnaire
Usage: #definition
* insert Definition(Questionnaire, discharge-checklist)
* insert ExtractSession(ktr-discharge-readiness)
* insert ExtractValue(ktr-discharge-readiness, Observation.code, [[%questionnaire.item.where(linkId = 'discharge-ready').code]])
* name = "DischargeChecklist"
* title = "Discharge checklist"
* description = "Each criterion, met or not, and the decision."
* subjectType = #Patient
* copyright = "(c) the publisher of this guide."
* insert Criterion(time, Time since dose)
* insert Criterion(blood-pressure, Blood pressure)
* insert Criterion(sedation, Sedation)
* insert Criterion(dissociation, Dissociation)
* insert Criterion(ambulation, Ambulation)
* insert Criterion(nausea, Nausea)
* insert Criterion(escort, Escort)
* item[+].linkId = "no-driving"
* item[=].text = "Told not to drive until the next day after restful sleep"
* item[=].type = #boolean
* item[=].required = true
* item[+].linkId = "discharge-ready"
* item[=].code = KTRAssessment#discharge-ready "Ready for discharge"
* item[=].text = "Ready for discharge"
* item[=].type = #boolean
* item[=].required = true
* insert ExtractAs(ktr-discharge-readiness)
* insert SessionTime(ktr-discharge-readiness)

// A criterion is a component: the group begins it, its code is that of the question, the answer is its value.
RuleSet: Criterion(code, display)
* item[+].linkId = "criterion-{code}"
* item[=].text = "{display}"
* item[=].type = #group
* item[=].definition = "{canonical}/StructureDefinition/ktr-discharge-readiness#Observation.component"
* insert ItemExtractValue(ktr-discharge-readiness, Observation.component.code, [[%questionnaire.item.item.where(linkId = '{code}').code]])
* item[=].item[0].linkId = "{code}"
* item[=].item[0].code = KTRDischargeCriterion#{code} "{display}"
* item[=].item[0].text = "{display}: criterion met"
* item[=].item[0].type = #boolean
* item[=].item[0].required = true
* item[=].item[0].definition = "{canonical}/StructureDefinition/ktr-discharge-readiness#Observation.component.value[x]"
