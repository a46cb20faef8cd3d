Instance: dast-10
InstanceOf: KTRQuestionnaire
Usage: #definition
* insert Definition(Questionnaire, dast-10)
* insert ExtractCategory(survey, Survey)
* name = "Dast10"
* title = "DAST-10 scores"
* description = "Answers of the DAST-10 as 0 or 1 for each item, and the total. Numbers only."
* subjectType = #Patient
* copyright = "The DAST-10 is (c) Harvey A. Skinner and the Centre for Addiction and Mental Health. This form holds item numbers and scores, no wording; use it beside a licensed copy."
* code = $LNC#82666-9 "Drug Abuse Screening Test-10 [DAST-10]"
* item[+].linkId = "dast-item-01"
* item[=].text = "Item 1, 0 or 1"
* item[=].type = #integer
* item[=].required = true
* insert Range(0, 1)
* item[+].linkId = "dast-item-02"
* item[=].text = "Item 2, 0 or 1"
* item[=].type = #integer
* item[=].required = true
* insert Range(0, 1)
* item[+].linkId = "dast-item-03"
* item[=].text = "Item 3, 0 or 1"
* item[=].type = #integer
* item[=].required = true
* insert Range(0, 1)
* item[+].linkId = "dast-item-04"
* item[=].text = "Item 4, 0 or 1"
* item[=].type = #integer
* item[=].required = true
* insert Range(0, 1)
* item[+].linkId = "dast-item-05"
* item[=].text = "Item 5, 0 or 1"
* item[=].type = #integer
* item[=].required = true
* insert Range(0, 1)
* item[+].linkId = "dast-item-06"
* item[=].text = "Item 6, 0 or 1"
* item[=].type = #integer
* item[=].required = true
* insert Range(0, 1)
* item[+].linkId = "dast-item-07"
* item[=].text = "Item 7, 0 or 1"
* item[=].type = #integer
* item[=].required = true
* insert Range(0, 1)
* item[+].linkId = "dast-item-08"
* item[=].text = "Item 8, 0 or 1"
* item[=].type = #integer
* item[=].required = true
* insert Range(0, 1)
* item[+].linkId = "dast-item-09"
* item[=].text = "Item 9, 0 or 1"
* item[=].type = #integer
* item[=].required = true
* insert Range(0, 1)
* item[+].linkId = "dast-item-10"
* item[=].text = "Item 10, 0 or 1"
* item[=].type = #integer
* item[=].required = true
* insert Range(0, 1)
* item[+].linkId = "82667-7"
* item[=].code = $LNC#82667-7 "Total score [DAST-10]"
* item[=].text = "Total"
* item[=].type = #integer
* insert Extract
* insert ExtractAs(ktr-substance-screen)
* insert Unit({score})
* insert Total([[%resource.item.where(linkId != '82667-7').answer.value.ofType(integer).aggregate($this + $total, 0)]])
