Instance: cadss-6
InstanceOf: KTRQuestionnaire
Usage: #definition
* insert Definition(Questionnaire, cadss-6)
* insert ExtractSession(ktr-dissociation)
* insert ExtractValue(ktr-dissociation, Observation.code, [[%questionnaire.item.where(linkId = 'cadss-6-total').code]])
* name = "Cadss6"
* title = "CADSS-6 scores"
* description = "Scores of the six items of the CADSS-6, by the observer. Numbers only: the wording is under copyright."
* subjectType = #Patient
* copyright = "The CADSS belongs to its authors. This form holds item numbers and scores, no wording; use it beside a licensed copy."
* item[+].linkId = "cadss-item-01"
* item[=].code = KTRAssessment#cadss-item-01 "CADSS item 1"
* item[=].text = "Item 1, 0 to 4"
* item[=].type = #integer
* item[=].required = true
* insert Range(0, 4)
* item[+].linkId = "cadss-item-02"
* item[=].code = KTRAssessment#cadss-item-02 "CADSS item 2"
* item[=].text = "Item 2, 0 to 4"
* item[=].type = #integer
* item[=].required = true
* insert Range(0, 4)
* item[+].linkId = "cadss-item-06"
* item[=].code = KTRAssessment#cadss-item-06 "CADSS item 6"
* item[=].text = "Item 6, 0 to 4"
* item[=].type = #integer
* item[=].required = true
* insert Range(0, 4)
* item[+].linkId = "cadss-item-07"
* item[=].code = KTRAssessment#cadss-item-07 "CADSS item 7"
* item[=].text = "Item 7, 0 to 4"
* item[=].type = #integer
* item[=].required = true
* insert Range(0, 4)
* item[+].linkId = "cadss-item-15"
* item[=].code = KTRAssessment#cadss-item-15 "CADSS item 15"
* item[=].text = "Item 15, 0 to 4"
* item[=].type = #integer
* item[=].required = true
* insert Range(0, 4)
* item[+].linkId = "cadss-item-22"
* item[=].code = KTRAssessment#cadss-item-22 "CADSS item 22"
* item[=].text = "Item 22, 0 to 4"
* item[=].type = #integer
* item[=].required = true
* insert Range(0, 4)
* item[+].linkId = "cadss-6-total"
* item[=].code = KTRAssessment#cadss-6-total "CADSS-6 total score"
* item[=].text = "Total"
* item[=].type = #integer
* insert ExtractAs(ktr-dissociation)
* insert Unit({score})
* insert Total([[%resource.item.where(linkId.startsWith('cadss-item-')).answer.value.ofType(integer).aggregate($this + $total, 0)]])
* insert SessionTime(ktr-dissociation)
