Instance: ktr-medicationadministration-session-number
InstanceOf: SearchParameter
Usage: #definition
* insert Definition(SearchParameter, ktr-medicationadministration-session-number)
* name = "KTRMedicationadministrationSessionNumber"
* description = "The number of the session in its course."
* code = #session-number
* base = #MedicationAdministration
* type = #number
* expression = "MedicationAdministration.extension.where(url = '{canonical}/StructureDefinition/ktr-session-number').value.as(positiveInt)"
