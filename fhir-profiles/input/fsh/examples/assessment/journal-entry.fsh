Instance: journal-mood-2026-03-03
InstanceOf: KTRJournalEntry
Usage: #example
* status = #final
* category[survey] = $OBSCAT#survey "Survey"
* code = KTRJournalItem#journal-mood "Mood, 0 to 10"
* subject = Reference(example)
* effectiveDateTime = "2026-03-03T20:15:00-05:00"
* performer = Reference(example)
* valueQuantity = 5 '{score}' "{score}"
* derivedFrom = Reference(journal-2026-03-03)

Instance: journal-sleep-2026-03-03
InstanceOf: KTRJournalEntry
Usage: #example
* status = #final
* category[survey] = $OBSCAT#survey "Survey"
* code = $LNC#93832-4 "Sleep duration"
* subject = Reference(example)
* effectiveDateTime = "2026-03-03T20:15:00-05:00"
* performer = Reference(example)
* valueQuantity = 6.5 'h' "h"
* derivedFrom = Reference(journal-2026-03-03)
