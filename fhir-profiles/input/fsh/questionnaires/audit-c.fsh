Instance: audit-c
InstanceOf: KTRQuestionnaire
Usage: #definition
* insert Definition(Questionnaire, audit-c)
* insert ExtractCategory(survey, Survey)
* name = "AuditC"
* title = "AUDIT-C"
* description = "Alcohol use, three questions of 0 to 4 points. Item wording as LOINC displays it."
* subjectType = #Patient
* copyright = "The AUDIT-C is in the public domain. LOINC codes (c) Regenstrief Institute, Inc."
* code = $LNC#72109-2 "Alcohol Use Disorder Identification Test - Consumption [AUDIT-C]"
* item[+].linkId = "68518-0"
* item[=].code = $LNC#68518-0 "How often do you have a drink containing alcohol"
* item[=].text = "How often do you have a drink containing alcohol, 0 to 4"
* item[=].type = #integer
* item[=].required = true
* insert Range(0, 4)
* item[+].linkId = "68519-8"
* item[=].code = $LNC#68519-8 "How many standard drinks containing alcohol do you have on a typical day"
* item[=].text = "How many standard drinks containing alcohol do you have on a typical day, 0 to 4"
* item[=].type = #integer
* item[=].required = true
* insert Range(0, 4)
* item[+].linkId = "68520-6"
* item[=].code = $LNC#68520-6 "How often do you have 6 or more drinks on 1 occasion"
* item[=].text = "How often do you have 6 or more drinks on 1 occasion, 0 to 4"
* item[=].type = #integer
* item[=].required = true
* insert Range(0, 4)
* item[+].linkId = "75626-2"
* item[=].code = $LNC#75626-2 "Total score [AUDIT-C]"
* item[=].text = "Total"
* item[=].type = #integer
* insert Extract
* insert ExtractAs(ktr-substance-screen)
* insert Unit({score})
* insert Total([[%resource.item.where(linkId != '75626-2').answer.value.ofType(integer).aggregate($this + $total, 0)]])
