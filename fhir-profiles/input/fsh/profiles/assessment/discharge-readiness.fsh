Profile: KTRDischargeReadiness
Parent: Observation
Id: ktr-discharge-readiness
Title: "Discharge readiness"
Description: "Whether the patient may leave, criterion by criterion, with the observations it rests on."
* insert SessionObservation
* insert Category(survey, $OBSCAT#survey)
* code = KTRAssessment#discharge-ready
* effective[x] only dateTime
* value[x] 1..1 MS
* value[x] only boolean
* derivedFrom MS
* component MS
* component.code from KTRDischargeCriterionVS (extensible)
* component.value[x] MS
* component.value[x] only boolean
* obeys ktr-dis-1
