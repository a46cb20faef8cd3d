package org.ketaminerecord.outcome;

import java.util.List;

/** The one exception of this server: a refusal with its reason and the issues to tell the caller. */
public final class Fault extends RuntimeException {

    private final transient Reason reason;
    private final transient List<Issue> issues;

    /**
     * @param reason why
     * @param issues at least one
     */
    public Fault(Reason reason, List<Issue> issues) {
        super(issues.getFirst().diagnostics(), null, false, false);   // a refusal is an answer: no stack trace
        this.reason = reason;
        this.issues = List.copyOf(issues);
    }

    /** A refusal with a single issue. */
    public static Fault of(Reason reason, IssueType type, FaultCode code, String diagnostics) {
        return new Fault(reason, List.of(Issue.error(type, code, diagnostics)));
    }

    /** A refusal with a single issue at an element. */
    public static Fault at(Reason reason, IssueType type, FaultCode code, String expression, String diagnostics) {
        return new Fault(reason, List.of(Issue.error(type, code, diagnostics, expression)));
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** What to tell; at least one. */
    public List<Issue> issues() {
        return issues;
    }

    /** The same fault seen from an enclosing resource, for example a bundle entry. */
    public Fault within(String prefix) {
        return new Fault(reason, issues.stream().map(i -> i.within(prefix)).toList());
    }
}
