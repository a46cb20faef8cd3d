ValueSet: KTRSessionPhaseVS
Id: ktr-session-phase
Title: "Session phases"
Description: "The parts of a session."
* include codes from system KTRSessionPhase
