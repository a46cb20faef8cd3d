Instance: eligibility
InstanceOf: KTRQuestionnaire
Usage: #definition
* insert Definition(Questionnaire, eligibility)
* name = "Eligibility"
* title = "Eligibility"
* description = "What is asked before a first course: conditions that speak against the treatment, and what must be there."
* subjectType = #Patient
* copyright = "(c) the publisher of this guide. SNOMED CT codes need an affiliate licence outside the Global Patient Set."
* item[+].linkId = "aneurysm"
* item[=].code = $SCT#432119003 "Aneurysm (disorder)"
* item[=].text = "Aneurysm or arteriovenous malformation, known or in the family"
* item[=].type = #boolean
* item[=].required = true
* item[+].linkId = "haemorrhage"
* item[=].code = $SCT#1386000 "Intracranial hemorrhage (disorder)"
* item[=].text = "Bleeding in the brain, ever"
* item[=].type = #boolean
* item[=].required = true
* item[+].linkId = "hypertension"
* item[=].code = $SCT#38341003 "Hypertensive disorder, systemic arterial (disorder)"
* item[=].text = "High blood pressure"
* item[=].type = #boolean
* item[=].required = true
* item[+].linkId = "heart-attack"
* item[=].code = $SCT#22298006 "Myocardial infarction (disorder)"
* item[=].text = "Heart attack"
* item[=].type = #boolean
* item[=].required = true
* item[+].linkId = "psychosis"
* item[=].code = $SCT#69322001 "Psychotic disorder (disorder)"
* item[=].text = "Psychosis, now or ever"
* item[=].type = #boolean
* item[=].required = true
* item[+].linkId = "mania"
* item[=].code = $SCT#231494001 "Mania (disorder)"
* item[=].text = "Mania, now or ever"
* item[=].type = #boolean
* item[=].required = true
* item[+].linkId = "pregnancy"
* item[=].code = $SCT#77386006 "Pregnancy (finding)"
* item[=].text = "Pregnant, possibly pregnant, or breast-feeding"
* item[=].type = #boolean
* item[+].linkId = "liver"
* item[=].code = $SCT#235856003 "Disorder of liver (disorder)"
* item[=].text = "Severe liver disease"
* item[=].type = #boolean
* item[=].required = true
* item[+].linkId = "cystitis"
* item[=].code = $SCT#38822007 "Cystitis (disorder)"
* item[=].text = "Cystitis or pain on passing urine"
* item[=].type = #boolean
* item[=].required = true
* item[+].linkId = "allergy"
* item[=].code = $SCT#293707005 "Ketamine allergy"
* item[=].text = "Allergy to ketamine or esketamine"
* item[=].type = #boolean
* item[=].required = true
* item[+].linkId = "substance-use"
* item[=].code = $SCT#191816009 "Drug dependence (disorder)"
* item[=].text = "Use of ketamine, alcohol or other drugs that causes problems"
* item[=].type = #boolean
* item[=].required = true
* item[+].linkId = "trials"
* item[=].text = "Number of adequate antidepressant trials in this episode"
* item[=].type = #integer
* item[=].required = true
* insert Range(0, 30)
* item[+].linkId = "medicines"
* item[=].text = "Medicines taken now"
* item[=].type = #text
* item[+].linkId = "suitable"
* item[=].text = "Suitable, in the judgement of the clinician"
* item[=].type = #boolean
* item[=].required = true
* item[+].linkId = "remarks"
* item[=].text = "Remarks"
* item[=].type = #text
