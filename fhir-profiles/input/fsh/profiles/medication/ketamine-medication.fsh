Profile: KTRKetamineMedication
Parent: Medication
Id: ktr-ketamine-medication
Title: "Ketamine medication"
Description: "A compounded or batch-tracked product. Compounded troches, solutions and sprays have no code: text, form, ingredient and strength tell what they are. The lot number is asked for by the monitoring form."
* obeys ktr-med-1
* identifier MS
* code 1..1 MS
* code from KTRKetamineMedicationVS (preferred)
* status MS
* form MS
* ingredient MS
* ingredient.item[x] MS
* ingredient.strength MS
* batch MS
* batch.lotNumber MS
* batch.expirationDate MS

Invariant: ktr-med-1
Description: "A product that has no code names its ingredients with their strength."
Severity: #error
Expression: "code.coding.exists() or (ingredient.exists() and ingredient.all(strength.exists()))"
