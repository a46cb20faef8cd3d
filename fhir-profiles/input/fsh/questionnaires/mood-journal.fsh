Instance: mood-journal
InstanceOf: KTRQuestionnaire
Usage: #definition
* insert Definition(Questionnaire, mood-journal)
* insert ExtractCategory(survey, Survey)
* name = "MoodJournal"
* title = "Mood journal"
* description = "What the patient writes down at home, on any day."
* subjectType = #Patient
* copyright = "(c) the publisher of this guide. LOINC codes (c) Regenstrief Institute, Inc."
* item[+].linkId = "mood"
* item[=].code = KTRJournalItem#journal-mood "Mood, 0 to 10"
* item[=].text = "Mood, 0 to 10"
* item[=].type = #integer
* item[=].required = true
* insert Extract
* insert ExtractAs(ktr-journal-entry)
* insert Unit({score})
* insert Range(0, 10)
* item[+].linkId = "energy"
* item[=].code = KTRJournalItem#journal-energy "Energy, 0 to 10"
* item[=].text = "Energy, 0 to 10"
* item[=].type = #integer
* insert Extract
* insert ExtractAs(ktr-journal-entry)
* insert Unit({score})
* insert Range(0, 10)
* item[+].linkId = "anxiety"
* item[=].code = KTRJournalItem#journal-anxiety "Anxiety, 0 to 10"
* item[=].text = "Anxiety, 0 to 10"
* item[=].type = #integer
* insert Extract
* insert ExtractAs(ktr-journal-entry)
* insert Unit({score})
* insert Range(0, 10)
* item[+].linkId = "sleep"
* item[=].code = $LNC#93832-4 "Sleep duration"
* item[=].text = "Hours slept last night"
* item[=].type = #decimal
* insert Extract
* insert ExtractAs(ktr-journal-entry)
* insert Unit(h)
* item[+].linkId = "exercise-days"
* item[=].code = $LNC#68515-6 "How many days of moderate to strenuous exercise, like a brisk walk, did you do in the last 7 days [SAMHSA]"
* item[=].text = "Days of exercise in the last 7 days"
* item[=].type = #integer
* insert Extract
* insert ExtractAs(ktr-journal-entry)
* insert Unit(d)
* insert Range(0, 7)
* item[+].linkId = "side-effects"
* item[=].text = "Side effects since the last session"
* item[=].type = #text
* item[+].linkId = "note"
* item[=].text = "Anything else"
* item[=].type = #text
