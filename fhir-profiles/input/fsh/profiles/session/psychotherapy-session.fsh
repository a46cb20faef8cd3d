Profile: KTRPsychotherapySession
Parent: Procedure
Id: ktr-psychotherapy-session
Title: "Psychotherapy session"
Description: "A session of psychotherapy that accompanies the treatment."
* extension contains KTRCourse named course 0..1 MS and KTRSessionNumber named sessionNumber 0..1 MS
* basedOn MS
* status MS
* statusReason MS
* code 1..1 MS
* code from KTRPsychotherapyVS (extensible)
* subject MS
* subject only Reference(Patient)
* encounter MS
* performed[x] 1..1 MS
* performer MS
* performer.actor MS
* reasonReference MS
