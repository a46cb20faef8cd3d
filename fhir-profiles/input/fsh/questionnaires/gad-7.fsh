Instance: gad-7
InstanceOf: KTRQuestionnaire
Usage: #definition
* insert Definition(Questionnaire, gad-7)
* insert ExtractCategory(survey, Survey)
* name = "Gad7"
* title = "GAD-7"
* description = "Generalized Anxiety Disorder scale, 7 items, by the patient. Item wording as LOINC displays it."
* subjectType = #Patient
* copyright = "PHQ-9 and GAD-7 were made with a grant of Pfizer Inc.; no permission is needed to reproduce, translate, display or distribute them. LOINC codes (c) Regenstrief Institute, Inc."
* code = $LNC#69737-5 "Generalized anxiety disorder 7 item (GAD-7)"
* item[+].linkId = "69725-0"
* item[=].code = $LNC#69725-0 "Feeling nervous, anxious or on edge in last 2 weeks"
* item[=].text = "Feeling nervous, anxious or on edge in last 2 weeks"
* item[=].type = #choice
* item[=].required = true
* insert Extract
* insert FrequencyAnswers
* item[+].linkId = "68509-9"
* item[=].code = $LNC#68509-9 "Not able to stop or control worrying in the last 2 weeks"
* item[=].text = "Not able to stop or control worrying in the last 2 weeks"
* item[=].type = #choice
* item[=].required = true
* insert Extract
* insert FrequencyAnswers
* item[+].linkId = "69733-4"
* item[=].code = $LNC#69733-4 "Worrying too much about different things in last 2 weeks [Reported.PHQ]"
* item[=].text = "Worrying too much about different things in last 2 weeks [Reported.PHQ]"
* item[=].type = #choice
* item[=].required = true
* insert Extract
* insert FrequencyAnswers
* item[+].linkId = "69734-2"
* item[=].code = $LNC#69734-2 "Trouble relaxing in last 2 weeks [Reported.PHQ]"
* item[=].text = "Trouble relaxing in last 2 weeks [Reported.PHQ]"
* item[=].type = #choice
* item[=].required = true
* insert Extract
* insert FrequencyAnswers
* item[+].linkId = "69735-9"
* item[=].code = $LNC#69735-9 "Being so restless that it is hard to sit still in last 2 weeks [Reported.PHQ]"
* item[=].text = "Being so restless that it is hard to sit still in last 2 weeks [Reported.PHQ]"
* item[=].type = #choice
* item[=].required = true
* insert Extract
* insert FrequencyAnswers
* item[+].linkId = "69689-8"
* item[=].code = $LNC#69689-8 "Becoming easily annoyed or irritable in last 4 weeks [Reported.PHQ]"
* item[=].text = "Becoming easily annoyed or irritable in last 4 weeks [Reported.PHQ]"
* item[=].type = #choice
* item[=].required = true
* insert Extract
* insert FrequencyAnswers
* item[+].linkId = "69736-7"
* item[=].code = $LNC#69736-7 "Feeling afraid as if something awful might happen in last 2 weeks [Reported.PHQ]"
* item[=].text = "Feeling afraid as if something awful might happen in last 2 weeks [Reported.PHQ]"
* item[=].type = #choice
* item[=].required = true
* insert Extract
* insert FrequencyAnswers
* item[+].linkId = "70274-6"
* item[=].code = $LNC#70274-6 "Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]"
* item[=].text = "Total"
* item[=].type = #integer
* insert Extract
* insert ExtractAs(ktr-gad-7)
* insert Unit({score})
* insert Total([[%resource.item.answer.value.ofType(Coding).ordinal().aggregate($this + $total, 0)]])
