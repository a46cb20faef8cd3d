Instance: induction-summary
InstanceOf: KTRCourseSummary
Usage: #example
* text.status = #generated
* text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\">One of six sessions given, one missed. PHQ-9 20 and MADRS 33 at the start.</div>"
* status = #preliminary
* type = $LNC#34904-3 "Mental health Progress note"
* subject = Reference(example)
* date = "2026-03-06T09:00:00-05:00"
* author = Reference(psychiatrist)
* title = "Ketamine induction course"
* event.period.start = "2026-03-02"
* event.detail = Reference(induction-course)
* section[sessions].title = "Sessions"
* section[sessions].code = KTRSummarySection#sessions "Sessions"
* section[sessions].text.status = #generated
* section[sessions].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\">6 planned, 1 done, 1 missed.</div>"
* section[sessions].entry[0] = Reference(session-1)
* section[sessions].entry[1] = Reference(session-2)
* section[doses].title = "Doses"
* section[doses].code = KTRSummarySection#doses "Doses"
* section[doses].text.status = #generated
* section[doses].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\">Session 1: 40 mg (0.5 mg/kg) intravenously.</div>"
* section[doses].entry = Reference(ketamine-iv-session-1)
* section[scores].title = "Scores"
* section[scores].code = KTRSummarySection#scores "Scores"
* section[scores].text.status = #generated
* section[scores].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\">PHQ-9 20, MADRS 33 at the start.</div>"
* section[scores].entry[0] = Reference(phq-9-baseline)
* section[scores].entry[1] = Reference(madrs-baseline)
