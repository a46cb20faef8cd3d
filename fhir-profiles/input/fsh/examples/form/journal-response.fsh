Instance: journal-2026-03-03
InstanceOf: KTRJournalResponse
Usage: #example
* questionnaire = Canonical(mood-journal)
* status = #completed
* subject = Reference(example)
* authored = "2026-03-03T20:15:00-05:00"
* author = Reference(example)
* source = Reference(example)
* item[0].linkId = "mood"
* item[0].text = "Mood, 0 to 10"
* item[0].answer.valueInteger = 5
* item[1].linkId = "energy"
* item[1].text = "Energy, 0 to 10"
* item[1].answer.valueInteger = 4
* item[2].linkId = "anxiety"
* item[2].text = "Anxiety, 0 to 10"
* item[2].answer.valueInteger = 6
* item[3].linkId = "sleep"
* item[3].text = "Hours slept last night"
* item[3].answer.valueDecimal = 6.5
