Profile: KTRTreatmentSession
Parent: Encounter
Id: ktr-treatment-session
Title: "Treatment session"
Description: "A visit at which ketamine or esketamine is given, or was to be given. The phases are an extension: R4's status history cannot say them, and child encounters would be counted as visits. Status is arrived before the dose, in-progress from dosing to recovery, finished after discharge."
* obeys ktr-enc-1
* obeys ktr-enc-2
* obeys ktr-enc-3
* obeys ktr-enc-4
* obeys ktr-enc-5
* extension contains
    KTRCourse named course 0..1 MS and
    KTRSessionNumber named sessionNumber 0..1 MS and
    KTRPhase named phase 0..* MS and
    KTREscort named escort 0..1 MS and
    KTRRemsRequired named remsRequired 0..1 MS and
    KTRRemsEnrolment named remsEnrolment 0..1
* identifier MS
* identifier.system 1..1 MS
* identifier.value 1..1 MS
* status MS
* class MS
* class ^short = "AMB for a visit to a clinic"
* type 1..* MS
* type ^short = "A code of ktr-session-type, beside any others"
* subject 1..1 MS
* subject only Reference(Patient)
* participant MS
* participant.type MS
* participant.period MS
* participant.individual MS
* period 1..1 MS
* period.start 1..1 MS
* period.end MS
* reasonReference MS
* hospitalization MS
* hospitalization.dischargeDisposition MS
* location MS
* location.location MS
* serviceProvider MS
