Profile: KTRDissociation
Parent: Observation
Id: ktr-dissociation
Title: "Dissociation"
Description: "A CADSS total in a session. The code says which version; versions are never compared. Items are components with numbers, not wording."
* insert SessionObservation
* insert Category(survey, $OBSCAT#survey)
* insert ScoreValue
* code from KTRDissociationScoreVS (required)
* effective[x] only dateTime
* method MS
* component.value[x] only integer
* obeys ktr-cad-1
* obeys ktr-cad-2
* obeys ktr-cad-3
