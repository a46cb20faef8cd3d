Extension: KTRPhase
Id: ktr-phase
Title: "Session phase"
Description: "One phase of a session, and from when to when it was. An Encounter has one of these for each phase."
* ^context[+].type = #element
* ^context[=].expression = "Encounter"
* extension contains phase 1..1 and period 1..1
* extension[phase].value[x] 1..1
* extension[phase].value[x] only CodeableConcept
* extension[phase].value[x] from KTRSessionPhaseVS (required)
* extension[phase] ^short = "Which phase"
* extension[period].value[x] 1..1
* extension[period].value[x] only Period
* extension[period] ^short = "From when to when"
