Instance: evaluation
InstanceOf: KTREvaluationVisit
Usage: #example
* identifier.system = "https://clinic.example/fhir/encounter"
* identifier.value = "ENC-2026-000090"
* status = #finished
* class = $ACT#AMB "ambulatory"
* type.coding[0] = KTRSessionType#evaluation "Evaluation"
* type.coding[1] = $SCT#390906007 "Follow-up encounter (procedure)"
* subject = Reference(example)
* participant.type = $PART#PPRF "primary performer"
* participant.individual = Reference(psychiatrist)
* period.start = "2026-02-24T10:00:00-05:00"
* period.end = "2026-02-24T11:00:00-05:00"
* reasonReference = Reference(trd)
* serviceProvider = Reference(clinic)
