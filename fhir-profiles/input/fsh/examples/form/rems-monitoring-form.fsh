Instance: rems-form-esketamine-session-1
InstanceOf: KTRRemsMonitoringForm
Usage: #example
* questionnaire = Canonical(rems-pmf)
* status = #completed
* subject = Reference(example)
* encounter = Reference(esketamine-session-1)
* authored = "2026-04-06T12:30:00-04:00"
* author = Reference(infusion-nurse)
* item[0].linkId = "session"
* item[0].item[0].linkId = "treatment-date"
* item[0].item[0].answer.valueDate = "2026-04-06"
* item[0].item[1].linkId = "dose"
* item[0].item[1].answer.valueQuantity = 56 'mg' "mg"
* item[0].item[2].linkId = "lot-number"
* item[0].item[2].answer.valueString = "24K118"
* item[0].item[3].linkId = "total-minutes"
* item[0].item[3].answer.valueInteger = 130
* item[1].linkId = "effects"
* item[1].item[0].linkId = "sedation"
* item[1].item[0].answer.valueBoolean = true
* item[1].item[1].linkId = "dissociation"
* item[1].item[1].answer.valueBoolean = true
