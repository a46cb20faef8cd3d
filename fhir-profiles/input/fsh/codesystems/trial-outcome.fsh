CodeSystem: KTRTrialOutcome
Id: ktr-trial-outcome
Title: "Trial outcomes"
Description: "How a trial of an antidepressant ended."
* ^caseSensitive = true
* ^content = #complete
* #no-response "No response" "Less than a quarter better."
* #partial-response "Partial response" "Better, by less than half."
* #response-lost "Response lost" "Better by half or more, then worse again."
* #not-tolerated "Not tolerated" "Stopped for side effects."
* #unknown "Unknown" "The outcome is not known."
