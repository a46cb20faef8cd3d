Instance: phq-9
InstanceOf: KTRQuestionnaire
Usage: #definition
* insert Definition(Questionnaire, phq-9)
* insert ExtractCategory(survey, Survey)
* name = "Phq9"
* title = "PHQ-9"
* description = "Patient Health Questionnaire, 9 items, by the patient. Item wording as LOINC displays it."
* subjectType = #Patient
* copyright = "PHQ-9 and GAD-7 were made with a grant of Pfizer Inc.; no permission is needed to reproduce, translate, display or distribute them. LOINC codes (c) Regenstrief Institute, Inc."
* code = $LNC#44249-1 "PHQ-9 quick depression assessment panel [Reported.PHQ]"
* item[+].linkId = "44250-9"
* item[=].code = $LNC#44250-9 "Little interest or pleasure in doing things in last 2 weeks"
* item[=].text = "Little interest or pleasure in doing things in last 2 weeks"
* item[=].type = #choice
* item[=].required = true
* insert Extract
* insert FrequencyAnswers
* item[+].linkId = "44255-8"
* item[=].code = $LNC#44255-8 "Feeling down, depressed, or hopeless in last 2 weeks"
* item[=].text = "Feeling down, depressed, or hopeless in last 2 weeks"
* item[=].type = #choice
* item[=].required = true
* insert Extract
* insert FrequencyAnswers
* item[+].linkId = "44259-0"
* item[=].code = $LNC#44259-0 "Trouble falling or staying asleep, or sleeping too much in last 2 weeks [Reported.PHQ]"
* item[=].text = "Trouble falling or staying asleep, or sleeping too much in last 2 weeks [Reported.PHQ]"
* item[=].type = #choice
* item[=].required = true
* insert Extract
* insert FrequencyAnswers
* item[+].linkId = "44254-1"
* item[=].code = $LNC#44254-1 "Feeling tired or having little energy in last 2 weeks [Reported.PHQ]"
* item[=].text = "Feeling tired or having little energy in last 2 weeks [Reported.PHQ]"
* item[=].type = #choice
* item[=].required = true
* insert Extract
* insert FrequencyAnswers
* item[+].linkId = "44251-7"
* item[=].code = $LNC#44251-7 "Poor appetite or overeating in last 2 weeks [Reported.PHQ]"
* item[=].text = "Poor appetite or overeating in last 2 weeks [Reported.PHQ]"
* item[=].type = #choice
* item[=].required = true
* insert Extract
* insert FrequencyAnswers
* item[+].linkId = "44258-2"
* item[=].code = $LNC#44258-2 "Feeling bad about yourself - or that you are a failure or have let yourself or your family down in last 2 weeks [Reported.PHQ]"
* item[=].text = "Feeling bad about yourself - or that you are a failure or have let yourself or your family down in last 2 weeks [Reported.PHQ]"
* item[=].type = #choice
* item[=].required = true
* insert Extract
* insert FrequencyAnswers
* item[+].linkId = "44252-5"
* item[=].code = $LNC#44252-5 "Trouble concentrating on things, such as reading the newspaper or watching television in last 2 weeks [Reported.PHQ]"
* item[=].text = "Trouble concentrating on things, such as reading the newspaper or watching television in last 2 weeks [Reported.PHQ]"
* item[=].type = #choice
* item[=].required = true
* insert Extract
* insert FrequencyAnswers
* item[+].linkId = "44253-3"
* item[=].code = $LNC#44253-3 "Moving or speaking so slowly that other people could have noticed. Or the opposite - being so fidgety or restless that you have been moving around a lot more than usual in last 2 weeks [Reported.PHQ]"
* item[=].text = "Moving or speaking so slowly that other people could have noticed. Or the opposite - being so fidgety or restless that you have been moving around a lot more than usual in last 2 weeks [Reported.PHQ]"
* item[=].type = #choice
* item[=].required = true
* insert Extract
* insert FrequencyAnswers
* item[+].linkId = "44260-8"
* item[=].code = $LNC#44260-8 "Thoughts that you would be better off dead, or of hurting yourself in some way in last 2 weeks [Reported.PHQ]"
* item[=].text = "Thoughts that you would be better off dead, or of hurting yourself in some way in last 2 weeks [Reported.PHQ]"
* item[=].type = #choice
* item[=].required = true
* insert Extract
* insert FrequencyAnswers
* item[+].linkId = "44261-6"
* item[=].code = $LNC#44261-6 "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]"
* item[=].text = "Total"
* item[=].type = #integer
* insert Extract
* insert ExtractAs(ktr-phq-9)
* insert Unit({score})
* insert Total([[%resource.item.answer.value.ofType(Coding).ordinal().aggregate($this + $total, 0)]])
