Extension: KTRScoreDirectionExt
Id: ktr-score-direction
Title: "Score direction"
Description: "Which end of the scale is worse."
* ^context[+].type = #element
* ^context[=].expression = "Observation"
* ^context[+].type = #element
* ^context[=].expression = "ObservationDefinition"
* value[x] 1..1
* value[x] only code
* value[x] from KTRScoreDirectionVS (required)
