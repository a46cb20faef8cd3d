ValueSet: KTRTaskTypeVS
Id: ktr-task-type
Title: "Task types"
Description: "Work that a session leaves to be done."
* include codes from system KTRTaskType
