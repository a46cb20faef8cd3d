Instance: example
InstanceOf: KTRPatient
Usage: #example
* identifier.use = #usual
* identifier.type = $V2-0203#MR "Medical record number"
* identifier.system = "https://clinic.example/fhir/mrn"
* identifier.value = "EXAMPLE-0042"
* active = true
* name.use = #official
* name.family = "Silva"
* name.given = "Dana"
* telecom.system = #phone
* telecom.value = "555-0141"
* telecom.use = #mobile
* gender = #female
* birthDate = "1984-06-11"
* address.line = "12 Orchard Lane"
* address.city = "Lakeside"
* address.state = "NY"
* address.postalCode = "00000"
* address.country = "US"
* contact.relationship.text = "Support person"
* contact.name.family = "Silva"
* contact.name.given = "Robin"
* contact.telecom.system = #phone
* contact.telecom.value = "555-0142"
* communication.language = urn:ietf:bcp:47#en "English"
* communication.preferred = true
