// A score is a Quantity of {score}: R4's value-quantity does not find integers.
RuleSet: ScoreValue
* value[x] MS
* value[x] only Quantity
* valueQuantity = $UCUM#{score}
* valueQuantity.value 1..1 MS
* dataAbsentReason MS
* component MS
* derivedFrom MS
* derivedFrom ^short = "The answers that the score was read from"
* obeys ktr-sco-1
* obeys ktr-sco-2
