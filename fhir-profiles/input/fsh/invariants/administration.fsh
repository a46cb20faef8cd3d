Invariant: ktr-adm-1
Description: "An intravenous infusion that was given has a period with start and end. A bolus has the intravenous push route."
Severity: #error
Expression: "((status = 'completed' or status = 'stopped') and dosage.route.coding.where(system = 'http://snomed.info/sct' and code = '47625008').exists()) implies (effective.ofType(Period).start.exists() and effective.ofType(Period).end.exists())"

Invariant: ktr-adm-2
Description: "The dose is the dose per kilogram times the dosing weight, give or take a tenth."
Severity: #warning
Expression: "dosage.where(extension('{canonical}/StructureDefinition/ktr-dosing-weight').exists() and extension('{canonical}/StructureDefinition/ktr-weight-based-dose').exists()).all(dose.value >= (extension('{canonical}/StructureDefinition/ktr-dosing-weight').value.value * extension('{canonical}/StructureDefinition/ktr-weight-based-dose').value.value * 0.9) and dose.value <= (extension('{canonical}/StructureDefinition/ktr-dosing-weight').value.value * extension('{canonical}/StructureDefinition/ktr-weight-based-dose').value.value * 1.1))"

Invariant: ktr-adm-3
Description: "A dose that was not given or was stopped says why."
Severity: #error
Expression: "(status = 'not-done' or status = 'stopped') implies statusReason.exists()"

Invariant: ktr-adm-4
Description: "Esketamine nasal spray that was given says how many devices were used."
Severity: #error
Expression: "(status != 'not-done' and status != 'entered-in-error' and partOf.empty() and medication.ofType(CodeableConcept).coding.where(system = 'http://www.nlm.nih.gov/research/umls/rxnorm' and (code in ('2119365' | '2119366' | '2119382' | '2119381' | '2119387' | '2119390' | '2119391' | '2119388' | '2119389' | '2201623' | '2201625'))).exists()) implies extension('{canonical}/StructureDefinition/ktr-device-count').exists()"

Invariant: ktr-adm-5
Description: "One to three spray devices are used in a session."
Severity: #error
Expression: "extension('{canonical}/StructureDefinition/ktr-device-count').all(value <= 3)"

Invariant: ktr-adm-6
Description: "The dose of a completed esketamine spray is 28 mg for each device."
Severity: #warning
Expression: "(status = 'completed' and dosage.exists() and extension('{canonical}/StructureDefinition/ktr-device-count').where(value <= 3).exists()) implies ((extension('{canonical}/StructureDefinition/ktr-device-count').where(value = 1).exists() and dosage.dose.value = 28) or (extension('{canonical}/StructureDefinition/ktr-device-count').where(value = 2).exists() and dosage.dose.value = 56) or (extension('{canonical}/StructureDefinition/ktr-device-count').where(value = 3).exists() and dosage.dose.value = 84))"

Invariant: ktr-adm-7
Description: "An administration has a dosage with route and dose, unless nothing was given."
Severity: #error
Expression: "dosage.exists() or status = 'not-done' or status = 'entered-in-error'"

Invariant: ktr-adm-8
Description: "An administration says who gave the dose, unless nothing was given."
Severity: #error
Expression: "performer.exists() or status = 'not-done' or status = 'entered-in-error'"
