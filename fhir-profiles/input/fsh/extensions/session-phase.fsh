Extension: KTRSessionPhaseExt
Id: ktr-session-phase-ext
Title: "Phase of the session"
Description: "The phase of the session in which this was observed."
* ^context[+].type = #element
* ^context[=].expression = "Observation"
* ^context[+].type = #element
* ^context[=].expression = "AdverseEvent"
* value[x] 1..1
* value[x] only CodeableConcept
* value[x] from KTRSessionPhaseVS (required)
