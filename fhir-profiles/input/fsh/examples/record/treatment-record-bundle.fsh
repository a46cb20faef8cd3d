Instance: session-1-record
InstanceOf: KTRTreatmentRecordBundle
Usage: #example
* type = #collection
* timestamp = "2026-03-02T12:30:00-05:00"
* entry[0].fullUrl = "https://clinic.example/fhir/Patient/example"
* entry[0].resource = example
* entry[1].fullUrl = "https://clinic.example/fhir/Encounter/session-1"
* entry[1].resource = session-1
* entry[2].fullUrl = "https://clinic.example/fhir/MedicationAdministration/ketamine-iv-session-1"
* entry[2].resource = ketamine-iv-session-1
* entry[3].fullUrl = "https://clinic.example/fhir/Observation/cadss-6-session-1-peak"
* entry[3].resource = cadss-6-session-1-peak
