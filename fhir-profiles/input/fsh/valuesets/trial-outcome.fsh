ValueSet: KTRTrialOutcomeVS
Id: ktr-trial-outcome
Title: "Trial outcomes"
Description: "How a trial of an antidepressant ended."
* include codes from system KTRTrialOutcome
