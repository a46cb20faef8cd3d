package org.ketaminerecord.profile;

import java.util.List;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Severity;

/**
 * One thing that a rule has to say of a resource.
 *
 * @param severity    how bad
 * @param type        FHIR's kind of fault
 * @param code        our stable code
 * @param expression  FHIRPath of the element
 * @param diagnostics what is wrong and what to send instead
 * @param rule        key of the invariant or canonical of the value set, or null
 * @param profile     canonical of the profile that asks; null when R4 itself does
 */
public record Finding(Severity severity, IssueType type, FaultCode code, String expression, String diagnostics, String rule, String profile) {

    /** The same as an issue of an answer. */
    public Issue issue() {
        return new Issue(severity, type, code, diagnostics, expression == null || expression.isEmpty() ? List.of() : List.of(expression), rule, profile);
    }
}
