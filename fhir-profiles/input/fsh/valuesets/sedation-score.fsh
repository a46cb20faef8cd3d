ValueSet: KTRSedationScoreVS
Id: ktr-sedation-score
Title: "Sedation scores"
Description: "Scales of sedation."
* ^copyright = "Includes LOINC codes, (c) Regenstrief Institute, Inc., used under the LOINC licence."
* KTRAssessment#moaas-score "MOAA/S score"
* KTRAssessment#rass-score "RASS score"
* $LNC#105044-2 "Ramsay sedation scale total score [Reported.RSS]"
