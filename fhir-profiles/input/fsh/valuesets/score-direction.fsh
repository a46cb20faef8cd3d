ValueSet: KTRScoreDirectionVS
Id: ktr-score-direction
Title: "Score directions"
Description: "Which end of a scale is worse."
* include codes from system KTRScoreDirection
