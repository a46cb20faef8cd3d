package org.ketaminerecord.search;

import java.util.List;
import java.util.TreeSet;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/**
 * Where a search looks (R4 http.html#search): one type, several, or all; everywhere or in one compartment.
 *
 * @param types       the resource types, without repetition; empty for all
 * @param compartment the compartment, or null for everywhere
 */
public record SearchScope(List<String> types, Compartment compartment) {

    /** The compartment of one resource, for example of Patient 1 (R4 compartmentdefinition.html). */
    public record Compartment(String type, String id) {
    }

    /** All resources of a type. */
    public static SearchScope of(String type) {
        return new SearchScope(List.of(type), null);
    }

    /** All resources of all types: {@code GET [base]?...}. */
    public static SearchScope everything() {
        return new SearchScope(List.of(), null);
    }

    /**
     * The resources of a compartment: {@code Patient/1/Observation} or {@code Patient/1/*}.
     *
     * @param member the type, or {@code *} for all that can be in the compartment
     * @throws Fault when there is no such compartment, or the type is never in it
     */
    public static SearchScope of(Compartment compartment, String member) {
        if (!Definitions.r4().compartments().contains(compartment.type())) {
            throw Fault.of(Reason.NOT_FOUND, IssueType.NOT_SUPPORTED, FaultCode.UNKNOWN_TYPE, compartment.type() + " has no compartment. "
                    + String.join(", ", new TreeSet<>(Definitions.r4().compartments())) + " have.");
        }
        List<String> members = members(compartment.type());
        if (member.equals("*")) {
            return new SearchScope(members, compartment);
        }
        if (!members.contains(member)) {
            throw Fault.of(Reason.BAD_REQUEST, IssueType.NOT_SUPPORTED, FaultCode.INVALID_PARAMETER, member + " is never in the compartment of a "
                    + compartment.type() + ". Search " + member + " by its own parameters: " + member + "?...");
        }
        return new SearchScope(List.of(member), compartment);
    }

    /** The path of the search below the base, empty for a search of everything. */
    public String path() {
        String member = single() ? types.getFirst() : "*";
        return compartment != null ? compartment.type() + "/" + compartment.id() + "/" + member : types.isEmpty() ? "" : member;
    }

    /** The same place, these types only. */
    SearchScope only(List<String> narrowed) {
        return new SearchScope(narrowed, compartment);
    }

    /** True when all matches are of one type. */
    boolean single() {
        return types.size() == 1;
    }

    /** The types, also when they are all. */
    List<String> allTypes() {
        return types.isEmpty() ? Definitions.r4().resourceTypes() : types;
    }

    /** For messages: what is searched. */
    String title() {
        return types.isEmpty() ? "A search of all types" : types.size() <= 3 ? String.join(" and ", types) : "A search of " + types.size() + " types";
    }

    /** The types that can be in a compartment; the resource that it belongs to is in it too. */
    private static List<String> members(String compartment) {
        return Definitions.r4().resourceTypes().stream()
                .filter(t -> t.equals(compartment) || !Definitions.r4().compartment(compartment, t).isEmpty()).toList();
    }
}
