Profile: KTRRemsTask
Parent: Task
Id: ktr-rems-task
Title: "REMS task"
Description: "The duty to send the monitoring form of a session, due within seven days."
* obeys ktr-tsk-1
* obeys ktr-tsk-2
* status MS
* intent MS
* code 1..1 MS
* code from KTRTaskTypeVS (required)
* focus MS
* for 1..1 MS
* for only Reference(Patient)
* encounter 1..1 MS
* authoredOn 1..1 MS
* owner MS
* restriction 1..1 MS
* restriction.period 1..1 MS
* restriction.period.end 1..1 MS
* output MS
