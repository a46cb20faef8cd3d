Profile: KTRSubstanceScreen
Parent: Observation
Id: ktr-substance-screen
Title: "Substance screen"
Description: "A total of the AUDIT-C or the DAST-10. Label it SUD when it comes from a programme under 42 CFR Part 2."
* insert Category(survey, $OBSCAT#survey)
* insert ScoreValue
* meta.security MS
* status MS
* code MS
* code from KTRSubstanceScreenVS (required)
* subject 1..1 MS
* subject only Reference(Patient)
* encounter MS
* effective[x] 1..1 MS
* effective[x] only dateTime
* performer MS
* obeys ktr-sub-1
* obeys ktr-day-1
