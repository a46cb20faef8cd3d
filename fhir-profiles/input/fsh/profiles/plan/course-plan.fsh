Profile: KTRCoursePlan
Parent: CarePlan
Id: ktr-course-plan
Title: "Course plan"
Description: "A stage of treatment: its sessions, orders, therapy, journal and advice. Stages follow each other by replaces. Orders are activities by reference, everything else by detail."
* obeys ktr-pln-1
* obeys ktr-pln-2
* extension contains KTRCourseStageExt named stage 1..1 MS and KTRPlannedSessions named plannedSessions 0..1 MS
* identifier MS
* text 1..1 MS
* instantiatesCanonical MS
* basedOn MS
* replaces MS
* status MS
* intent MS
* insert Category(assessPlan, $USC-CAREPLAN#assess-plan)
* title MS
* subject MS
* subject only Reference(Patient)
* period 1..1 MS
* period.start 1..1 MS
* period.end MS
* author MS
* careTeam MS
* addresses 1..* MS
* goal MS
* activity MS
* activity.outcomeReference MS
* activity.reference MS
* activity.detail MS
* activity.detail.code MS
* activity.detail.status MS
* activity.detail.statusReason MS
