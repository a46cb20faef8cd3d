Invariant: ktr-enc-1
Description: "The phases of a session are listed as they happened, and none begins before the one before it has ended."
Severity: #error
Expression: "extension('{canonical}/StructureDefinition/ktr-phase').empty() or extension('{canonical}/StructureDefinition/ktr-phase').extension('period').value.aggregate(iif($total.empty() or $this.start >= $total, iif($this.end.exists(), $this.end, $this.start), @9999-12-31T00:00:00Z)) < @9999-01-01T00:00:00Z"

Invariant: ktr-enc-2
Description: "Each phase of a session is there once at most."
Severity: #error
Expression: "extension('{canonical}/StructureDefinition/ktr-phase').extension('phase').value.coding.where(system = '{canonical}/CodeSystem/ktr-session-phase').code.isDistinct()"

Invariant: ktr-enc-3
Description: "A finished session has a discharge phase with an end."
Severity: #error
Expression: "status = 'finished' implies extension('{canonical}/StructureDefinition/ktr-phase').where(extension('phase').value.coding.where(code = 'discharge').exists()).extension('period').value.end.exists()"

Invariant: ktr-enc-4
Description: "The type of a session says which kind it is, by a code of ktr-session-type."
Severity: #error
Expression: "type.coding.where(system = '{canonical}/CodeSystem/ktr-session-type').exists()"

Invariant: ktr-evl-1
Description: "The type of an evaluation visit includes the code evaluation of ktr-session-type."
Severity: #error
Expression: "type.coding.where(system = '{canonical}/CodeSystem/ktr-session-type' and code = 'evaluation').exists()"

Invariant: ktr-enc-5
Description: "The phases of a session are in this order: pre-dose, dosing, monitoring, recovery, discharge."
Severity: #error
Expression: "extension('{canonical}/StructureDefinition/ktr-phase').empty() or extension('{canonical}/StructureDefinition/ktr-phase').extension('phase').value.coding.where(system = '{canonical}/CodeSystem/ktr-session-phase').code.aggregate(iif($total.empty() or 'pre-dose dosing monitoring recovery discharge'.indexOf($this) >= $total, 'pre-dose dosing monitoring recovery discharge'.indexOf($this), 99)) < 99"
