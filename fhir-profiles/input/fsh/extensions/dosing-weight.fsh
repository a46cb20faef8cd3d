Extension: KTRDosingWeight
Id: ktr-dosing-weight
Title: "Dosing weight"
Description: "The body weight that the dose was calculated with."
* ^context[+].type = #element
* ^context[=].expression = "MedicationAdministration.dosage"
* value[x] 1..1
* value[x] only Quantity
* valueQuantity = $UCUM#kg
* valueQuantity.value 1..1
