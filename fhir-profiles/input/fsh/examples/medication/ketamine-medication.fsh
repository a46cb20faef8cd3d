Instance: ketamine-troche
InstanceOf: KTRKetamineMedication
Usage: #example
* identifier.system = "https://clinic.example/fhir/lot"
* identifier.value = "ketamine-troche-C1077"
* code.text = "Ketamine 100 mg troche, compounded"
* status = #active
* form = $SCT#385084005 "Sublingual tablet (qualifier value)"
* ingredient.itemCodeableConcept = $RXN#6130 "ketamine"
* ingredient.isActive = true
* ingredient.strength.numerator = 100 'mg' "mg"
* ingredient.strength.denominator = 1 '{troche}' "troche"
* batch.lotNumber = "C1077"
* batch.expirationDate = "2027-01-28"
