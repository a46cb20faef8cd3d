// What every definition says of itself; {canonical} is put in by the build.
RuleSet: Definition(type, id)
* url = "{canonical}/{type}/{id}"
* version = "0.1.0"
* status = #draft
* experimental = false

// A yes-or-no, text or number item at the top of a form.
RuleSet: Unit(code)
* item[=].extension[+].url = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit"
* item[=].extension[=].valueCoding = $UCUM#{code}

// The answer becomes an Observation with the item's code (SDC, observation-based extraction).
RuleSet: Extract
* item[=].extension[+].url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observationExtract"
* item[=].extension[=].valueBoolean = true

RuleSet: Range(low, high)
* item[=].extension[+].url = "http://hl7.org/fhir/StructureDefinition/minValue"
* item[=].extension[=].valueInteger = {low}
* item[=].extension[+].url = "http://hl7.org/fhir/StructureDefinition/maxValue"
* item[=].extension[=].valueInteger = {high}

// The sum of the other answers.
RuleSet: Total(expression)
* item[=].extension[+].url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
* item[=].extension[=].valueExpression.language = #text/fhirpath
* item[=].extension[=].valueExpression.expression = "{expression}"
* item[=].readOnly = true

RuleSet: FrequencyAnswers
* item[=].answerOption[0].valueCoding = $LNC#LA6568-5 "Not at all"
* item[=].answerOption[0].valueCoding.extension.url = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
* item[=].answerOption[0].valueCoding.extension.valueDecimal = 0
* item[=].answerOption[1].valueCoding = $LNC#LA6569-3 "Several days"
* item[=].answerOption[1].valueCoding.extension.url = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
* item[=].answerOption[1].valueCoding.extension.valueDecimal = 1
* item[=].answerOption[2].valueCoding = $LNC#LA6570-1 "More than half the days"
* item[=].answerOption[2].valueCoding.extension.url = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
* item[=].answerOption[2].valueCoding.extension.valueDecimal = 2
* item[=].answerOption[3].valueCoding = $LNC#LA6571-9 "Nearly every day"
* item[=].answerOption[3].valueCoding.extension.url = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
* item[=].answerOption[3].valueCoding.extension.valueDecimal = 3

// What is extracted is in this category (SDC).
RuleSet: ExtractCategory(code, display)
* extension[+].url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observation-extract-category"
* extension[=].valueCodeableConcept = $OBSCAT#{code} "{display}"

// The Observation that is extracted meets this profile.
RuleSet: ExtractAs(profile)
* item[=].definition = "{canonical}/StructureDefinition/{profile}#Observation.value[x]"

// Who opens the form says for which visit (SDC, launchContext).
RuleSet: OfEncounter
* extension[+].url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-launchContext"
* extension[=].extension[0].url = "name"
* extension[=].extension[0].valueCoding = http://hl7.org/fhir/uv/sdc/CodeSystem/launchContext#encounter
* extension[=].extension[1].url = "type"
* extension[=].extension[1].valueCode = #Encounter

// The form begins an Observation of a session by a profile (SDC 4, definition-based extraction): what it does not ask is of the response.
RuleSet: ExtractSession(profile)
* insert OfEncounter
* extension[+].url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-definitionExtract"
* extension[=].extension[0].url = "definition"
* extension[=].extension[0].valueCanonical = "{canonical}/StructureDefinition/{profile}"
* insert ExtractValue({profile}, Observation.status, [[iif(%resource.status = 'amended', 'amended', 'final')]])
* insert ExtractValue({profile}, Observation.subject, %resource.subject)
* insert ExtractValue({profile}, Observation.encounter, %resource.encounter)
* insert ExtractValue({profile}, Observation.effective[x], %resource.authored)
* insert ExtractValue({profile}, Observation.performer, [[iif(%resource.author.exists(), %resource.author, %resource.source)]])
* insert ExtractValue({profile}, Observation.derivedFrom.reference, [['QuestionnaireResponse/' + %resource.id]])

RuleSet: ExtractValue(profile, path, expression)
* extension[+].url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-definitionExtractValue"
* extension[=].extension[0].url = "definition"
* extension[=].extension[0].valueUri = "{canonical}/StructureDefinition/{profile}#{path}"
* extension[=].extension[1].url = "expression"
* extension[=].extension[1].valueExpression.language = #text/fhirpath
* extension[=].extension[1].valueExpression.expression = "{expression}"

// The answer begins an Observation of a session of its own: the item's code, the phase and the minute that the form asks once.
RuleSet: ItemExtractSession(profile, linkId)
* item[=].extension[+].url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-definitionExtract"
* item[=].extension[=].extension[0].url = "definition"
* item[=].extension[=].extension[0].valueCanonical = "{canonical}/StructureDefinition/{profile}"
* insert ItemExtractValue({profile}, Observation.status, [[iif(%resource.status = 'amended', 'amended', 'final')]])
* insert ItemExtractValue({profile}, Observation.code, [[%questionnaire.item.where(linkId = '{linkId}').code]])
* insert ItemExtractValue({profile}, Observation.subject, %resource.subject)
* insert ItemExtractValue({profile}, Observation.encounter, %resource.encounter)
* insert ItemExtractValue({profile}, Observation.effective[x], %resource.authored)
* insert ItemExtractValue({profile}, Observation.performer, [[iif(%resource.author.exists(), %resource.author, %resource.source)]])
* insert ItemExtractValue({profile}, Observation.derivedFrom.reference, [['QuestionnaireResponse/' + %resource.id]])
* insert ItemExtractValue({profile}, Observation.extension:sessionPhase.value[x], [[%resource.item.where(linkId = 'phase').answer.value]])
* insert ItemExtractValue({profile}, Observation.extension:minutesFromDoseStart.value[x], [[%resource.item.where(linkId = 'minutes').answer.value.select((toString() & ' minutes').toQuantity())]])
* insert ExtractAs({profile})

RuleSet: ItemExtractValue(profile, path, expression)
* item[=].extension[+].url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-definitionExtractValue"
* item[=].extension[=].extension[0].url = "definition"
* item[=].extension[=].extension[0].valueUri = "{canonical}/StructureDefinition/{profile}#{path}"
* item[=].extension[=].extension[1].url = "expression"
* item[=].extension[=].extension[1].valueExpression.language = #text/fhirpath
* item[=].extension[=].extension[1].valueExpression.expression = "{expression}"

// When it was observed, asked once for all that is extracted.
RuleSet: SessionTimeAsked
* item[+].linkId = "phase"
* item[=].text = "Phase of the session"
* item[=].type = #choice
* item[=].required = true
* item[=].answerValueSet = "{canonical}/ValueSet/ktr-session-phase"
* item[+].linkId = "minutes"
* item[=].text = "Minutes from the start of the dose"
* item[=].type = #integer
* insert Unit(min)

// When it was observed: the phase of the session, and the minute.
RuleSet: SessionTime(profile)
* item[+].linkId = "phase"
* item[=].text = "Phase of the session"
* item[=].type = #choice
* item[=].required = true
* item[=].answerValueSet = "{canonical}/ValueSet/ktr-session-phase"
* item[=].definition = "{canonical}/StructureDefinition/{profile}#Observation.extension:sessionPhase.value[x]"
* item[+].linkId = "minutes"
* item[=].text = "Minutes from the start of the dose"
* item[=].type = #integer
* insert Unit(min)
* item[=].definition = "{canonical}/StructureDefinition/{profile}#Observation.extension:minutesFromDoseStart.value[x]"
