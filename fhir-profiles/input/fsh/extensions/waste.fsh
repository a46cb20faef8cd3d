Extension: KTRWaste
Id: ktr-waste
Title: "Controlled substance waste"
Description: "What was left of the controlled substance and destroyed, and who saw it."
* ^context[+].type = #element
* ^context[=].expression = "MedicationAdministration"
* extension contains quantity 1..1 and witness 0..1
* extension[quantity].value[x] 1..1
* extension[quantity].value[x] only Quantity
* extension[quantity].valueQuantity = $UCUM#mg
* extension[quantity].valueQuantity.value 1..1
* extension[quantity] ^short = "How much"
* extension[witness].value[x] 1..1
* extension[witness].value[x] only Reference(Practitioner or PractitionerRole)
* extension[witness] ^short = "Who saw it"
