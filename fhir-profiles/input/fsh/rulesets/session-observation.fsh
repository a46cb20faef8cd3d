// What every observation of a session has besides its own content.
RuleSet: SessionObservation
* extension contains KTRSessionPhaseExt named sessionPhase 1..1 MS and KTRMinutesFromDoseStart named minutesFromDoseStart 0..1 MS
* partOf MS
* partOf ^short = "The administration that was observed"
* status MS
* code MS
* subject 1..1 MS
* subject only Reference(Patient)
* encounter 1..1 MS
* encounter ^short = "The session"
* effective[x] 1..1 MS
* performer 1..* MS
* note MS
* obeys ktr-ses-1
* obeys ktr-ses-2
