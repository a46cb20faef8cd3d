Extension: KTRWeightBasedDose
Id: ktr-weight-based-dose
Title: "Dose per kilogram"
Description: "The dose given for each kilogram of the dosing weight."
* ^context[+].type = #element
* ^context[=].expression = "MedicationAdministration.dosage"
* value[x] 1..1
* value[x] only Quantity
* valueQuantity = $UCUM#mg/kg
* valueQuantity.value 1..1
