Profile: KTRCapnography
Parent: Observation
Id: ktr-capnography
Title: "Capnography"
Description: "End-tidal carbon dioxide at a phase and a minute of a session, as a pressure or a fraction."
* insert SessionObservation
* insert Category(vitalSigns, $OBSCAT#vital-signs)
* code from KTRCapnographyVS (extensible)
* effective[x] only dateTime
* value[x] 1..1 MS
* value[x] only Quantity
* obeys ktr-cap-1

Invariant: ktr-cap-1
Description: "End-tidal carbon dioxide is in mm[Hg] or percent of UCUM."
Severity: #error
Expression: "value.ofType(Quantity).all(system = 'http://unitsofmeasure.org' and (code = 'mm[Hg]' or code = '%'))"
