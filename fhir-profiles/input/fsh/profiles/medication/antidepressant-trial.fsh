Profile: KTRAntidepressantTrial
Parent: MedicationStatement
Id: ktr-antidepressant-trial
Title: "Antidepressant trial"
Description: "A trial of an antidepressant: which, how much, from when to when, and how it ended."
* obeys ktr-tri-1
* extension contains KTRTrialAdequate named adequate 0..1 MS
* status MS
* statusReason MS
* statusReason from KTRTrialOutcomeVS (extensible)
* medication[x] MS
* subject MS
* subject only Reference(Patient)
* effective[x] 1..1 MS
* dateAsserted MS
* informationSource MS
* reasonReference MS
* dosage MS

Invariant: ktr-tri-1
Description: "A trial that was stopped or not taken says how it ended."
Severity: #error
Expression: "(status = 'stopped' or status = 'not-taken') implies statusReason.exists()"
