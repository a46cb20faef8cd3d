Invariant: ktr-cad-1
Description: "A CADSS-6 total is from 0 to 24, a CADSS total of 23 items from 0 to 92."
Severity: #error
Expression: "value.ofType(Quantity).value.all($this >= 0 and $this <= iif(%resource.code.coding.where(code = 'cadss-6-total').exists(), 24, 92))"

Invariant: ktr-cad-2
Description: "An item of the CADSS is from 0 to 4."
Severity: #error
Expression: "component.value.ofType(integer).all($this >= 0 and $this <= 4)"

Invariant: ktr-cad-3
Description: "When all six items of a CADSS-6 are there, they add up to the total."
Severity: #error
Expression: "(code.coding.where(code = 'cadss-6-total').exists() and component.value.ofType(integer).count() = 6) implies (component.value.ofType(integer).aggregate($this + $total, 0) = value.ofType(Quantity).value)"

Invariant: ktr-sed-1
Description: "MOAA/S is from 0 to 5, RASS from -5 to 4, Ramsay from 1 to 6."
Severity: #error
Expression: "value.ofType(Quantity).value.all(iif(%resource.code.coding.where(code = 'moaas-score').exists(), $this >= 0 and $this <= 5, iif(%resource.code.coding.where(code = 'rass-score').exists(), $this + 5 >= 0 and $this <= 4, $this >= 1 and $this <= 6)))"

Invariant: ktr-phq-1
Description: "A PHQ-9 total is from 0 to 27."
Severity: #error
Expression: "value.ofType(Quantity).value.all($this >= 0 and $this <= 27)"

Invariant: ktr-phq-2
Description: "When all nine items are there as components, they add up to the total."
Severity: #error
Expression: "component.value.ofType(integer).count() = 9 implies (component.value.ofType(integer).aggregate($this + $total, 0) = value.ofType(Quantity).value)"

Invariant: ktr-mad-1
Description: "A MADRS total is from 0 to 60."
Severity: #error
Expression: "value.ofType(Quantity).value.all($this >= 0 and $this <= 60)"

Invariant: ktr-mad-2
Description: "When all ten items are there as components, they add up to the total."
Severity: #error
Expression: "component.value.ofType(integer).count() = 10 implies (component.value.ofType(integer).aggregate($this + $total, 0) = value.ofType(Quantity).value)"

Invariant: ktr-qid-1
Description: "A QIDS-SR16 total is from 0 to 27."
Severity: #error
Expression: "value.ofType(Quantity).value.all($this >= 0 and $this <= 27)"

Invariant: ktr-gad-1
Description: "A GAD-7 total is from 0 to 21."
Severity: #error
Expression: "value.ofType(Quantity).value.all($this >= 0 and $this <= 21)"

Invariant: ktr-pcl-1
Description: "A PCL-5 score is from 0 to 80."
Severity: #error
Expression: "value.ofType(Quantity).value.all($this >= 0 and $this <= 80)"

Invariant: ktr-sui-1
Description: "A finding of suicide risk has a value, or components, or members, or says why there is none."
Severity: #error
Expression: "value.exists() or component.exists() or hasMember.exists() or dataAbsentReason.exists()"

Invariant: ktr-sub-1
Description: "An AUDIT-C total is from 0 to 12, a DAST-10 total from 0 to 10."
Severity: #error
Expression: "value.ofType(Quantity).value.all($this >= 0 and $this <= iif(%resource.code.coding.where(code = '82667-7').exists(), 10, 12))"

Invariant: ktr-sid-1
Description: "The severity of a side effect as a number is from 0 (none) to 3 (severe)."
Severity: #error
Expression: "value.ofType(Quantity).value.all($this >= 0 and $this <= 3)"

Invariant: ktr-jou-1
Description: "Mood, energy and anxiety are from 0 to 10."
Severity: #error
Expression: "code.coding.where(system = '{canonical}/CodeSystem/ktr-journal-item').exists() implies value.ofType(Quantity).value.all($this >= 0 and $this <= 10)"

Invariant: ktr-dis-1
Description: "A patient is not ready to leave while a criterion is not met."
Severity: #warning
Expression: "component.where(value = false).exists() implies value = false"
