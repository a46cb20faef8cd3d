// Systems that are not ours. Ours are named by their FSH names, so that the canonical base stands in sushi-config.yaml only.
Alias: $SCT = http://snomed.info/sct
Alias: $LNC = http://loinc.org
Alias: $RXN = http://www.nlm.nih.gov/research/umls/rxnorm
Alias: $ICD = http://hl7.org/fhir/sid/icd-10-cm
Alias: $ATC = http://www.whocc.no/atc
Alias: $UCUM = http://unitsofmeasure.org
Alias: $UNII = http://fdasis.nlm.nih.gov
Alias: $OBSCAT = http://terminology.hl7.org/CodeSystem/observation-category
Alias: $ACT = http://terminology.hl7.org/CodeSystem/v3-ActCode
Alias: $REASON = http://terminology.hl7.org/CodeSystem/v3-ActReason
Alias: $PART = http://terminology.hl7.org/CodeSystem/v3-ParticipationType
Alias: $USC-CAREPLAN = http://hl7.org/fhir/us/core/CodeSystem/careplan-category
Alias: $USC-TAGS = http://hl7.org/fhir/us/core/CodeSystem/us-core-category
Alias: $USC-COND = http://hl7.org/fhir/us/core/CodeSystem/condition-category
Alias: $USC-PROV = http://hl7.org/fhir/us/core/CodeSystem/us-core-provenance-participant-type
Alias: $V2-0203 = http://terminology.hl7.org/CodeSystem/v2-0203
