CodeSystem: KTRConsentType
Id: ktr-consent-type
Title: "Consent types"
Description: "What a patient agrees to."
* ^caseSensitive = true
* ^content = #complete
* #ketamine-off-label-treatment "Off-label treatment with ketamine" "Treatment by a route or for a condition that the label does not name."
* #rems-enrolment "REMS enrolment" "Enrolment in the risk programme of esketamine."
* #journal-sharing "Sharing of the journal with the clinic" "The journal is shared with the clinic."
* #part2-disclosure "Disclosure under 42 CFR Part 2" "Disclosure of substance use disorder records."
