Instance: moaas
InstanceOf: KTRQuestionnaire
Usage: #definition
* insert Definition(Questionnaire, moaas)
* insert ExtractSession(ktr-sedation)
* insert ExtractValue(ktr-sedation, Observation.code, [[%questionnaire.item.where(linkId = 'moaas-score').code]])
* name = "Moaas"
* title = "MOAA/S score"
* description = "Depth of sedation by the observer, 5 (responds readily) to 0 (no response)."
* subjectType = #Patient
* copyright = "The score and its ends are given, no wording of the scale."
* item[+].linkId = "moaas-score"
* item[=].code = KTRAssessment#moaas-score "MOAA/S score"
* item[=].text = "Score, 0 to 5"
* item[=].type = #integer
* item[=].required = true
* insert ExtractAs(ktr-sedation)
* insert Unit({score})
* insert Range(0, 5)
* insert SessionTime(ktr-sedation)
