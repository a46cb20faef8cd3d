ValueSet: KTRPsychotherapyVS
Id: ktr-psychotherapy
Title: "Psychotherapy"
Description: "Kinds of psychotherapy that accompany the treatment."
* ^copyright = "Includes SNOMED CT codes, used by permission of SNOMED International; use outside the Global Patient Set needs an affiliate licence."
* $SCT#75516001 "Psychotherapy (regime/therapy)"
* $SCT#18512000 "Individual psychotherapy (regime/therapy)"
* $SCT#76168009 "Group psychotherapy (regime/therapy)"
* $SCT#108313002 "Family psychotherapy procedure (regime/therapy)"
* $SCT#228557008 "Cognitive and behavioral therapy (regime/therapy)"
* $SCT#443730003 "Interpersonal psychotherapy (regime/therapy)"
* $SCT#314034001 "Psychodynamic psychotherapy (regime/therapy)"
