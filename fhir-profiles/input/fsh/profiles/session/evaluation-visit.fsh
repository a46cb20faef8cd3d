Profile: KTREvaluationVisit
Parent: Encounter
Id: ktr-evaluation-visit
Title: "Evaluation visit"
Description: "A visit at which suitability for the treatment, or its benefit, is judged and no dose is given."
* obeys ktr-evl-1
* extension contains KTRCourse named course 0..1 MS
* identifier MS
* identifier.system 1..1 MS
* identifier.value 1..1 MS
* status MS
* class MS
* type 1..* MS
* subject 1..1 MS
* subject only Reference(Patient)
* participant MS
* participant.type MS
* participant.individual MS
* period 1..1 MS
* period.start 1..1 MS
* reasonReference MS
* location MS
* serviceProvider MS
