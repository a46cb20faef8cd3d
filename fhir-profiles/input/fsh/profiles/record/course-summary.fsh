Profile: KTRCourseSummary
Parent: Composition
Id: ktr-course-summary
Title: "Course summary"
Description: "What a course brought: sessions, doses, scores, safety, next steps. This is what the referring clinician reads."
* identifier MS
* status MS
* type MS
* subject 1..1 MS
* subject only Reference(Patient)
* date MS
* author MS
* title MS
* event MS
* event.period MS
* event.detail MS
* event.detail ^short = "The course"
* section 2..* MS
* section.title 1..1 MS
* section.code 1..1 MS
* section.text MS
* section.entry MS
* section ^slicing.discriminator.type = #pattern
* section ^slicing.discriminator.path = "code"
* section ^slicing.rules = #open
* section contains doses 1..1 MS and scores 1..1 MS and sessions 0..1 MS and safety 0..1 MS and next 0..1 MS
* section[doses].code = KTRSummarySection#doses
* section[scores].code = KTRSummarySection#scores
* section[sessions].code = KTRSummarySection#sessions
* section[safety].code = KTRSummarySection#safety
* section[next].code = KTRSummarySection#next
