ValueSet: KTRConsentTypeVS
Id: ktr-consent-type
Title: "Consent types"
Description: "What a patient agrees to."
* include codes from system KTRConsentType
