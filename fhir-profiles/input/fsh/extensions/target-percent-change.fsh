Extension: KTRTargetPercentChange
Id: ktr-target-percent-change
Title: "Target percent change"
Description: "The change from baseline that is aimed at, in percent; -50 is half the score."
* ^context[+].type = #element
* ^context[=].expression = "Goal.target"
* value[x] 1..1
* value[x] only decimal
