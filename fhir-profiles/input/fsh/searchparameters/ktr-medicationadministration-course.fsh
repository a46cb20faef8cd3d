Instance: ktr-medicationadministration-course
InstanceOf: SearchParameter
Usage: #definition
* insert Definition(SearchParameter, ktr-medicationadministration-course)
* name = "KTRMedicationadministrationCourse"
* description = "The course of treatment that the dose belongs to."
* code = #course
* base = #MedicationAdministration
* type = #reference
* expression = "MedicationAdministration.extension.where(url = '{canonical}/StructureDefinition/ktr-course').value.as(Reference)"
* target = #CarePlan
