RuleSet: ActiveProblem
* clinicalStatus = http://terminology.hl7.org/CodeSystem/condition-clinical#active "Active"
* verificationStatus = http://terminology.hl7.org/CodeSystem/condition-ver-status#confirmed "Confirmed"
* category = http://terminology.hl7.org/CodeSystem/condition-category#problem-list-item "Problem List Item"
* subject = Reference(example)
* recordedDate = "2026-02-24"

Instance: trd
InstanceOf: KTRDepressionCondition
Usage: #example
* insert ActiveProblem
* extension[failedTrial][0].extension[drug].valueCodeableConcept.text = "Sertraline"
* extension[failedTrial][=].extension[dose].valueQuantity = 200 'mg' "mg"
* extension[failedTrial][=].extension[adequate].valueBoolean = true
* extension[failedTrial][=].extension[weeks].valueDecimal = 12
* extension[failedTrial][=].extension[outcome].valueCodeableConcept = KTRTrialOutcome#no-response "No response"
* extension[failedTrial][+].extension[drug].valueCodeableConcept.text = "Venlafaxine"
* extension[failedTrial][=].extension[adequate].valueBoolean = true
* extension[failedTrial][=].extension[outcome].valueCodeableConcept = KTRTrialOutcome#partial-response "Partial response"
* code.coding[icd10] = $ICD#F33.2 "Major depressive disorder, recurrent severe without psychotic features"
* code.coding[snomed] = $SCT#1153570009 "Treatment resistant depression (disorder)"
* onsetDateTime = "2023-05-01"

Instance: aneurysm
InstanceOf: KTRContraindication
Usage: #example
* insert ActiveProblem
* code = $SCT#67362008 "Aortic aneurysm (disorder)"
* onsetDateTime = "2021-09-01"
