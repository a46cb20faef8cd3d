Profile: KTRResponseGoal
Parent: Goal
Id: ktr-response-goal
Title: "Response goal"
Description: "What the treatment is to reach: a percent change from baseline, a score below a limit, or another measure."
* obeys ktr-goa-1
* lifecycleStatus MS
* achievementStatus MS
* description MS
* subject MS
* subject only Reference(Patient)
* start[x] MS
* target 1..* MS
* target.extension contains KTRTargetPercentChange named percentChange 0..1 MS
* target.measure 1..1 MS
* target.detail[x] MS
* target.due[x] MS
* addresses MS
