CodeSystem: KTRDischargeCriterion
Id: ktr-discharge-criterion
Title: "Discharge criteria"
Description: "What is checked before the patient may leave."
* ^caseSensitive = true
* ^content = #complete
* #time "Time since dose" "The time of observation is over."
* #blood-pressure "Blood pressure" "Blood pressure is near that before the dose, or falling."
* #sedation "Sedation" "The patient is awake."
* #dissociation "Dissociation" "Dissociation is gone or as before."
* #ambulation "Ambulation" "The patient walks steadily."
* #nausea "Nausea" "No nausea that would make the way home unsafe."
* #escort "Escort" "Somebody takes the patient home."
