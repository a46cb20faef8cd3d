Invariant: ktr-sco-1
Description: "A score has a value, or says why it has none."
Severity: #error
Expression: "value.exists() or dataAbsentReason.exists()"

Invariant: ktr-sco-2
Description: "A score is a whole number."
Severity: #error
Expression: "value.ofType(Quantity).value.all($this = $this.truncate())"
