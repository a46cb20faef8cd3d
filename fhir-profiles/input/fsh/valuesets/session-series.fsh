ValueSet: KTRSessionSeriesVS
Id: ktr-session-series
Title: "What a series is of"
Description: "Infusions or psychotherapy sessions."
* ^copyright = "Includes SNOMED CT codes, used by permission of SNOMED International; use outside the Global Patient Set needs an affiliate licence."
* $SCT#14152002 "Intravenous infusion (procedure)"
* $SCT#698456001 "Antidepressant therapy (procedure)"
* $SCT#75516001 "Psychotherapy (regime/therapy)"
* $SCT#18512000 "Individual psychotherapy (regime/therapy)"
* $SCT#76168009 "Group psychotherapy (regime/therapy)"
* $SCT#108313002 "Family psychotherapy procedure (regime/therapy)"
* $SCT#228557008 "Cognitive and behavioral therapy (regime/therapy)"
* $SCT#443730003 "Interpersonal psychotherapy (regime/therapy)"
* $SCT#314034001 "Psychodynamic psychotherapy (regime/therapy)"
