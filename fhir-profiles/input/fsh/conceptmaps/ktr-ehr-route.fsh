Instance: ktr-ehr-route
InstanceOf: ConceptMap
Usage: #definition
* insert Definition(ConceptMap, ktr-ehr-route)
* name = "KTREhrRoute"
* title = "Routes as EHRs send them"
* description = "From codes that EHRs send for routes to those of ktr-ketamine-route."
* group[+].source = "http://snomed.info/sct"
* group[=].target = "http://snomed.info/sct"
* group[=].element[+].code = #255560000
* group[=].element[=].display = "Intravenous"
* group[=].element[=].target.code = #47625008
* group[=].element[=].target.display = "Intravenous route (qualifier value)"
* group[=].element[=].target.equivalence = #equivalent
* group[=].element[=].target.comment = "255560000 is not in the hierarchy of routes."
* group[+].source = "http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration"
* group[=].target = "http://snomed.info/sct"
* group[=].element[+].code = #IV
* group[=].element[=].display = "Infusion, intravenous"
* group[=].element[=].target.code = #47625008
* group[=].element[=].target.display = "Intravenous route (qualifier value)"
* group[=].element[=].target.equivalence = #equivalent
* group[=].element[+].code = #IVC
* group[=].element[=].display = "Infusion, intravenous catheter"
* group[=].element[=].target.code = #47625008
* group[=].element[=].target.display = "Intravenous route (qualifier value)"
* group[=].element[=].target.equivalence = #wider
* group[=].element[+].code = #IVINJBOL
* group[=].element[=].display = "Injection, intravenous, bolus"
* group[=].element[=].target.code = #404816009
* group[=].element[=].target.display = "Intravenous push route (qualifier value)"
* group[=].element[=].target.equivalence = #equivalent
* group[=].element[+].code = #IVPUSH
* group[=].element[=].display = "Injection, intravenous, push"
* group[=].element[=].target.code = #404816009
* group[=].element[=].target.display = "Intravenous push route (qualifier value)"
* group[=].element[=].target.equivalence = #equivalent
* group[=].element[+].code = #IM
* group[=].element[=].display = "Injection, intramuscular"
* group[=].element[=].target.code = #78421000
* group[=].element[=].target.display = "Intramuscular route (qualifier value)"
* group[=].element[=].target.equivalence = #equivalent
* group[=].element[+].code = #SQ
* group[=].element[=].display = "Injection, subcutaneous"
* group[=].element[=].target.code = #34206005
* group[=].element[=].target.display = "Subcutaneous route (qualifier value)"
* group[=].element[=].target.equivalence = #equivalent
* group[=].element[+].code = #PO
* group[=].element[=].display = "Swallow, oral"
* group[=].element[=].target.code = #26643006
* group[=].element[=].target.display = "Oral route (qualifier value)"
* group[=].element[=].target.equivalence = #equivalent
* group[=].element[+].code = #SL
* group[=].element[=].display = "Dissolve, sublingual"
* group[=].element[=].target.code = #37839007
* group[=].element[=].target.display = "Sublingual route (qualifier value)"
* group[=].element[=].target.equivalence = #equivalent
* group[=].element[+].code = #BUC
* group[=].element[=].display = "Topical application, buccal"
* group[=].element[=].target.code = #54471007
* group[=].element[=].target.display = "Buccal route (qualifier value)"
* group[=].element[=].target.equivalence = #equivalent
* group[=].element[+].code = #NASAL
* group[=].element[=].display = "Topical application, nasal"
* group[=].element[=].target.code = #46713006
* group[=].element[=].target.display = "Nasal route (qualifier value)"
* group[=].element[=].target.equivalence = #equivalent
* group[=].element[+].code = #NASALINSTIL
* group[=].element[=].display = "Instillation, nasal"
* group[=].element[=].target.code = #46713006
* group[=].element[=].target.display = "Nasal route (qualifier value)"
* group[=].element[=].target.equivalence = #equivalent
