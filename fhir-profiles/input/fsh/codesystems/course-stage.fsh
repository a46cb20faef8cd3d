CodeSystem: KTRCourseStage
Id: ktr-course-stage
Title: "Course stages"
Description: "The stages of a course of treatment."
* ^caseSensitive = true
* ^content = #complete
* #induction "Induction" "The first series of sessions, usually two a week."
* #optimization "Optimization" "Fewer sessions while dose and distance are adjusted."
* #maintenance "Maintenance" "Sessions at the least frequency that keeps the response."
* #booster "Booster" "Single sessions when symptoms return."
* #taper "Taper" "Growing distances with the aim to stop."
