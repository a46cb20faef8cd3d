Instance: ktr-adverseevent-encounter
InstanceOf: SearchParameter
Usage: #definition
* insert Definition(SearchParameter, ktr-adverseevent-encounter)
* name = "KTRAdverseeventEncounter"
* description = "The session in which it happened."
* code = #encounter
* base = #AdverseEvent
* type = #reference
* expression = "AdverseEvent.encounter"
* target = #Encounter
