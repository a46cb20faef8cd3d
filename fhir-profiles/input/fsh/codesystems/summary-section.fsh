CodeSystem: KTRSummarySection
Id: ktr-summary-section
Title: "Sections of a course summary"
Description: "What a course summary tells, by section."
* ^caseSensitive = true
* ^content = #complete
* #sessions "Sessions" "Sessions planned, done and missed."
* #doses "Doses" "What was given at each session."
* #scores "Scores" "The scores and how they changed."
* #safety "Safety" "Adverse events and side effects."
* #next "Next steps" "The next session, or what follows."
