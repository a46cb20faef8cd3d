Invariant: ktr-ses-1
Description: "Minutes from the start of the dose are not above 0 in the pre-dose phase, and not below 0 in the others."
Severity: #error
Expression: "extension('{canonical}/StructureDefinition/ktr-minutes-from-dose-start').all(iif(%resource.extension('{canonical}/StructureDefinition/ktr-session-phase-ext').value.coding.where(code = 'pre-dose').exists(), value.value <= 0, value.value >= 0))"

Invariant: ktr-ses-2
Description: "The time of an observation of a session is given to the minute at least."
Severity: #error
Expression: "effective.ofType(dateTime).all($this.toString().length() >= 16)"
