Instance: ktr-medicationadministration-dose
InstanceOf: SearchParameter
Usage: #definition
* insert Definition(SearchParameter, ktr-medicationadministration-dose)
* name = "KTRMedicationadministrationDose"
* description = "The dose that was given."
* code = #dose
* base = #MedicationAdministration
* type = #quantity
* expression = "MedicationAdministration.dosage.dose"
