Extension: KTRCourseStageExt
Id: ktr-course-stage-ext
Title: "Course stage"
Description: "The stage of treatment that the plan is for."
* ^context[+].type = #element
* ^context[=].expression = "CarePlan"
* value[x] 1..1
* value[x] only CodeableConcept
* value[x] from KTRCourseStageVS (required)
