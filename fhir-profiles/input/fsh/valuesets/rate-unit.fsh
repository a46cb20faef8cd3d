ValueSet: KTRRateUnitVS
Id: ktr-rate-unit
Title: "Units of an infusion rate"
Description: "Rates of an infusion."
* $UCUM#mg/kg/h "mg/kg/h"
* $UCUM#mg/h "mg/h"
* $UCUM#mL/h "mL/h"
