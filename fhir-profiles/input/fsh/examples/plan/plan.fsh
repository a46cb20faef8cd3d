Instance: off-label-consent
InstanceOf: KTRTreatmentConsent
Usage: #example
* status = #active
* scope = http://terminology.hl7.org/CodeSystem/consentscope#treatment "Treatment"
* category[0] = $LNC#59284-0 "Patient Consent"
* category[1] = KTRConsentType#ketamine-off-label-treatment "Off-label treatment with ketamine"
* patient = Reference(example)
* dateTime = "2026-02-24T10:50:00-05:00"
* performer = Reference(example)
* organization = Reference(clinic)
* policyRule = $ACT#OPTIN "opt-in"
* provision.type = #permit
* provision.period.start = "2026-02-24"
* provision.period.end = "2027-02-24"
* provision.purpose = $REASON#TREAT "treatment"

Instance: induction-course
InstanceOf: KTRCoursePlan
Usage: #example
* text.status = #additional
* text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\">Induction: ketamine 0.5 mg/kg IV over 40 minutes twice a week, 6 sessions over 3 weeks; weekly CBT; daily mood journal; sleep, exercise and nutrition advice; support group.</div>"
* extension[stage].valueCodeableConcept = KTRCourseStage#induction "Induction"
* extension[plannedSessions].valuePositiveInt = 6
* identifier.system = "https://clinic.example/fhir/course"
* identifier.value = "COURSE-2026-0042"
* instantiatesCanonical = Canonical(iv-induction-6)
* status = #active
* intent = #plan
* category[assessPlan] = $USC-CAREPLAN#assess-plan
* title = "Ketamine IV induction course"
* subject = Reference(example)
* period.start = "2026-03-02"
* period.end = "2026-03-20"
* created = "2026-02-24"
* author = Reference(psychiatrist)
* careTeam = Reference(ketamine-team)
* addresses = Reference(trd)
* goal[0] = Reference(madrs-response)
* goal[1] = Reference(phq9-remission)
* activity[0].outcomeReference = Reference(session-1)
* activity[0].reference = Reference(ketamine-iv-order)
* activity[1].detail.kind = #ServiceRequest
* activity[1].detail.code = $SCT#228557008 "Cognitive and behavioral therapy (regime/therapy)"
* activity[1].detail.status = #scheduled
* activity[1].detail.scheduledTiming.repeat.frequency = 1
* activity[1].detail.scheduledTiming.repeat.period = 1
* activity[1].detail.scheduledTiming.repeat.periodUnit = #wk
* activity[1].detail.performer = Reference(therapist)
* activity[2].detail.kind = #Appointment
* activity[2].detail.code.text = "Ketamine session 2"
* activity[2].detail.status = #cancelled
* activity[2].detail.statusReason.text = "The patient had a cold"
* activity[3].detail.kind = #Task
* activity[3].detail.code.text = "Mood and side effect journal"
* activity[3].detail.status = #in-progress
* activity[3].detail.performer = Reference(example)

Instance: madrs-response
InstanceOf: KTRResponseGoal
Usage: #example
* lifecycleStatus = #active
* achievementStatus = http://terminology.hl7.org/CodeSystem/goal-achievement#in-progress "In Progress"
* description.text = "Halve the MADRS total"
* subject = Reference(example)
* startDate = "2026-03-02"
* target.extension[percentChange].valueDecimal = -50
* target.measure = KTRAssessment#madrs-total "MADRS total score"
* target.dueDate = "2026-03-23"
* addresses = Reference(trd)

Instance: phq9-remission
InstanceOf: KTRResponseGoal
Usage: #example
* lifecycleStatus = #active
* description.text = "PHQ-9 total below 5"
* subject = Reference(example)
* startDate = "2026-03-02"
* target.measure = $LNC#44261-6 "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]"
* target.detailQuantity = 5 '{score}' "{score}"
* target.detailQuantity.comparator = #<
* target.dueDate = "2026-03-23"

Instance: ketamine-team
InstanceOf: KTRCareTeam
Usage: #example
* status = #active
* subject = Reference(example)
* period.start = "2026-02-24"
* participant[0].role.text = "Prescriber"
* participant[0].member = Reference(psychiatrist)
* participant[1].role.text = "Monitor during sessions"
* participant[1].member = Reference(infusion-nurse)
* participant[2].role.text = "Therapist"
* participant[2].member = Reference(therapist)
* participant[3].role.text = "Support person"
* participant[3].member = Reference(escort)
* managingOrganization = Reference(clinic)

Instance: cbt-series
InstanceOf: KTRSessionSeries
Usage: #example
* extension[plannedSessions].valuePositiveInt = 12
* basedOn = Reference(induction-course)
* status = #active
* intent = #order
* category = $SCT#409063005 "Counselling (procedure)"
* code = $SCT#228557008 "Cognitive and behavioral therapy (regime/therapy)"
* subject = Reference(example)
* occurrenceTiming.repeat.boundsPeriod.start = "2026-03-04"
* occurrenceTiming.repeat.boundsPeriod.end = "2026-05-27"
* occurrenceTiming.repeat.frequency = 1
* occurrenceTiming.repeat.period = 1
* occurrenceTiming.repeat.periodUnit = #wk
* authoredOn = "2026-02-24"
* requester = Reference(psychiatrist)
* reasonReference = Reference(trd)
