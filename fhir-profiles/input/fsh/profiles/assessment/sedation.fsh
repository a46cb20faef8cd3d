Profile: KTRSedation
Parent: Observation
Id: ktr-sedation
Title: "Sedation"
Description: "Depth of sedation at a phase and a minute of a session, by MOAA/S, RASS or Ramsay."
* insert SessionObservation
* insert Category(exam, $OBSCAT#exam)
* insert ScoreValue
* code from KTRSedationScoreVS (required)
* effective[x] only dateTime
* obeys ktr-sed-1
