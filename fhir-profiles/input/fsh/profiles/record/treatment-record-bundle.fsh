Profile: KTRTreatmentRecordBundle
Parent: Bundle
Id: ktr-treatment-record-bundle
Title: "Treatment record bundle"
Description: "A record, or a part of one, of one patient in one bundle."
* obeys ktr-bun-1
* obeys ktr-bun-2
* obeys ktr-bun-3
* identifier MS
* type MS
* timestamp MS
* entry 1..* MS
* entry.fullUrl 1..1 MS
* entry.resource 1..1 MS
