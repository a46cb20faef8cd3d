Profile: KTRCareTeam
Parent: CareTeam
Id: ktr-care-team
Title: "Care team"
Description: "Prescriber, monitor, therapist, and who supports the patient at home."
* status MS
* subject 1..1 MS
* subject only Reference(Patient)
* period MS
* participant 1..* MS
* participant.role 1..1 MS
* participant.member 1..1 MS
* reasonReference MS
* managingOrganization MS
