ValueSet: KTRDissociationScoreVS
Id: ktr-dissociation-score
Title: "Dissociation scores"
Description: "The versions of the CADSS. Scores of different versions are never compared."
* KTRAssessment#cadss-total "CADSS total score"
* KTRAssessment#cadss-6-total "CADSS-6 total score"
