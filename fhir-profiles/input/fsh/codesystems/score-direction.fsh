CodeSystem: KTRScoreDirection
Id: ktr-score-direction
Title: "Score directions"
Description: "Which end of a scale is worse."
* ^caseSensitive = true
* ^content = #complete
* #higher-is-worse "Higher is worse" "A higher score means more symptoms."
* #lower-is-worse "Lower is worse" "A lower score means more symptoms."
