Instance: ktr-legacy-score
InstanceOf: ConceptMap
Usage: #definition
* insert Definition(ConceptMap, ktr-legacy-score)
* name = "KTRLegacyScore"
* title = "Scores as other systems send them"
* description = "From codes of a panel or a scale, under which a total is sometimes sent, to the code of the total."
* group[+].source = "http://loinc.org"
* group[=].target = "http://loinc.org"
* group[=].element[+].code = #44249-1
* group[=].element[=].display = "PHQ-9 quick depression assessment panel [Reported.PHQ]"
* group[=].element[=].target.code = #44261-6
* group[=].element[=].target.display = "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]"
* group[=].element[=].target.equivalence = #relatedto
* group[=].element[=].target.comment = "A total sent under the panel."
* group[=].element[+].code = #55757-9
* group[=].element[=].display = "Patient Health Questionnaire 2 item (PHQ-2) [Reported]"
* group[=].element[=].target.code = #55758-7
* group[=].element[=].target.display = "Patient Health Questionnaire 2 item (PHQ-2) total score [Reported]"
* group[=].element[=].target.equivalence = #relatedto
* group[=].element[+].code = #69737-5
* group[=].element[=].display = "Generalized anxiety disorder 7 item (GAD-7)"
* group[=].element[=].target.code = #70274-6
* group[=].element[=].target.display = "Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]"
* group[=].element[=].target.equivalence = #relatedto
* group[=].element[+].code = #89210-9
* group[=].element[=].display = "Beck Depression Inventory II [BDI]"
* group[=].element[=].target.code = #89209-1
* group[=].element[=].target.display = "Beck Depression Inventory II total score [BDI]"
* group[=].element[=].target.equivalence = #relatedto
* group[=].element[+].code = #101697-1
* group[=].element[=].display = "Post traumatic stress disorder checklist - civilian version DSM-5 [PCL-5]"
* group[=].element[=].target.code = #101698-9
* group[=].element[=].target.display = "PTSD PCL-5 score [PCL-5]"
* group[=].element[=].target.equivalence = #relatedto
* group[=].element[+].code = #72109-2
* group[=].element[=].display = "Alcohol Use Disorder Identification Test - Consumption [AUDIT-C]"
* group[=].element[=].target.code = #75626-2
* group[=].element[=].target.display = "Total score [AUDIT-C]"
* group[=].element[=].target.equivalence = #relatedto
* group[=].element[+].code = #82666-9
* group[=].element[=].display = "Drug Abuse Screening Test-10 [DAST-10]"
* group[=].element[=].target.code = #82667-7
* group[=].element[=].target.display = "Total score [DAST-10]"
* group[=].element[=].target.equivalence = #relatedto
* group[=].element[+].code = #105042-6
* group[=].element[=].display = "Ramsay sedation scale [Reported.RSS]"
* group[=].element[=].target.code = #105044-2
* group[=].element[=].target.display = "Ramsay sedation scale total score [Reported.RSS]"
* group[=].element[=].target.equivalence = #relatedto
* group[=].element[+].code = #68517-2
* group[=].element[=].display = "How many times in the past year have you have X or more drinks in a day"
* group[=].element[=].target.code = #68518-0
* group[=].element[=].target.display = "How often do you have a drink containing alcohol"
* group[=].element[=].target.equivalence = #relatedto
* group[=].element[=].target.comment = "First question of the AUDIT-C in an example of US Core."
* group[+].source = "http://snomed.info/sct"
* group[=].target = "http://loinc.org"
* group[=].element[+].code = #715252007
* group[=].element[=].display = "Depression screening using Patient Health Questionnaire Nine Item score (procedure)"
* group[=].element[=].target.code = #44261-6
* group[=].element[=].target.display = "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]"
* group[=].element[=].target.equivalence = #relatedto
* group[=].element[+].code = #445598007
* group[=].element[=].display = "Assessment using Generalized Anxiety Disorder 7 item score (procedure)"
* group[=].element[=].target.code = #70274-6
* group[=].element[=].target.display = "Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]"
* group[=].element[=].target.equivalence = #relatedto
* group[=].element[+].code = #273306008
* group[=].element[=].display = "Beck depression inventory"
* group[=].element[=].target.code = #89209-1
* group[=].element[=].target.display = "Beck Depression Inventory II total score [BDI]"
* group[=].element[=].target.equivalence = #relatedto
* group[=].element[+].code = #281400004
* group[=].element[=].display = "Ramsay sedation scale"
* group[=].element[=].target.code = #105044-2
* group[=].element[=].target.display = "Ramsay sedation scale total score [Reported.RSS]"
* group[=].element[=].target.equivalence = #relatedto
* group[=].element[+].code = #273426006
* group[=].element[=].display = "DAST - Drug abuse screening test"
* group[=].element[=].target.code = #82667-7
* group[=].element[=].target.display = "Total score [DAST-10]"
* group[=].element[=].target.equivalence = #relatedto
* group[=].element[=].target.comment = "Only when the ten-item form was used."
* group[+].source = "http://snomed.info/sct"
* group[=].target = "{canonical}/CodeSystem/ktr-assessment"
* group[=].element[+].code = #273503001
* group[=].element[=].display = "Hamilton rating scale for depression"
* group[=].element[=].target.code = #hamd17-total
* group[=].element[=].target.display = "HAM-D 17 total score"
* group[=].element[=].target.equivalence = #relatedto
* group[=].element[=].target.comment = "Only when the 17-item form was used."
* group[=].element[+].code = #284064001
* group[=].element[=].display = "BPRS - Brief psychiatric rating scale - 1962"
* group[=].element[=].target.code = #bprs-positive-total
* group[=].element[=].target.display = "BPRS positive symptom score"
* group[=].element[=].target.equivalence = #relatedto
* group[=].element[=].target.comment = "Only when the four positive items were summed."
