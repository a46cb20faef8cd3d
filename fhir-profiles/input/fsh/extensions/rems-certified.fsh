Extension: KTRRemsCertified
Id: ktr-rems-certified
Title: "REMS certified"
Description: "Whether the place is certified for the risk programme of esketamine."
* ^context[+].type = #element
* ^context[=].expression = "Location"
* ^context[+].type = #element
* ^context[=].expression = "Organization"
* value[x] 1..1
* value[x] only boolean
