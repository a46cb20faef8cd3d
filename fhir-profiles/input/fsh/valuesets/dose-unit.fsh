ValueSet: KTRDoseUnitVS
Id: ktr-dose-unit
Title: "Units of an ordered dose"
Description: "Milligrams, or milligrams per kilogram."
* $UCUM#mg "mg"
* $UCUM#mg/kg "mg/kg"
