Profile: KTRMadrs
Parent: KTRMoodScore
Id: ktr-madrs
Title: "MADRS total"
Description: "The total of the Montgomery-Asberg Depression Rating Scale. The wording is under copyright: items are numbers."
* code = KTRAssessment#madrs-total
* obeys ktr-mad-1
* obeys ktr-mad-2
