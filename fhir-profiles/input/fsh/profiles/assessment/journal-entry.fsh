Profile: KTRJournalEntry
Parent: Observation
Id: ktr-journal-entry
Title: "Journal entry"
Description: "What a patient wrote in the journal about one thing: mood, energy, anxiety, sleep, exercise. The patient is the performer."
* insert Category(survey, $OBSCAT#survey)
* identifier MS
* identifier ^short = "The source's identifier, by which a second import is found"
* status MS
* code MS
* code from KTRJournalItemVS (extensible)
* subject 1..1 MS
* subject only Reference(Patient)
* effective[x] 1..1 MS
* performer 1..* MS
* performer only Reference(Patient or RelatedPerson)
* value[x] 1..1 MS
* note MS
* derivedFrom MS
* derivedFrom ^short = "The journal response"
* obeys ktr-jou-1
* obeys ktr-day-1
* obeys ktr-uni-1
