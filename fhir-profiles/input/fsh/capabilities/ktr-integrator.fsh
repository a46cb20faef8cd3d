Instance: ktr-integrator
InstanceOf: CapabilityStatement
Usage: #definition
* insert Definition(CapabilityStatement, ktr-integrator)
* name = "KTRIntegrator"
* title = "What an integrator does"
* description = "A developer who learns how a record must look and checks theirs."
* date = "2026-11-01"
* kind = #requirements
* fhirVersion = #4.0.1
* format[0] = #json
* format[1] = #xml
* rest.mode = #client
* rest.documentation = "Reads profiles, value sets, maps and forms; validates resources of its own against them."
* rest.resource[+].type = #StructureDefinition
* rest.resource[=].interaction[+].code = #read
* rest.resource[=].interaction[+].code = #search-type
* rest.resource[=].searchParam[+].name = "url"
* rest.resource[=].searchParam[=].type = #uri
* rest.resource[=].searchParam[+].name = "type"
* rest.resource[=].searchParam[=].type = #uri
* rest.resource[+].type = #ValueSet
* rest.resource[=].interaction[+].code = #read
* rest.resource[=].interaction[+].code = #search-type
* rest.resource[=].searchParam[+].name = "url"
* rest.resource[=].searchParam[=].type = #uri
* rest.resource[=].operation[+].name = "expand"
* rest.resource[=].operation[=].definition = "http://hl7.org/fhir/OperationDefinition/ValueSet-expand"
* rest.resource[=].operation[+].name = "validate-code"
* rest.resource[=].operation[=].definition = "http://hl7.org/fhir/OperationDefinition/ValueSet-validate-code"
* rest.resource[+].type = #CodeSystem
* rest.resource[=].interaction[+].code = #read
* rest.resource[=].interaction[+].code = #search-type
* rest.resource[=].searchParam[+].name = "url"
* rest.resource[=].searchParam[=].type = #uri
* rest.resource[=].operation[+].name = "lookup"
* rest.resource[=].operation[=].definition = "http://hl7.org/fhir/OperationDefinition/CodeSystem-lookup"
* rest.resource[+].type = #ConceptMap
* rest.resource[=].interaction[+].code = #read
* rest.resource[=].interaction[+].code = #search-type
* rest.resource[=].searchParam[+].name = "url"
* rest.resource[=].searchParam[=].type = #uri
* rest.resource[=].operation[+].name = "translate"
* rest.resource[=].operation[=].definition = "http://hl7.org/fhir/OperationDefinition/ConceptMap-translate"
* rest.resource[+].type = #Questionnaire
* rest.resource[=].interaction[+].code = #read
* rest.resource[=].interaction[+].code = #search-type
* rest.resource[=].searchParam[+].name = "url"
* rest.resource[=].searchParam[=].type = #uri
* rest.resource[+].type = #SearchParameter
* rest.resource[=].interaction[+].code = #read
* rest.resource[=].interaction[+].code = #search-type
* rest.resource[=].searchParam[+].name = "url"
* rest.resource[=].searchParam[=].type = #uri
* rest.resource[+].type = #OperationDefinition
* rest.resource[=].interaction[+].code = #read
* rest.resource[=].interaction[+].code = #search-type
* rest.resource[=].searchParam[+].name = "url"
* rest.resource[=].searchParam[=].type = #uri
* rest.resource[+].type = #Bundle
* rest.resource[=].supportedProfile[+] = Canonical(KTRTreatmentRecordBundle)
* rest.resource[=].interaction[+].code = #create
* rest.resource[=].interaction[+].code = #read
* rest.operation[+].name = "validate"
* rest.operation[=].definition = "http://hl7.org/fhir/OperationDefinition/Resource-validate"
