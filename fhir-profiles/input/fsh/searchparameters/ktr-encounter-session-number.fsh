Instance: ktr-encounter-session-number
InstanceOf: SearchParameter
Usage: #definition
* insert Definition(SearchParameter, ktr-encounter-session-number)
* name = "KTREncounterSessionNumber"
* description = "The number of the session in its course."
* code = #session-number
* base = #Encounter
* type = #number
* expression = "Encounter.extension.where(url = '{canonical}/StructureDefinition/ktr-session-number').value.as(positiveInt)"
