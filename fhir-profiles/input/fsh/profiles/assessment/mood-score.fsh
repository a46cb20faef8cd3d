Profile: KTRMoodScore
Parent: Observation
Id: ktr-mood-score
Title: "Mood score"
Description: "The total score of a scale by which the course is followed. Scales with a profile of their own derive from this one; others, such as HAM-D, use it as it is. Item answers are components with the item's number, or observations of their own."
* insert Category(survey, $OBSCAT#survey)
* insert ScoreValue
* extension contains KTRScoreDirectionExt named scoreDirection 0..1
* status MS
* code MS
* code from KTRMoodInstrumentVS (extensible)
* subject 1..1 MS
* subject only Reference(Patient)
* encounter MS
* effective[x] 1..1 MS
* effective[x] only dateTime
* performer MS
* method MS
* obeys ktr-day-1
