Invariant: ktr-aev-1
Description: "A serious event says its outcome."
Severity: #error
Expression: "seriousness.coding.where(system = 'http://terminology.hl7.org/CodeSystem/adverse-event-seriousness' and code != 'Non-serious').exists() implies outcome.exists()"

Invariant: ktr-aev-2
Description: "An event does not end before it begins."
Severity: #error
Expression: "(extension('{canonical}/StructureDefinition/ktr-minutes-from-dose-start').exists() and extension('{canonical}/StructureDefinition/ktr-resolution-minutes').exists()) implies (extension('{canonical}/StructureDefinition/ktr-resolution-minutes').value.value >= extension('{canonical}/StructureDefinition/ktr-minutes-from-dose-start').value.value)"

Invariant: ktr-aev-3
Description: "The action none is not said beside another action."
Severity: #error
Expression: "extension('{canonical}/StructureDefinition/ktr-action-taken').value.coding.where(code = 'none').exists() implies extension('{canonical}/StructureDefinition/ktr-action-taken').count() = 1"
