package org.ketaminerecord.validation;

import java.util.List;

/**
 * A rule of R4 about which elements of one object go together, so that the elements seen decide it.
 *
 * @param key      R4's name of the rule
 * @param types    the types it is a rule of
 * @param kind     how the elements go together
 * @param elements FHIRPath names
 */
record Invariant(String key, List<String> types, Kind kind, List<String> elements) {

    enum Kind {
        /** The first needs the second. */
        REQUIRES,
        /** Not more than one of them. */
        EXCLUDES,
        /** One of them or more. */
        ANY_OF,
        /** One of them, no more. */
        ONE_OF
    }

    /** Those that every sender can meet from the element definition alone; more belong to profile validation. */
    static final List<Invariant> ALL = List.of(
            rule("ext-1", Kind.ONE_OF, "Extension", "extension", "value"),
            new Invariant("qty-3", List.of("Quantity", "Age", "Count", "Distance", "Duration"), Kind.REQUIRES,
                    List.of("code", "system")),
            rule("att-1", Kind.REQUIRES, "Attachment", "data", "contentType"),
            rule("cpt-2", Kind.REQUIRES, "ContactPoint", "value", "system"),
            rule("exp-1", Kind.ANY_OF, "Expression", "expression", "reference"),
            rule("tim-1", Kind.REQUIRES, "Timing.repeat", "duration", "durationUnit"),
            rule("tim-2", Kind.REQUIRES, "Timing.repeat", "period", "periodUnit"),
            rule("tim-6", Kind.REQUIRES, "Timing.repeat", "periodMax", "period"),
            rule("tim-7", Kind.REQUIRES, "Timing.repeat", "durationMax", "duration"),
            rule("tim-8", Kind.REQUIRES, "Timing.repeat", "countMax", "count"),
            rule("tim-10", Kind.EXCLUDES, "Timing.repeat", "timeOfDay", "when"),
            rule("obs-3", Kind.ANY_OF, "Observation.referenceRange", "low", "high", "text"),
            rule("obs-6", Kind.EXCLUDES, "Observation", "dataAbsentReason", "value"),
            rule("mad-1", Kind.ANY_OF, "MedicationAdministration.dosage", "dose", "rate"),
            rule("pat-1", Kind.ANY_OF, "Patient.contact", "name", "telecom", "address", "organization"),
            rule("cpl-3", Kind.EXCLUDES, "CarePlan.activity", "detail", "reference"),
            rule("con-1", Kind.ANY_OF, "Condition.stage", "summary", "assessment"),
            rule("con-2", Kind.ANY_OF, "Condition.evidence", "code", "detail"),
            rule("imm-1", Kind.ANY_OF, "Immunization.education", "documentType", "reference"),
            rule("app-1", Kind.ANY_OF, "Appointment.participant", "type", "actor"),
            rule("lst-1", Kind.EXCLUDES, "List", "emptyReason", "entry"),
            rule("cmp-1", Kind.ANY_OF, "Composition.section", "text", "entry", "section"),
            rule("cmp-2", Kind.EXCLUDES, "Composition.section", "emptyReason", "entry"),
            rule("fhs-1", Kind.EXCLUDES, "FamilyMemberHistory", "age", "born"),
            rule("fhs-2", Kind.REQUIRES, "FamilyMemberHistory", "estimatedAge", "age"),
            rule("prr-1", Kind.REQUIRES, "ServiceRequest", "orderDetail", "code"),
            rule("ppc-1", Kind.ANY_OF, "Consent", "policy", "policyRule"),
            rule("bdl-5", Kind.ANY_OF, "Bundle.entry", "resource", "request", "response"));

    private static Invariant rule(String key, Kind kind, String type, String... elements) {
        return new Invariant(key, List.of(type), kind, List.of(elements));
    }

    /** What to send instead. */
    String sentence(String typeName) {
        String all = String.join("\", \"", elements);
        return switch (kind) {
            case REQUIRES -> "\"" + elements.get(0) + "\" of " + typeName + " is there without \"" + elements.get(1)
                    + "\" (" + key + "). Send both.";
            case EXCLUDES -> "Only one of \"" + all + "\" may be in " + typeName + " (" + key
                    + "). Leave the others out.";
            case ANY_OF -> typeName + " has none of \"" + all + "\" (" + key + "). Send at least one of them.";
            case ONE_OF -> typeName + " must have exactly one of \"" + all + "\" (" + key + "). Send one and no more.";
        };
    }

    /** The rule made ready for one type: its elements as bits. */
    record Compiled(Invariant rule, long first, long all) {

        boolean holds(long seen) {
            return switch (rule.kind) {
                case REQUIRES -> (seen & first) == 0 || (seen & all) == all;
                case EXCLUDES -> Long.bitCount(seen & all) <= 1;
                case ANY_OF -> (seen & all) != 0;
                case ONE_OF -> Long.bitCount(seen & all) == 1;
            };
        }
    }
}
