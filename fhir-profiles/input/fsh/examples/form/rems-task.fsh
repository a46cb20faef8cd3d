Instance: rems-task-esketamine-session-1
InstanceOf: KTRRemsTask
Usage: #example
* status = #completed
* intent = #order
* code = KTRTaskType#rems-monitoring-form "REMS patient monitoring form"
* focus = Reference(esketamine-session-1)
* for = Reference(example)
* encounter = Reference(esketamine-session-1)
* authoredOn = "2026-04-06"
* owner = Reference(infusion-nurse)
* restriction.period.end = "2026-04-13"
* output.type.text = "The form"
* output.valueReference = Reference(rems-form-esketamine-session-1)
