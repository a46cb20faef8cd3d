Instance: session-side-effects
InstanceOf: KTRQuestionnaire
Usage: #definition
* insert Definition(Questionnaire, session-side-effects)
* insert OfEncounter
* name = "SessionSideEffects"
* title = "Side effects of a session"
* description = "The severity of each side effect at one minute of a session: 0 none, 1 mild, 2 moderate, 3 severe."
* subjectType = #Patient
* copyright = "(c) the publisher of this guide. SNOMED CT codes need an affiliate licence outside the Global Patient Set."
* insert SessionTimeAsked
* item[+].linkId = "effect-404640003"
* item[=].code = $SCT#404640003 "Dizziness (finding)"
* item[=].text = "Dizziness"
* item[=].type = #integer
* insert ItemExtractSession(ktr-side-effect, effect-404640003)
* insert Unit({score})
* insert Range(0, 3)
* item[+].linkId = "effect-422587007"
* item[=].code = $SCT#422587007 "Nausea (finding)"
* item[=].text = "Nausea"
* item[=].type = #integer
* insert ItemExtractSession(ktr-side-effect, effect-422587007)
* insert Unit({score})
* insert Range(0, 3)
* item[+].linkId = "effect-422400008"
* item[=].code = $SCT#422400008 "Vomiting (disorder)"
* item[=].text = "Vomiting"
* item[=].type = #integer
* insert ItemExtractSession(ktr-side-effect, effect-422400008)
* insert Unit({score})
* insert Range(0, 3)
* item[+].linkId = "effect-25064002"
* item[=].code = $SCT#25064002 "Headache (finding)"
* item[=].text = "Headache"
* item[=].type = #integer
* insert ItemExtractSession(ktr-side-effect, effect-25064002)
* insert Unit({score})
* insert Range(0, 3)
* item[+].linkId = "effect-271782001"
* item[=].code = $SCT#271782001 "Drowsy (finding)"
* item[=].text = "Drowsy"
* item[=].type = #integer
* insert ItemExtractSession(ktr-side-effect, effect-271782001)
* insert Unit({score})
* insert Range(0, 3)
* item[+].linkId = "effect-48694002"
* item[=].code = $SCT#48694002 "Anxiety (finding)"
* item[=].text = "Anxiety"
* item[=].type = #integer
* insert ItemExtractSession(ktr-side-effect, effect-48694002)
* insert Unit({score})
* insert Range(0, 3)
* item[+].linkId = "effect-44077006"
* item[=].code = $SCT#44077006 "Numbness (finding)"
* item[=].text = "Numbness"
* item[=].type = #integer
* insert ItemExtractSession(ktr-side-effect, effect-44077006)
* insert Unit({score})
* insert Range(0, 3)
* item[+].linkId = "effect-271801002"
* item[=].code = $SCT#271801002 "Taste sense altered (finding)"
* item[=].text = "Taste sense altered"
* item[=].type = #integer
* insert ItemExtractSession(ktr-side-effect, effect-271801002)
* insert Unit({score})
* insert Range(0, 3)
* item[+].linkId = "effect-7011001"
* item[=].code = $SCT#7011001 "Hallucinations (finding)"
* item[=].text = "Hallucinations"
* item[=].type = #integer
* insert ItemExtractSession(ktr-side-effect, effect-7011001)
* insert Unit({score})
* insert Range(0, 3)
* item[+].linkId = "effect-24982008"
* item[=].code = $SCT#24982008 "Diplopia (disorder)"
* item[=].text = "Diplopia"
* item[=].type = #integer
* insert ItemExtractSession(ktr-side-effect, effect-24982008)
* insert Unit({score})
* insert Range(0, 3)
* item[+].linkId = "other"
* item[=].text = "Anything else"
* item[=].type = #text
