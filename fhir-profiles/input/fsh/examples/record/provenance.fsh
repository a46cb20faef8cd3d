Instance: session-1-provenance
InstanceOf: KTRProvenance
Usage: #example
* target[0] = Reference(session-1)
* target[1] = Reference(ketamine-iv-session-1)
* recorded = "2026-03-02T12:05:00-05:00"
* agent[0].type = http://terminology.hl7.org/CodeSystem/provenance-participant-type#author "Author"
* agent[0].who = Reference(infusion-nurse)
* agent[0].onBehalfOf = Reference(clinic)
* agent[1].type = $USC-PROV#transmitter "Transmitter"
* agent[1].who = Reference(clinic)
