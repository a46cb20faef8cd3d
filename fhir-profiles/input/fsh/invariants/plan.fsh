Invariant: ktr-cns-1
Description: "A category says what the patient agreed to, by a code of ktr-consent-type."
Severity: #error
Expression: "category.coding.where(system = '{canonical}/CodeSystem/ktr-consent-type').exists()"

Invariant: ktr-cns-2
Description: "An active consent says who gave it."
Severity: #error
Expression: "status = 'active' implies performer.exists()"

Invariant: ktr-pln-1
Description: "A cancelled activity says why, in statusReason."
Severity: #error
Expression: "activity.detail.where(status = 'cancelled').all(statusReason.exists())"

Invariant: ktr-pln-2
Description: "The narrative of a course plan says what the plan says, or more."
Severity: #error
Expression: "text.status = 'generated' or text.status = 'additional'"

Invariant: ktr-goa-1
Description: "Each target has a value or a percent change to reach."
Severity: #error
Expression: "target.all(detail.exists() or extension('{canonical}/StructureDefinition/ktr-target-percent-change').exists())"
