Profile: KTRSuicideRisk
Parent: Observation
Id: ktr-suicide-risk
Title: "Suicide risk"
Description: "A finding of the Columbia scale: an answer, a panel or the level of risk. Answers are booleans or coded; no item text."
* insert Category(survey, $OBSCAT#survey)
* status MS
* code MS
* code from KTRSuicideRiskVS (required)
* subject 1..1 MS
* subject only Reference(Patient)
* encounter MS
* effective[x] 1..1 MS
* effective[x] only dateTime
* performer MS
* value[x] MS
* value[x] only boolean or CodeableConcept or Quantity
* dataAbsentReason MS
* hasMember MS
* component MS
* derivedFrom MS
* obeys ktr-sui-1
* obeys ktr-day-1
* obeys ktr-uni-1
