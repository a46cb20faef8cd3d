Instance: rems-pmf
InstanceOf: KTRQuestionnaire
Usage: #definition
* insert Definition(Questionnaire, rems-pmf)
* extension[+].url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-launchContext"
* extension[=].extension[0].url = "name"
* extension[=].extension[0].valueCoding = http://hl7.org/fhir/uv/sdc/CodeSystem/launchContext#patient
* extension[=].extension[1].url = "type"
* extension[=].extension[1].valueCode = #Patient
* insert OfEncounter
* name = "RemsPmf"
* title = "REMS patient monitoring form"
* description = "The facts that the patient monitoring form of the SPRAVATO REMS asks for after each session. Wording of our own; confirm the current form with the programme."
* subjectType = #Patient
* copyright = "SPRAVATO is a trademark of Johnson & Johnson. The form of the programme belongs to it; this one holds the facts it asks for in words of our own."
* item[+].linkId = "patient"
* item[=].text = "Patient"
* item[=].type = #group
* item[=].item[+].linkId = "first-name"
* item[=].item[=].text = "First name"
* item[=].item[=].type = #string
* item[=].item[=].required = true
* item[=].item[=].extension.url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-initialExpression"
* item[=].item[=].extension.valueExpression.language = #text/fhirpath
* item[=].item[=].extension.valueExpression.expression = "%patient.name.first().given.first()"
* item[=].item[+].linkId = "middle-initial"
* item[=].item[=].text = "Middle initial"
* item[=].item[=].type = #string
* item[=].item[+].linkId = "last-name"
* item[=].item[=].text = "Last name"
* item[=].item[=].type = #string
* item[=].item[=].required = true
* item[=].item[=].extension.url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-initialExpression"
* item[=].item[=].extension.valueExpression.language = #text/fhirpath
* item[=].item[=].extension.valueExpression.expression = "%patient.name.first().family"
* item[=].item[+].linkId = "birth-date"
* item[=].item[=].text = "Date of birth"
* item[=].item[=].type = #date
* item[=].item[=].required = true
* item[=].item[=].extension.url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-initialExpression"
* item[=].item[=].extension.valueExpression.language = #text/fhirpath
* item[=].item[=].extension.valueExpression.expression = "%patient.birthDate"
* item[=].item[+].linkId = "sex"
* item[=].item[=].text = "Sex"
* item[=].item[=].type = #string
* item[=].item[=].required = true
* item[=].item[=].extension.url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-initialExpression"
* item[=].item[=].extension.valueExpression.language = #text/fhirpath
* item[=].item[=].extension.valueExpression.expression = "%patient.gender"
* item[=].item[+].linkId = "first-treatment"
* item[=].item[=].text = "First treatment"
* item[=].item[=].type = #boolean
* item[=].item[=].required = true
* item[=].item[+].linkId = "enrolled"
* item[=].item[=].text = "Enrolled in the REMS"
* item[=].item[=].type = #boolean
* item[=].item[=].required = true
* item[+].linkId = "concomitant"
* item[=].text = "Medicines taken at the same time"
* item[=].type = #group
* item[=].item[+].linkId = "benzodiazepines"
* item[=].item[=].text = "Benzodiazepines"
* item[=].item[=].type = #boolean
* item[=].item[=].required = true
* item[=].item[+].linkId = "sedatives"
* item[=].item[=].text = "Other sedatives or hypnotics"
* item[=].item[=].type = #boolean
* item[=].item[=].required = true
* item[=].item[+].linkId = "opioids"
* item[=].item[=].text = "Opioids"
* item[=].item[=].type = #boolean
* item[=].item[=].required = true
* item[=].item[+].linkId = "psychostimulants"
* item[=].item[=].text = "Psychostimulants"
* item[=].item[=].type = #boolean
* item[=].item[=].required = true
* item[=].item[+].linkId = "maoi"
* item[=].item[=].text = "MAO inhibitors"
* item[=].item[=].type = #boolean
* item[=].item[=].required = true
* item[+].linkId = "provider"
* item[=].text = "Who monitored"
* item[=].type = #group
* item[=].item[+].linkId = "provider-first-name"
* item[=].item[=].text = "First name"
* item[=].item[=].type = #string
* item[=].item[=].required = true
* item[=].item[+].linkId = "provider-last-name"
* item[=].item[=].text = "Last name"
* item[=].item[=].type = #string
* item[=].item[=].required = true
* item[=].item[+].linkId = "provider-phone"
* item[=].item[=].text = "Telephone"
* item[=].item[=].type = #string
* item[=].item[=].required = true
* item[=].item[+].linkId = "provider-email"
* item[=].item[=].text = "Email"
* item[=].item[=].type = #string
* item[=].item[=].required = true
* item[+].linkId = "setting"
* item[=].text = "Where"
* item[=].type = #group
* item[=].item[+].linkId = "setting-name"
* item[=].item[=].text = "Name"
* item[=].item[=].type = #string
* item[=].item[=].required = true
* item[=].item[+].linkId = "setting-address"
* item[=].item[=].text = "Street"
* item[=].item[=].type = #string
* item[=].item[=].required = true
* item[=].item[+].linkId = "setting-city"
* item[=].item[=].text = "City"
* item[=].item[=].type = #string
* item[=].item[=].required = true
* item[=].item[+].linkId = "setting-state"
* item[=].item[=].text = "State"
* item[=].item[=].type = #string
* item[=].item[=].required = true
* item[=].item[+].linkId = "setting-zip"
* item[=].item[=].text = "ZIP code"
* item[=].item[=].type = #string
* item[=].item[=].required = true
* item[+].linkId = "session"
* item[=].text = "Session"
* item[=].type = #group
* item[=].item[+].linkId = "treatment-date"
* item[=].item[=].text = "Date"
* item[=].item[=].type = #date
* item[=].item[=].required = true
* item[=].item[+].linkId = "dose"
* item[=].item[=].text = "Dose, mg"
* item[=].item[=].type = #quantity
* item[=].item[=].required = true
* item[=].item[+].linkId = "lot-number"
* item[=].item[=].text = "Lot number"
* item[=].item[=].type = #string
* item[=].item[=].required = true
* item[=].item[+].linkId = "total-minutes"
* item[=].item[=].text = "Minutes from the first device to the end of monitoring"
* item[=].item[=].type = #integer
* item[=].item[=].required = true
* item[=].item[+].linkId = "ready-minutes"
* item[=].item[=].text = "Minutes after which the patient would have been ready to leave"
* item[=].item[=].type = #integer
* item[+].linkId = "vitals"
* item[=].text = "Vital signs"
* item[=].type = #group
* item[=].item[+].linkId = "vitals-before"
* item[=].item[=].text = "Acceptable before the dose"
* item[=].item[=].type = #boolean
* item[=].item[=].required = true
* item[=].item[+].linkId = "vitals-after"
* item[=].item[=].text = "Acceptable at the end of monitoring"
* item[=].item[=].type = #boolean
* item[=].item[=].required = true
* item[=].item[+].linkId = "bp-before"
* item[=].item[=].text = "Blood pressure before the dose"
* item[=].item[=].type = #string
* item[=].item[=].required = true
* item[=].item[+].linkId = "bp-40"
* item[=].item[=].text = "Blood pressure at about 40 minutes"
* item[=].item[=].type = #string
* item[=].item[=].required = true
* item[=].item[+].linkId = "bp-end"
* item[=].item[=].text = "Blood pressure at the end of monitoring"
* item[=].item[=].type = #string
* item[=].item[=].required = true
* item[=].item[+].linkId = "oximetry"
* item[=].item[=].text = "Oxygen saturation checked during monitoring"
* item[=].item[=].type = #boolean
* item[=].item[=].required = true
* item[+].linkId = "effects"
* item[=].text = "Effects"
* item[=].type = #group
* item[=].item[+].linkId = "sedation"
* item[=].item[=].text = "Sedation"
* item[=].item[=].type = #boolean
* item[=].item[=].required = true
* item[=].item[+].linkId = "dissociation"
* item[=].item[=].text = "Dissociation"
* item[=].item[=].type = #boolean
* item[=].item[=].required = true
* item[=].item[+].linkId = "respiratory-depression"
* item[=].item[=].text = "Respiratory depression"
* item[=].item[=].type = #boolean
* item[=].item[+].linkId = "effects-onset"
* item[=].item[=].text = "Minutes to onset"
* item[=].item[=].type = #integer
* item[=].item[+].linkId = "effects-resolution"
* item[=].item[=].text = "Minutes to resolution"
* item[=].item[=].type = #integer
* item[+].linkId = "sae"
* item[=].text = "Serious adverse event"
* item[=].type = #group
* item[=].item[+].linkId = "serious"
* item[=].item[=].text = "Serious adverse event"
* item[=].item[=].type = #boolean
* item[=].item[=].required = true
* item[=].item[+].linkId = "serious-kind"
* item[=].item[=].text = "Death, life-threatening, hospitalisation, disability, other"
* item[=].item[=].type = #string
* item[=].item[+].linkId = "serious-details"
* item[=].item[=].text = "Details"
* item[=].item[=].type = #text
* item[+].linkId = "signature"
* item[=].text = "Signature"
* item[=].type = #group
* item[=].item[+].linkId = "signed-by"
* item[=].item[=].text = "Name"
* item[=].item[=].type = #string
* item[=].item[=].required = true
* item[=].item[+].linkId = "signed-on"
* item[=].item[=].text = "Date"
* item[=].item[=].type = #date
* item[=].item[=].required = true
