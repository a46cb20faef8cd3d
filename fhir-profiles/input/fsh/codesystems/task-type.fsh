CodeSystem: KTRTaskType
Id: ktr-task-type
Title: "Task types"
Description: "Work that a session leaves to be done."
* ^caseSensitive = true
* ^content = #complete
* #rems-monitoring-form "REMS patient monitoring form" "Fill in and send the patient monitoring form of the session."
