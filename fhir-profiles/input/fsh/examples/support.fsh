// The people and things that the examples refer to.
Instance: psychiatrist
InstanceOf: Practitioner
Usage: #example
* identifier.system = "https://clinic.example/fhir/staff"
* identifier.value = "elena-marsh"
* active = true
* name.family = "Marsh"
* name.given = "Elena"
* name.suffix = "MD"

Instance: infusion-nurse
InstanceOf: Practitioner
Usage: #example
* identifier.system = "https://clinic.example/fhir/staff"
* identifier.value = "jonah-reed"
* active = true
* name.family = "Reed"
* name.given = "Jonah"
* name.suffix = "RN"

Instance: therapist
InstanceOf: Practitioner
Usage: #example
* identifier.system = "https://clinic.example/fhir/staff"
* identifier.value = "priya-nair"
* active = true
* name.family = "Nair"
* name.given = "Priya"
* name.suffix = "PhD"

Instance: clinic
InstanceOf: Organization
Usage: #example
* identifier.system = "https://clinic.example/fhir/organization"
* identifier.value = "lakeside"
* active = true
* name = "Lakeside Ketamine Clinic (example)"

Instance: treatment-room
InstanceOf: Location
Usage: #example
* extension[KTRRemsCertified].valueBoolean = true
* identifier.system = "https://clinic.example/fhir/location"
* identifier.value = "room-1"
* status = #active
* name = "Treatment room 1"
* managingOrganization = Reference(clinic)

Instance: escort
InstanceOf: RelatedPerson
Usage: #example
* active = true
* patient = Reference(example)
* relationship.text = "Support person; takes the patient home after sessions"
* name.family = "Silva"
* name.given = "Robin"
* telecom.system = #phone
* telecom.value = "555-0142"

Instance: infusion-pump-1
InstanceOf: Device
Usage: #example
* status = #active
* type = $SCT#430033006 "Infusion pump (physical object)"
* serialNumber = "DEMO-0001"
