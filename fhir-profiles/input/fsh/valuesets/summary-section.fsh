ValueSet: KTRSummarySectionVS
Id: ktr-summary-section
Title: "Sections of a course summary"
Description: "What a course summary tells."
* include codes from system KTRSummarySection
