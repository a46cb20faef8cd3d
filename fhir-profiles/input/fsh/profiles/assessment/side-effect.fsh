Profile: KTRSideEffect
Parent: Observation
Id: ktr-side-effect
Title: "Side effect"
Description: "A side effect in a session, from onset to resolution, with its severity as 0 to 3 or by word. It is an adverse event as well when it is serious, severe or changes the treatment."
* insert SessionObservation
* insert Category(survey, $OBSCAT#survey)
* code from KTRSideEffectVS (extensible)
* effective[x] only dateTime or Period
* value[x] 1..1 MS
* value[x] only Quantity or CodeableConcept
* valueQuantity = $UCUM#{score}
* valueCodeableConcept from http://hl7.org/fhir/ValueSet/adverse-event-severity (required)
* obeys ktr-sid-1
