CodeSystem: KTRActionTaken
Id: ktr-action-taken
Title: "Actions taken"
Description: "What was done about an adverse event."
* ^caseSensitive = true
* ^content = #complete
* #none "None" "Nothing was done but to observe."
* #dose-reduced "Dose reduced" "The next dose is lower."
* #infusion-slowed "Infusion slowed" "The infusion went on more slowly."
* #infusion-stopped "Infusion stopped" "The infusion was stopped."
* #medication-given "Medication given" "A medicine was given against the event."
* #transferred "Transferred" "The patient was sent to emergency or inpatient care."
