package org.ketaminerecord.outcome;

import java.util.List;

/**
 * One issue of an OperationOutcome.
 *
 * @param severity    how bad
 * @param type        FHIR's kind of fault
 * @param code        our stable code
 * @param diagnostics one or two sentences: what is wrong and what to send instead; never a stored value
 * @param expression  FHIRPaths of the elements at fault; empty when it is not about an element
 * @param rule        key of the invariant, or canonical of the value set, code system or extension that is not met; or null
 * @param profile     canonical of the profile that asks; null when R4 or this server does
 */
public record Issue(Severity severity, IssueType type, FaultCode code, String diagnostics, List<String> expression, String rule, String profile) {

    /** An issue that no profile has. */
    public Issue(Severity severity, IssueType type, FaultCode code, String diagnostics, List<String> expression) {
        this(severity, type, code, diagnostics, expression, null, null);
    }

    /** An error without an element. */
    public static Issue error(IssueType type, FaultCode code, String diagnostics) {
        return new Issue(Severity.ERROR, type, code, diagnostics, List.of());
    }

    /** An error at an element. */
    public static Issue error(IssueType type, FaultCode code, String diagnostics, String expression) {
        return new Issue(Severity.ERROR, type, code, diagnostics, List.of(expression));
    }

    /** A remark that refuses nothing. */
    public static Issue information(IssueType type, FaultCode code, String diagnostics) {
        return new Issue(Severity.INFORMATION, type, code, diagnostics, List.of());
    }

    /** A warning that refuses nothing. */
    public static Issue warning(IssueType type, FaultCode code, String diagnostics) {
        return new Issue(Severity.WARNING, type, code, diagnostics, List.of());
    }

    /** The same issue seen from an enclosing resource: every expression gets the prefix in place of its root. */
    public Issue within(String prefix) {
        List<String> moved = expression.isEmpty() ? List.of(prefix)
                : expression.stream().map(e -> {
                    int dot = e.indexOf('.');
                    return dot < 0 ? prefix : prefix + e.substring(dot);
                }).toList();
        return new Issue(severity, type, code, diagnostics, moved, rule, profile);
    }

    /** The same as a warning, of what was accepted all the same. */
    public Issue accepted() {
        return severity == Severity.ERROR || severity == Severity.FATAL ? new Issue(Severity.WARNING, type, code, diagnostics, expression, rule, profile) : this;
    }
}
