Instance: ktr-careplan-stage
InstanceOf: SearchParameter
Usage: #definition
* insert Definition(SearchParameter, ktr-careplan-stage)
* name = "KTRCareplanStage"
* description = "The stage of treatment."
* code = #stage
* base = #CarePlan
* type = #token
* expression = "CarePlan.extension.where(url = '{canonical}/StructureDefinition/ktr-course-stage-ext').value.as(CodeableConcept)"
