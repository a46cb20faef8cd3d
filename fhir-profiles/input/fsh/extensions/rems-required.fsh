Extension: KTRRemsRequired
Id: ktr-rems-required
Title: "REMS required"
Description: "Whether the session falls under the risk programme of esketamine."
* ^context[+].type = #element
* ^context[=].expression = "Encounter"
* value[x] 1..1
* value[x] only boolean
