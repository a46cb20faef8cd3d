Profile: KTRKetamineAdministration
Parent: MedicationAdministration
Id: ktr-ketamine-administration
Title: "Ketamine administration"
Description: "A dose of ketamine or esketamine that was given, or was to be given and was not. The dose is what the patient got; what was ordered stays in the request. Esketamine: one administration a session, with the number of devices; a device may have its own as a part of it."
* obeys ktr-adm-1
* obeys ktr-adm-2
* obeys ktr-adm-3
* obeys ktr-adm-4
* obeys ktr-adm-5
* obeys ktr-adm-6
* obeys ktr-adm-7
* obeys ktr-adm-8
* extension contains
    KTRCourse named course 0..1 MS and
    KTRSessionNumber named sessionNumber 0..1 MS and
    KTRDeviceCount named deviceCount 0..1 MS and
    KTRWaste named waste 0..1
* identifier MS
* status MS
* statusReason MS
* statusReason from KTRHoldReasonVS (extensible)
* statusReason ^short = "Why it was not given or was stopped"
* category ^short = "outpatient, inpatient or community"
* medication[x] MS
* medication[x] from KTRKetamineMedicationVS (extensible)
* medication[x] only CodeableConcept or Reference(Medication)
* medication[x] ^short = "The product by code, or the compounded or batch-tracked Medication"
* subject MS
* subject only Reference(Patient)
* context 1..1 MS
* context only Reference(Encounter)
* context ^short = "The session"
* effective[x] MS
* effective[x] ^short = "From start to end of an infusion; a time for a bolus or a tablet"
* performer MS
* performer.function MS
* performer.actor MS
* reasonReference MS
* request MS
* device ^short = "The infusion pump"
* dosage MS
* dosage.extension contains KTRDosingWeight named dosingWeight 0..1 MS and KTRWeightBasedDose named weightBasedDose 0..1 MS
* dosage.text MS
* dosage.site MS
* dosage.route 1..1 MS
* dosage.route from KTRKetamineRouteVS (required)
* dosage.dose 1..1 MS
* dosage.dose = $UCUM#mg
* dosage.dose.value 1..1 MS
* dosage.dose ^short = "All that was given, in mg"
* dosage.rate[x] MS
* dosage.rate[x] only SimpleQuantity
* dosage.rate[x] from KTRRateUnitVS (required)
* note MS
