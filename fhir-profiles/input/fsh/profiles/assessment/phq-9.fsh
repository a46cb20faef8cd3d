Profile: KTRPhq9
Parent: KTRMoodScore
Id: ktr-phq-9
Title: "PHQ-9 total"
Description: "The total of the Patient Health Questionnaire, 9 items."
* code = $LNC#44261-6
* obeys ktr-phq-1
* obeys ktr-phq-2
