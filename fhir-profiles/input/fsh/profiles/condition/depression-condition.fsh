Profile: KTRDepressionCondition
Parent: Condition
Id: ktr-depression-condition
Title: "Condition treated"
Description: "Depression, or what comes with it, as the reason for treatment; with an ICD-10-CM and a SNOMED CT code where both exist, and the failed trials that make it treatment resistant."
* obeys ktr-con-1
* extension contains KTRFailedTrial named failedTrial 0..* MS
* clinicalStatus MS
* verificationStatus MS
* category 1..* MS
* code 1..1 MS
* code from KTRDepressionConditionVS (extensible)
* code.coding MS
* code.coding ^slicing.discriminator.type = #value
* code.coding ^slicing.discriminator.path = "system"
* code.coding ^slicing.rules = #open
* code.coding contains icd10 0..1 MS and snomed 0..1 MS
* code.coding[icd10].system 1..1
* code.coding[icd10].system = "http://hl7.org/fhir/sid/icd-10-cm" (exactly)
* code.coding[icd10].code 1..1
* code.coding[snomed].system 1..1
* code.coding[snomed].system = "http://snomed.info/sct" (exactly)
* code.coding[snomed].code 1..1
* subject MS
* subject only Reference(Patient)
* encounter MS
* onset[x] MS
* abatement[x] MS
* recordedDate MS
