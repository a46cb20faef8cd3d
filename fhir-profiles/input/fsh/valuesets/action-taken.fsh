ValueSet: KTRActionTakenVS
Id: ktr-action-taken
Title: "Actions taken"
Description: "What was done about an adverse event."
* include codes from system KTRActionTaken
