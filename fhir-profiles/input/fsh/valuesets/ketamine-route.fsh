ValueSet: KTRKetamineRouteVS
Id: ktr-ketamine-route
Title: "Routes of ketamine"
Description: "The routes by which ketamine or esketamine is given. SNOMED CT 255560000 (intravenous) is not a route code: translate it with the map ktr-ehr-route."
* ^copyright = "Includes SNOMED CT codes, used by permission of SNOMED International; use outside the Global Patient Set needs an affiliate licence."
* $SCT#47625008 "Intravenous route (qualifier value)"
* $SCT#404816009 "Intravenous push route (qualifier value)"
* $SCT#46713006 "Nasal route (qualifier value)"
* $SCT#26643006 "Oral route (qualifier value)"
* $SCT#37839007 "Sublingual route (qualifier value)"
* $SCT#54471007 "Buccal route (qualifier value)"
* $SCT#78421000 "Intramuscular route (qualifier value)"
* $SCT#34206005 "Subcutaneous route (qualifier value)"
