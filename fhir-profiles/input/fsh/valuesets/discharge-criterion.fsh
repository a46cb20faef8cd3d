ValueSet: KTRDischargeCriterionVS
Id: ktr-discharge-criterion
Title: "Discharge criteria"
Description: "What is checked before the patient may leave."
* include codes from system KTRDischargeCriterion
