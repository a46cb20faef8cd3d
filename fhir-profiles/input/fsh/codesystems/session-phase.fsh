CodeSystem: KTRSessionPhase
Id: ktr-session-phase
Title: "Session phases"
Description: "The parts of a treatment session, in their order."
* ^caseSensitive = true
* ^content = #complete
* #pre-dose "Pre-dose" "From arrival to the start of the dose."
* #dosing "Dosing" "From the start of the dose, or of the first spray device, to its end."
* #monitoring "Monitoring" "Close observation after the dose."
* #recovery "Recovery" "Rest until readiness to leave is checked."
* #discharge "Discharge" "From the check of readiness until the patient has left."
