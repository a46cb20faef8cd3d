Extension: KTRPlannedSessions
Id: ktr-planned-sessions
Title: "Planned sessions"
Description: "How many sessions are planned."
* ^context[+].type = #element
* ^context[=].expression = "CarePlan"
* ^context[+].type = #element
* ^context[=].expression = "ServiceRequest"
* value[x] 1..1
* value[x] only positiveInt
