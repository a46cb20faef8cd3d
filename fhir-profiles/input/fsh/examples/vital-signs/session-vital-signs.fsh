RuleSet: AtForty
* extension[sessionPhase].valueCodeableConcept = KTRSessionPhase#dosing "Dosing"
* extension[minutesFromDoseStart].valueQuantity = 40 'min' "min"
* partOf = Reference(ketamine-iv-session-1)
* status = #final
* subject = Reference(example)
* encounter = Reference(session-1)
* effectiveDateTime = "2026-03-02T10:45:00-05:00"
* performer = Reference(infusion-nurse)

Instance: blood-pressure-session-1-40
InstanceOf: KTRSessionBloodPressure
Usage: #example
* insert AtForty
* category[VSCat] = $OBSCAT#vital-signs "Vital Signs"
* code = $LNC#85354-9 "Blood pressure panel with all children optional"
* component[SystolicBP].code = $LNC#8480-6 "Systolic blood pressure"
* component[SystolicBP].valueQuantity = 141 'mm[Hg]' "mm[Hg]"
* component[DiastolicBP].code = $LNC#8462-4 "Diastolic blood pressure"
* component[DiastolicBP].valueQuantity = 88 'mm[Hg]' "mm[Hg]"

Instance: heart-rate-session-1-40
InstanceOf: KTRSessionHeartRate
Usage: #example
* insert AtForty
* category[VSCat] = $OBSCAT#vital-signs "Vital Signs"
* code = $LNC#8867-4 "Heart rate"
* valueQuantity = 84 '/min' "/min"

Instance: pulse-oximetry-session-1-40
InstanceOf: KTRSessionPulseOximetry
Usage: #example
* insert AtForty
* category[VSCat] = $OBSCAT#vital-signs "Vital Signs"
* code.coding[PulseOx] = $LNC#59408-5 "Oxygen saturation in Arterial blood by Pulse oximetry"
* code.coding[OxygenSatCode] = $LNC#2708-6 "Oxygen saturation in Arterial blood"
* valueQuantity = 97 '%' "%"

Instance: respiratory-rate-session-1-40
InstanceOf: KTRSessionRespiratoryRate
Usage: #example
* insert AtForty
* category[VSCat] = $OBSCAT#vital-signs "Vital Signs"
* code = $LNC#9279-1 "Respiratory rate"
* valueQuantity = 14 '/min' "/min"

Instance: capnography-session-1-40
InstanceOf: KTRCapnography
Usage: #example
* insert AtForty
* category[vitalSigns] = $OBSCAT#vital-signs "Vital Signs"
* code = $LNC#19891-1
* valueQuantity = 38 'mm[Hg]' "mm[Hg]"
