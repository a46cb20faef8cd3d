Profile: KTRRemsMonitoringForm
Parent: QuestionnaireResponse
Id: ktr-rems-monitoring-form
Title: "REMS monitoring form"
Description: "The patient monitoring form of the risk programme of esketamine, for one session. The current wording of the form is to be confirmed with the programme."
* obeys ktr-rem-1
* obeys ktr-rem-2
* obeys ktr-rem-3
* questionnaire 1..1 MS
* status MS
* subject 1..1 MS
* subject only Reference(Patient)
* encounter 1..1 MS
* authored 1..1 MS
* author MS
* item 1..* MS
* item.linkId MS
* item.answer MS
