Instance: cadss-6-session-1-peak
InstanceOf: KTRDissociation
Usage: #example
* insert AtForty
* category[survey] = $OBSCAT#survey "Survey"
* code = KTRAssessment#cadss-6-total "CADSS-6 total score"
* valueQuantity = 9 '{score}' "{score}"
* component[0].code = KTRAssessment#cadss-item-01 "CADSS item 1"
* component[0].valueInteger = 2
* component[1].code = KTRAssessment#cadss-item-02 "CADSS item 2"
* component[1].valueInteger = 2
* component[2].code = KTRAssessment#cadss-item-06 "CADSS item 6"
* component[2].valueInteger = 1
* component[3].code = KTRAssessment#cadss-item-07 "CADSS item 7"
* component[3].valueInteger = 1
* component[4].code = KTRAssessment#cadss-item-15 "CADSS item 15"
* component[4].valueInteger = 2
* component[5].code = KTRAssessment#cadss-item-22 "CADSS item 22"
* component[5].valueInteger = 1

Instance: moaas-session-1-40
InstanceOf: KTRSedation
Usage: #example
* insert AtForty
* category[exam] = $OBSCAT#exam "Exam"
* code = KTRAssessment#moaas-score "MOAA/S score"
* valueQuantity = 4 '{score}' "{score}"

Instance: rass-session-1-40
InstanceOf: KTRSedation
Usage: #example
* insert AtForty
* category[exam] = $OBSCAT#exam "Exam"
* code = KTRAssessment#rass-score "RASS score"
* valueQuantity = -1 '{score}' "{score}"
