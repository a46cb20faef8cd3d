Profile: KTRGad7
Parent: KTRMoodScore
Id: ktr-gad-7
Title: "GAD-7 total"
Description: "The total of the Generalized Anxiety Disorder scale, 7 items."
* code = $LNC#70274-6
* obeys ktr-gad-1
