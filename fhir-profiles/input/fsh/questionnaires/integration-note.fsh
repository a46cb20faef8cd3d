Instance: integration-note
InstanceOf: KTRQuestionnaire
Usage: #definition
* insert Definition(Questionnaire, integration-note)
* insert OfEncounter
* name = "IntegrationNote"
* title = "Integration note"
* description = "What the patient and the therapist take from the session."
* subjectType = #Patient
* copyright = "(c) the publisher of this guide."
* item[+].linkId = "experience"
* item[=].text = "What was experienced"
* item[=].type = #text
* item[+].linkId = "meaning"
* item[=].text = "What it means to the patient"
* item[=].type = #text
* item[+].linkId = "intention"
* item[=].text = "What the patient wants to do"
* item[=].type = #text
* item[+].linkId = "help"
* item[=].text = "What help is needed"
* item[=].type = #text
* item[+].linkId = "psychotherapy-note"
* item[=].text = "Keep as a psychotherapy note"
* item[=].type = #boolean
