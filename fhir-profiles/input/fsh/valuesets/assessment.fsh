ValueSet: KTRAssessmentVS
Id: ktr-assessment
Title: "Assessments"
Description: "All own assessment codes."
* include codes from system KTRAssessment
