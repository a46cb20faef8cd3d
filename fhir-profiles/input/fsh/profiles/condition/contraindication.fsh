Profile: KTRContraindication
Parent: Condition
Id: ktr-contraindication
Title: "Contraindication"
Description: "A condition that speaks against ketamine or asks for a second look."
* obeys ktr-con-1
* clinicalStatus MS
* verificationStatus MS
* category 1..* MS
* code 1..1 MS
* code from KTRContraindicationVS (extensible)
* subject MS
* subject only Reference(Patient)
* onset[x] MS
* abatement[x] MS
* recordedDate MS
* note MS
