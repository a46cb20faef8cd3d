Profile: KTRTreatmentConsent
Parent: Consent
Id: ktr-treatment-consent
Title: "Treatment consent"
Description: "What the patient agreed to: off-label treatment, enrolment in the risk programme, sharing of the journal, or disclosure under 42 CFR Part 2."
* obeys ktr-cns-1
* obeys ktr-cns-2
* status MS
* scope MS
* category MS
* category ^short = "59284-0 or 64293-4 of LOINC, and a code of ktr-consent-type"
* patient 1..1 MS
* patient only Reference(Patient)
* dateTime 1..1 MS
* performer MS
* organization MS
* source[x] MS
* policyRule MS
* provision MS
* provision.period MS
* provision.purpose MS
