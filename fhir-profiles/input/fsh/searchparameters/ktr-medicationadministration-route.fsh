Instance: ktr-medicationadministration-route
InstanceOf: SearchParameter
Usage: #definition
* insert Definition(SearchParameter, ktr-medicationadministration-route)
* name = "KTRMedicationadministrationRoute"
* description = "The route by which the dose was given."
* code = #route
* base = #MedicationAdministration
* type = #token
* expression = "MedicationAdministration.dosage.route"
