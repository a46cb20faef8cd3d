package org.ketaminerecord.interaction;

import java.util.List;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.QueryParameter;
import org.ketaminerecord.search.SearchScope;

/** The parts of a URL: resource types and ids. */
public final class Addresses {

    private Addresses() {
    }

    /** Refuses what is not a resource type of R4 (404, R4 http.html#summary). */
    public static void requireType(String type) {
        if (!Definitions.r4().isResourceType(type)) {
            String shown = type.length() > 40 ? type.substring(0, 40) + "..." : type;
            throw Fault.of(Reason.NOT_FOUND, IssueType.NOT_SUPPORTED, FaultCode.UNKNOWN_TYPE, "'" + shown + "' is not a resource type of FHIR R4."
                    + Nearest.to(type, Definitions.r4().resourceTypes()).map(n -> " Did you mean " + n + "?").orElse(""));
        }
    }

    /**
     * The search of a path below the base: nothing, {@code Type}, {@code Type/id/Type} or {@code Type/id/*} (R4 http.html#search).
     *
     * @throws Fault when no search has the path
     */
    public static Interaction.Search search(String path, List<QueryParameter> query, boolean lenient) {
        return new Interaction.Search(scope(path), query, lenient);
    }

    private static SearchScope scope(String path) {
        if (path.isEmpty()) {
            return SearchScope.everything();
        }
        String[] parts = path.split("/", -1);
        requireType(parts[0]);
        if (parts.length == 1) {
            return SearchScope.of(path);
        }
        if (parts.length != 3) {
            throw Fault.of(Reason.NOT_FOUND, IssueType.NOT_SUPPORTED, FaultCode.UNKNOWN_INTERACTION, "No search has the path '" + path + "'. Search "
                    + "Type, Patient/id/Type or Patient/id/*.");
        }
        requireId(parts[1]);
        if (!parts[2].equals("*")) {
            requireType(parts[2]);
        }
        return SearchScope.of(new SearchScope.Compartment(parts[0], parts[1]), parts[2]);
    }

    /** Refuses what cannot be an id. */
    public static void requireId(String id) {
        if (!ResourceIds.valid(id)) {
            throw Fault.of(Reason.BAD_REQUEST, IssueType.VALUE, FaultCode.INVALID_ID, "That is not an id: an id has 1 to 64 letters, digits, "
                    + "- and . (R4 datatypes.html#id).");
        }
    }
}
