package org.ketaminerecord.terminology;

import java.util.List;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/** What to say when terminology cannot answer. The reason is always that the request cannot be processed (422). */
public final class Refusal {

    private Refusal() {
    }

    /**
     * There is no such definition.
     *
     * @param needed what it is needed for, with a comma before, or nothing
     */
    public static Fault unknown(String type, Canonical canonical, TerminologyContent content, String needed) {
        Canonical anyVersion = new Canonical(canonical.url(), null);
        boolean otherVersion = canonical.version() != null && switch (type) {
            case "ValueSet" -> content.valueSet(anyVersion);
            case "ConceptMap" -> content.conceptMap(anyVersion);
            default -> content.codeSystem(anyVersion);
        } != null;
        String hint = otherVersion ? " It is stored in another version."
                : Nearest.to(canonical.url(), content.urls(type)).map(n -> " Did you mean '" + n + "'?").orElse("");
        return fault(IssueType.NOT_FOUND, switch (type) {
            case "ValueSet" -> FaultCode.UNKNOWN_VALUE_SET;
            case "ConceptMap" -> FaultCode.UNKNOWN_CONCEPT_MAP;
            default -> FaultCode.UNKNOWN_CODE_SYSTEM;
        }, null, "This server has no "
                + type + " '" + cut(canonical.toString()) + "'" + needed + "." + hint + " Store it: POST [base]/" + type + " with that url"
                + (canonical.version() == null ? "." : " and version."));
    }

    /** The definition is there but does not say enough. */
    static Fault undecided(String expression, String diagnostics) {
        return fault(IssueType.NOT_SUPPORTED, FaultCode.NOT_EXPANDABLE, expression, diagnostics);
    }

    /** The definition contradicts R4 or itself. */
    static Fault wrong(String expression, String diagnostics) {
        return fault(IssueType.INVALID, FaultCode.NOT_EXPANDABLE, expression, diagnostics);
    }

    /** A code that its CodeSystem does not define. */
    public static Fault unknownCode(CodeSystem system, String code, String expression) {
        String hint = Nearest.to(code, system.concepts().keySet()).map(n -> " Did you mean '" + n + "'?").orElse("");
        return fault(IssueType.CODE_INVALID, FaultCode.UNKNOWN_CODE, expression, "The CodeSystem '" + system.canonical() + "' has no code '"
                + cut(code) + "'." + hint);
    }

    /** More than is answered. */
    static Fault tooCostly(String valueSet, String what) {
        return fault(IssueType.TOO_COSTLY, FaultCode.TOO_COSTLY, null, "The ValueSet '" + valueSet + "' " + what
                + ". Use a narrower one, or search by its codes in portions.");
    }

    /** A text of at most a hundred characters. */
    public static String cut(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "..." : text;
    }

    private static Fault fault(IssueType type, FaultCode code, String expression, String diagnostics) {
        return new Fault(Reason.UNPROCESSABLE, List.of(expression == null ? Issue.error(type, code, diagnostics)
                : Issue.error(type, code, diagnostics, expression)));
    }
}
