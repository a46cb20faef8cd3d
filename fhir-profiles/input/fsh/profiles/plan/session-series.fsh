Profile: KTRSessionSeries
Parent: ServiceRequest
Id: ktr-session-series
Title: "Session series"
Description: "A series of sessions that was ordered: infusions, or psychotherapy."
* extension contains KTRPlannedSessions named plannedSessions 0..1 MS
* identifier MS
* basedOn MS
* status MS
* intent MS
* category MS
* code 1..1 MS
* code from KTRSessionSeriesVS (extensible)
* subject MS
* subject only Reference(Patient)
* occurrence[x] 1..1 MS
* authoredOn MS
* requester MS
* reasonReference MS
