ValueSet: KTRCourseStageVS
Id: ktr-course-stage
Title: "Course stages"
Description: "The stages of a course."
* include codes from system KTRCourseStage
