Instance: ktr-adverseevent-onset
InstanceOf: SearchParameter
Usage: #definition
* insert Definition(SearchParameter, ktr-adverseevent-onset)
* name = "KTRAdverseeventOnset"
* description = "Minutes from the start of the dose to the onset."
* code = #onset
* base = #AdverseEvent
* type = #quantity
* expression = "AdverseEvent.extension.where(url = '{canonical}/StructureDefinition/ktr-minutes-from-dose-start').value.as(Quantity)"
