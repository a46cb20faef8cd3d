Profile: KTRQids
Parent: KTRMoodScore
Id: ktr-qids
Title: "QIDS-SR16 total"
Description: "The total of the Quick Inventory of Depressive Symptomatology, self-report."
* code = KTRAssessment#qids-sr16-total
* obeys ktr-qid-1
