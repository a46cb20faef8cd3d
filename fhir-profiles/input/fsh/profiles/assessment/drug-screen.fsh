Profile: KTRDrugScreen
Parent: Observation
Id: ktr-drug-screen
Title: "Drug screen"
Description: "A urine drug screen. Panels do not find ketamine unless it is added."
* insert Category(laboratory, $OBSCAT#laboratory)
* status MS
* code MS
* code from KTRDrugScreenVS (extensible)
* subject 1..1 MS
* subject only Reference(Patient)
* encounter MS
* effective[x] 1..1 MS
* value[x] MS
* dataAbsentReason MS
* hasMember MS
* component MS
* obeys ktr-drg-1
* obeys ktr-day-1
* obeys ktr-uni-1

Invariant: ktr-drg-1
Description: "A drug screen has a value, or components, or members, or says why there is none."
Severity: #error
Expression: "value.exists() or component.exists() or hasMember.exists() or dataAbsentReason.exists()"
