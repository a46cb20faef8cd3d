Invariant: ktr-sco-1
Description: "A score has a value, or says why it has none."
Severity: #error
Expression: "value.exists() or dataAbsentReason.exists()"

Invariant: ktr-sco-2
Description: "A score is a whole number."
Severity: #error
Expression: "value.ofType(Quantity).value.all($this = $this.truncate())"

Invariant: ktr-day-1
Description: "The time of an observation is given to the day at least."
Severity: #error
Expression: "effective.ofType(dateTime).all($this.toString().length() >= 10)"

Invariant: ktr-uni-1
Description: "A quantity has a unit of UCUM."
Severity: #error
Expression: "value.ofType(Quantity).all(system = 'http://unitsofmeasure.org' and code.exists())"
