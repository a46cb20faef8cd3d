Instance: ktr-phr-journal
InstanceOf: ConceptMap
Usage: #definition
* insert Definition(ConceptMap, ktr-phr-journal)
* name = "KTRPhrJournal"
* title = "State of mind of a personal health record"
* description = "From the state of mind of the HL7 personal health record format to the journal. The classification of valence is coded; the journal has a number, so a program maps the value."
* group[+].source = "http://hl7.org/fhir/uv/phr/CodeSystem/state-of-mind-codes"
* group[=].target = "{canonical}/CodeSystem/ktr-journal-item"
* group[=].element[+].code = #valence
* group[=].element[=].display = "Valence"
* group[=].element[=].target.code = #journal-mood
* group[=].element[=].target.display = "Mood, 0 to 10"
* group[=].element[=].target.equivalence = #relatedto
* group[=].element[=].target.comment = "Valence -1 to 1 becomes 5 times (valence plus 1)."
* group[=].element[+].code = #valenceClassification
* group[=].element[=].display = "Valence Classification"
* group[=].element[=].target.code = #journal-mood
* group[=].element[=].target.display = "Mood, 0 to 10"
* group[=].element[=].target.equivalence = #relatedto
* group[=].element[=].target.comment = "veryUnpleasant 0, unpleasant 2, slightlyUnpleasant 4, neutral 5, slightlyPleasant 6, pleasant 8, veryPleasant 10."
