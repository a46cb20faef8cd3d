Profile: KTRSessionHeartRate
Parent: http://hl7.org/fhir/StructureDefinition/heartrate
Id: ktr-session-heart-rate
Title: "Session heart rate"
Description: "A heart rate at a phase and a minute of a session."
* insert SessionObservation
* effective[x] only dateTime
