Invariant: ktr-con-1
Description: "A category is problem-list-item, encounter-diagnosis or US Core's health-concern."
Severity: #error
Expression: "category.coding.where((system = 'http://terminology.hl7.org/CodeSystem/condition-category' and (code = 'problem-list-item' or code = 'encounter-diagnosis')) or (system = 'http://hl7.org/fhir/us/core/CodeSystem/condition-category' and code = 'health-concern')).exists()"
