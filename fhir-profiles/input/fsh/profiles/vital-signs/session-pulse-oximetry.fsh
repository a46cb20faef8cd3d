Profile: KTRSessionPulseOximetry
Parent: http://hl7.org/fhir/StructureDefinition/oxygensat
Id: ktr-session-pulse-oximetry
Title: "Session pulse oximetry"
Description: "Oxygen saturation by pulse oximetry at a phase and a minute of a session. Both codes are there, 59408-5 and 2708-6, as US Core asks."
* insert SessionObservation
* effective[x] only dateTime
* code.coding contains PulseOx 1..1 MS
* code.coding[PulseOx].system 1..1
* code.coding[PulseOx].system = "http://loinc.org" (exactly)
* code.coding[PulseOx].code 1..1
* code.coding[PulseOx].code = #59408-5 (exactly)
* component MS
* component ^short = "Oxygen flow (3151-8) or concentration (3150-6), when oxygen is given"
* obeys ktr-spo-1

Invariant: ktr-spo-1
Description: "Oxygen saturation is from 0 to 100 percent."
Severity: #error
Expression: "value.ofType(Quantity).value.all($this >= 0 and $this <= 100)"
