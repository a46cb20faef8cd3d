CodeSystem: KTRSessionType
Id: ktr-session-type
Title: "Session types"
Description: "The kinds of visit that a ketamine treatment consists of."
* ^caseSensitive = true
* ^content = #complete
* #iv-infusion "IV infusion" "Ketamine by intravenous infusion."
* #esketamine "Esketamine nasal spray" "Esketamine nasal spray under supervision in a certified setting."
* #im "Intramuscular" "Ketamine by intramuscular injection."
* #oral-observed "Oral, observed" "Ketamine swallowed or dissolved in the mouth under observation."
* #at-home-telehealth "At home, by telehealth" "Ketamine taken at home under observation by video."
* #evaluation "Evaluation" "Assessment of suitability before treatment, or of benefit after a stage. No dose is given."
* #integration "Integration" "A psychotherapeutic visit about the experience. No dose is given."
