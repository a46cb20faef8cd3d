Instance: ktr-observation-phase
InstanceOf: SearchParameter
Usage: #definition
* insert Definition(SearchParameter, ktr-observation-phase)
* name = "KTRObservationPhase"
* description = "The phase of the session in which it was observed."
* code = #phase
* base = #Observation
* type = #token
* expression = "Observation.extension.where(url = '{canonical}/StructureDefinition/ktr-session-phase-ext').value.as(CodeableConcept)"
