package org.ketaminerecord.profile;

import java.util.Map;

/**
 * Invariants of R4 whose expressions do not say what their sentences say, most of them because an element that is not there makes them
 * empty, which is not true. Profiles repeat them, so they are known by their text.
 */
final class MendedExpressions {

    private static final Map<String, String> MENDED = Map.ofEntries(
            // bdl-8: an entry without a fullUrl has none with a version
            Map.entry("fullUrl.contains('/_history/').not()", "fullUrl.empty() or fullUrl.contains('/_history/').not()"),
            // con-3: a category is a concept, not a text
            Map.entry("clinicalStatus.exists() or verificationStatus.coding.where(system='http://terminology.hl7.org/CodeSystem/condition-ver-status' and "
                    + "code = 'entered-in-error').exists() or category.select($this='problem-list-item').empty()",
                    "clinicalStatus.exists() or verificationStatus.coding.where(system='http://terminology.hl7.org/CodeSystem/condition-ver-status' and "
                    + "code = 'entered-in-error').exists() or category.coding.where(code='problem-list-item').empty()"),
            // ctm-1: who cannot be found cannot be judged
            Map.entry("onBehalfOf.exists() implies (member.resolve().iif(empty(), true, ofType(Practitioner).exists()))",
                    "onBehalfOf.empty() or member.resolve().empty() or member.resolve().ofType(Practitioner).exists()"),
            // que-7: FHIR's boolean is what is meant
            Map.entry("operator = 'exists' implies (answer is Boolean)", "operator = 'exists' implies (answer is boolean)"),
            // que-12: "more than one"
            Map.entry("enableWhen.count() > 2 implies enableBehavior.exists()", "enableWhen.count() > 1 implies enableBehavior.exists()"),
            // md-1: a maximum that is not there is no fault
            Map.entry("max='*' or (max.toInteger() > 0)", "max.empty() or max='*' or (max.toInteger() > 0)"),
            // ras-2
            Map.entry("probability is decimal implies (probability as decimal) <= 100",
                    "probability.empty() or ((probability is decimal) implies ((probability as decimal) <= 100))"),
            // rng-2, Task's inv-1, mdd-1: of two values that are not equally exact, or of different units, none is known to be the greater
            Map.entry("low.empty() or high.empty() or (low <= high)", "low.value.empty() or high.value.empty() or (low.code ~ high.code and low.unit ~ high.unit).not() "
                    + "or (low.value <= high.value)"),
            Map.entry("lastModified.exists().not() or authoredOn.exists().not() or lastModified >= authoredOn",
                    "lastModified.empty() or authoredOn.empty() or (lastModified >= authoredOn).empty() or (lastModified >= authoredOn)"),
            Map.entry("whenHandedOver.empty() or whenPrepared.empty() or whenHandedOver >= whenPrepared",
                    "whenHandedOver.empty() or whenPrepared.empty() or (whenHandedOver >= whenPrepared).empty() or (whenHandedOver >= whenPrepared)"),
            // tim-9: there can be several
            Map.entry("offset.empty() or (when.exists() and ((when in ('C' | 'CM' | 'CD' | 'CV')).not()))",
                    "offset.empty() or (when.exists() and when.where($this in ('C' | 'CM' | 'CD' | 'CV')).empty())"),
            // vs-1: a Period is allowed too
            Map.entry("($this as dateTime).toString().length() >= 8", "($this is dateTime).not() or $this.toString().length() >= 8"),
            // the rules *-0 of names: a name that is not there is no fault, and all of it is meant
            Map.entry("name.matches('[A-Z]([A-Za-z0-9_]){0,254}')", "name.empty() or name.matches('^[A-Z]([A-Za-z0-9_]){0,254}$')"));

    private MendedExpressions() {
    }

    /** The expression that says what is meant. */
    static String of(String expression) {
        return MENDED.getOrDefault(expression, expression);
    }
}
