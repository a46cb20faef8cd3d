Instance: pre-dose-check
InstanceOf: KTRQuestionnaire
Usage: #definition
* insert Definition(Questionnaire, pre-dose-check)
* insert OfEncounter
* name = "PreDoseCheck"
* title = "Check before the dose"
* description = "What is asked and measured before each dose."
* subjectType = #Patient
* copyright = "(c) the publisher of this guide. SNOMED CT codes need an affiliate licence outside the Global Patient Set."
* item[+].linkId = "weight"
* item[=].code = $LNC#29463-7 "Body weight"
* item[=].text = "Weight"
* item[=].type = #decimal
* insert Unit(kg)
* item[=].extension[+].url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observationLinkPeriod"
* item[=].extension[=].valueDuration = 30 'd' "d"
* item[+].linkId = "systolic"
* item[=].code = $LNC#8480-6 "Systolic blood pressure"
* item[=].text = "Systolic blood pressure, mm[Hg]"
* item[=].type = #integer
* item[=].required = true
* insert Range(40, 300)
* item[+].linkId = "diastolic"
* item[=].code = $LNC#8462-4 "Diastolic blood pressure"
* item[=].text = "Diastolic blood pressure, mm[Hg]"
* item[=].type = #integer
* item[=].required = true
* insert Range(20, 200)
* item[+].linkId = "food"
* item[=].text = "Food within the last 2 hours"
* item[=].type = #boolean
* item[=].required = true
* item[+].linkId = "liquid"
* item[=].text = "Liquid within the last 30 minutes"
* item[=].type = #boolean
* item[=].required = true
* item[+].linkId = "nasal-medicine"
* item[=].text = "Nasal steroid or decongestant within the last hour"
* item[=].type = #boolean
* item[+].linkId = "alcohol"
* item[=].text = "Alcohol or other drugs since yesterday"
* item[=].type = #boolean
* item[=].required = true
* item[+].linkId = "pregnancy"
* item[=].text = "Possibly pregnant"
* item[=].type = #boolean
* item[+].linkId = "suicidal-thoughts"
* item[=].code = $SCT#6471006 "Suicidal thoughts (finding)"
* item[=].text = "Thoughts of suicide since the last visit"
* item[=].type = #boolean
* item[=].required = true
* item[+].linkId = "escort"
* item[=].code = KTRDischargeCriterion#escort "Escort"
* item[=].text = "Somebody takes the patient home"
* item[=].type = #boolean
* item[=].required = true
* item[+].linkId = "urinary"
* item[=].code = $SCT#49650001 "Dysuria (finding)"
* item[=].text = "Urinary symptoms since the last visit"
* item[=].type = #boolean
* item[+].linkId = "go"
* item[=].text = "The dose may be given"
* item[=].type = #boolean
* item[=].required = true
