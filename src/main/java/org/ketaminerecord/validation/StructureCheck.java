package org.ketaminerecord.validation;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.Reason;

/**
 * Checks that a resource is one of R4: elements, JSON types, primitive values, cardinality, required codes,
 * references, contained resources, narrative and the invariants that need no look outside an element.
 */
public final class StructureCheck {

    /** No more issues than this are told of one resource. */
    public static final int MOST = Findings.MOST;

    /** The invariants of R4 that the walk decides: those of one object, and those of narrative, references, periods and contained. */
    private static final Set<String> CHECKED = Stream.concat(Invariant.ALL.stream().map(Invariant::key),
            Stream.of("ele-1", "dom-2", "dom-4", "dom-5", "per-1", "ref-1", "txt-1", "txt-2")).collect(Collectors.toUnmodifiableSet());

    private StructureCheck() {
    }

    /**
     * All that is wrong with a resource, in document order, at most {@link #MOST}; empty when nothing is.
     *
     * @param expectedType the type the request speaks of, or null when any will do
     */
    public static List<Issue> check(JsonObject resource, String expectedType) {
        return new Walk(false).check(resource, expectedType);
    }

    /**
     * The same for a resource that stands in a transaction, where a reference may also be a search such as
     * {@code Patient?identifier=...} (R4 http.html#trules). A transaction Bundle checked whole needs no such call.
     */
    public static List<Issue> checkInTransaction(JsonObject resource, String expectedType) {
        return new Walk(true).check(resource, expectedType);
    }

    /**
     * Refuses a resource that has anything wrong with it.
     *
     * @throws Fault with {@code BAD_REQUEST} when it is no FHIR at all, else with {@code UNPROCESSABLE}
     */
    public static void require(JsonObject resource, String expectedType) {
        refuse(check(resource, expectedType));
    }

    /**
     * Refuses a resource of a transaction that has anything wrong with it.
     *
     * @throws Fault with {@code BAD_REQUEST} when it is no FHIR at all, else with {@code UNPROCESSABLE}
     */
    public static void requireInTransaction(JsonObject resource, String expectedType) {
        refuse(checkInTransaction(resource, expectedType));
    }

    /** True for an invariant of R4, by its key, that this check decides, so that nobody else has to. */
    public static boolean checks(String key) {
        return CHECKED.contains(key);
    }

    private static void refuse(List<Issue> issues) {
        if (!issues.isEmpty()) {
            throw refusal(issues);
        }
    }

    /** The refusal for what was found; at least one issue. */
    public static Fault refusal(List<Issue> issues) {
        boolean basic = issues.stream().anyMatch(StructureCheck::isBasic);
        return new Fault(basic ? Reason.BAD_REQUEST : Reason.UNPROCESSABLE, issues);
    }

    /**
     * False for an issue with which a resource can still be stored, indexed and given in XML: something is missing or too often there, a
     * code is not one of R4's, an invariant is broken.
     */
    public static boolean isNeededToStore(Issue issue) {
        return switch (issue.code()) {
            case MISSING_ELEMENT, CARDINALITY, INVALID_CODE, INVARIANT -> false;
            default -> true;
        };
    }

    /** R4 http.html#create: 400 when basic FHIR rules fail, 422 when rules of the content do. */
    private static boolean isBasic(Issue issue) {
        return switch (issue.code()) {
            case WRONG_TYPE, UNKNOWN_ELEMENT, UNKNOWN_TYPE, TYPE_MISMATCH -> true;
            default -> false;
        };
    }
}
