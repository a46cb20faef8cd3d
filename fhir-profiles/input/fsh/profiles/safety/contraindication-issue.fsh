Profile: KTRContraindicationIssue
Parent: DetectedIssue
Id: ktr-contraindication-issue
Title: "Rule finding"
Description: "What a rule found in a record: which rule, how severe, about what, on what evidence. It is guidance and forbids nothing."
* status MS
* code 1..1 MS
* code from KTRRuleVS (required)
* severity 1..1 MS
* patient 1..1 MS
* patient only Reference(Patient)
* identified[x] 1..1 MS
* implicated 1..* MS
* evidence MS
* evidence.code MS
* evidence.detail MS
* detail MS
* mitigation MS
* obeys ktr-iss-1

Invariant: ktr-iss-1
Description: "The detail says in words what was found."
Severity: #error
Expression: "detail.exists()"
