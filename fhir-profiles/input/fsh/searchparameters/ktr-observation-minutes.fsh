Instance: ktr-observation-minutes
InstanceOf: SearchParameter
Usage: #definition
* insert Definition(SearchParameter, ktr-observation-minutes)
* name = "KTRObservationMinutes"
* description = "Minutes from the start of the dose."
* code = #minutes
* base = #Observation
* type = #quantity
* expression = "Observation.extension.where(url = '{canonical}/StructureDefinition/ktr-minutes-from-dose-start').value.as(Quantity)"
