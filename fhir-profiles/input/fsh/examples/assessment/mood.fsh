RuleSet: MoodOf(who)
* status = #final
* category[survey] = $OBSCAT#survey "Survey"
* subject = Reference(example)
* encounter = Reference(evaluation)
* effectiveDateTime = "2026-02-24T10:15:00-05:00"
* performer = Reference({who})

Instance: phq-9-baseline
InstanceOf: KTRPhq9
Usage: #example
* insert MoodOf(example)
* extension[scoreDirection].valueCode = #higher-is-worse
* code = $LNC#44261-6 "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]"
* valueQuantity = 20 '{score}' "{score}"
* component[0].code = $LNC#44250-9 "Little interest or pleasure in doing things in last 2 weeks"
* component[0].valueInteger = 3
* component[1].code = $LNC#44255-8 "Feeling down, depressed, or hopeless in last 2 weeks"
* component[1].valueInteger = 3
* component[2].code = $LNC#44259-0
* component[2].valueInteger = 2
* component[3].code = $LNC#44254-1
* component[3].valueInteger = 3
* component[4].code = $LNC#44251-7
* component[4].valueInteger = 2
* component[5].code = $LNC#44258-2
* component[5].valueInteger = 3
* component[6].code = $LNC#44252-5
* component[6].valueInteger = 2
* component[7].code = $LNC#44253-3
* component[7].valueInteger = 1
* component[8].code = $LNC#44260-8
* component[8].valueInteger = 1

Instance: madrs-baseline
InstanceOf: KTRMadrs
Usage: #example
* insert MoodOf(psychiatrist)
* code = KTRAssessment#madrs-total "MADRS total score"
* valueQuantity = 33 '{score}' "{score}"
* component[0].code = KTRAssessment#madrs-item-01 "MADRS item 1"
* component[0].valueInteger = 4
* component[1].code = KTRAssessment#madrs-item-02 "MADRS item 2"
* component[1].valueInteger = 4
* component[2].code = KTRAssessment#madrs-item-03 "MADRS item 3"
* component[2].valueInteger = 3
* component[3].code = KTRAssessment#madrs-item-04 "MADRS item 4"
* component[3].valueInteger = 4
* component[4].code = KTRAssessment#madrs-item-05 "MADRS item 5"
* component[4].valueInteger = 2
* component[5].code = KTRAssessment#madrs-item-06 "MADRS item 6"
* component[5].valueInteger = 3
* component[6].code = KTRAssessment#madrs-item-07 "MADRS item 7"
* component[6].valueInteger = 4
* component[7].code = KTRAssessment#madrs-item-08 "MADRS item 8"
* component[7].valueInteger = 4
* component[8].code = KTRAssessment#madrs-item-09 "MADRS item 9"
* component[8].valueInteger = 3
* component[9].code = KTRAssessment#madrs-item-10 "MADRS item 10"
* component[9].valueInteger = 2

Instance: hamd17-baseline
InstanceOf: KTRMoodScore
Usage: #example
* insert MoodOf(psychiatrist)
* code = KTRAssessment#hamd17-total "HAM-D 17 total score"
* valueQuantity = 24 '{score}' "{score}"

Instance: qids-baseline
InstanceOf: KTRQids
Usage: #example
* insert MoodOf(example)
* code = KTRAssessment#qids-sr16-total "QIDS-SR16 total score"
* valueQuantity = 18 '{score}' "{score}"

Instance: gad-7-baseline
InstanceOf: KTRGad7
Usage: #example
* insert MoodOf(example)
* code = $LNC#70274-6 "Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]"
* valueQuantity = 12 '{score}' "{score}"

Instance: gad-7-refused
InstanceOf: KTRGad7
Usage: #example
* insert MoodOf(example)
* code = $LNC#70274-6 "Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]"
* dataAbsentReason = http://terminology.hl7.org/CodeSystem/data-absent-reason#asked-declined "Asked But Declined"

Instance: pcl-5-baseline
InstanceOf: KTRPcl5
Usage: #example
* insert MoodOf(example)
* code = $LNC#101698-9 "PTSD PCL-5 score [PCL-5]"
* valueQuantity = 31 '{score}' "{score}"

Instance: suicide-risk-baseline
InstanceOf: KTRSuicideRisk
Usage: #example
* insert MoodOf(psychiatrist)
* code = $LNC#93246-7 "Wish to be dead 1 month"
* valueBoolean = false

Instance: audit-c-baseline
InstanceOf: KTRSubstanceScreen
Usage: #example
* meta.security = $ACT#SUD "substance use disorder information sensitivity"
* insert MoodOf(example)
* code = $LNC#75626-2 "Total score [AUDIT-C]"
* valueQuantity = 2 '{score}' "{score}"

Instance: dast-10-baseline
InstanceOf: KTRSubstanceScreen
Usage: #example
* insert MoodOf(example)
* code = $LNC#82667-7 "Total score [DAST-10]"
* valueQuantity = 0 '{score}' "{score}"
