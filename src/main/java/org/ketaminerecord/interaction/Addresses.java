package org.ketaminerecord.interaction;

import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

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

    /** Refuses what cannot be an id. */
    public static void requireId(String id) {
        if (!ResourceIds.valid(id)) {
            throw Fault.of(Reason.BAD_REQUEST, IssueType.VALUE, FaultCode.INVALID_ID, "That is not an id: an id has 1 to 64 letters, digits, "
                    + "- and . (R4 datatypes.html#id).");
        }
    }
}
