CodeSystem: KTRJournalItem
Id: ktr-journal-item
Title: "Journal items"
Description: "What a patient writes in the journal and that has no LOINC code."
* ^caseSensitive = true
* ^content = #complete
* #journal-mood "Mood, 0 to 10" "0 the worst, 10 the best."
* #journal-energy "Energy, 0 to 10" "0 none, 10 the most."
* #journal-anxiety "Anxiety, 0 to 10" "0 none, 10 the most."
