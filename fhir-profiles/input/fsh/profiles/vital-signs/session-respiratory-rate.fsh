Profile: KTRSessionRespiratoryRate
Parent: http://hl7.org/fhir/StructureDefinition/resprate
Id: ktr-session-respiratory-rate
Title: "Session respiratory rate"
Description: "A respiratory rate at a phase and a minute of a session."
* insert SessionObservation
* effective[x] only dateTime
