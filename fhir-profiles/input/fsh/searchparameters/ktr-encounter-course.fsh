Instance: ktr-encounter-course
InstanceOf: SearchParameter
Usage: #definition
* insert Definition(SearchParameter, ktr-encounter-course)
* name = "KTREncounterCourse"
* description = "The course of treatment that the visit belongs to."
* code = #course
* base = #Encounter
* type = #reference
* expression = "Encounter.extension.where(url = '{canonical}/StructureDefinition/ktr-course').value.as(Reference)"
* target = #CarePlan
