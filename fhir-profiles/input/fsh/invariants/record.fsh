Invariant: ktr-bun-1
Description: "The bundle is a collection or a document."
Severity: #error
Expression: "type = 'collection' or type = 'document'"

Invariant: ktr-bun-2
Description: "The bundle holds exactly one patient."
Severity: #error
Expression: "entry.resource.ofType(Patient).count() = 1"

Invariant: ktr-bun-3
Description: "An infusion lies within the dosing phase of its session, when the bundle holds both."
Severity: #error
Expression: "entry.resource.ofType(MedicationAdministration).where(effective.ofType(Period).exists() and context.resolve().ofType(Encounter).extension('{canonical}/StructureDefinition/ktr-phase').where(extension('phase').value.coding.where(code = 'dosing').exists()).exists()).all(effective.start >= context.resolve().ofType(Encounter).extension('{canonical}/StructureDefinition/ktr-phase').where(extension('phase').value.coding.where(code = 'dosing').exists()).extension('period').value.start and effective.end <= context.resolve().ofType(Encounter).extension('{canonical}/StructureDefinition/ktr-phase').where(extension('phase').value.coding.where(code = 'dosing').exists()).extension('period').value.end)"
