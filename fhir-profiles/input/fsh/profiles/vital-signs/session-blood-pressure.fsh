Profile: KTRSessionBloodPressure
Parent: http://hl7.org/fhir/StructureDefinition/bp
Id: ktr-session-blood-pressure
Title: "Session blood pressure"
Description: "A blood pressure reading at a phase and a minute of a session. Mean pressure (8478-0) may be a component."
* insert SessionObservation
* effective[x] only dateTime
* bodySite MS
* method MS
* obeys ktr-bpr-1

Invariant: ktr-bpr-1
Description: "Systolic pressure is above diastolic pressure."
Severity: #error
Expression: "(component.where(code.coding.where(code = '8480-6').exists()).value.exists() and component.where(code.coding.where(code = '8462-4').exists()).value.exists()) implies (component.where(code.coding.where(code = '8480-6').exists()).value.value > component.where(code.coding.where(code = '8462-4').exists()).value.value)"
