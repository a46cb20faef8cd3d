Profile: KTRJournalResponse
Parent: QuestionnaireResponse
Id: ktr-journal-response
Title: "Journal response"
Description: "What the patient wrote in the journal on one day."
* obeys ktr-jre-1
* identifier MS
* questionnaire 1..1 MS
* status MS
* subject 1..1 MS
* subject only Reference(Patient)
* authored 1..1 MS
* author MS
* source 1..1 MS
* source only Reference(Patient or RelatedPerson)
* item 1..* MS
* item.linkId MS
* item.answer MS
