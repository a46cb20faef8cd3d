package org.ketaminerecord.patch;

import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/** The two ways in which a patch can be wrong: in itself, or for this resource. */
final class InvalidPatch {

    private InvalidPatch() {
    }

    /** The patch is no patch: 400 whatever the resource is. */
    static Fault malformed(String sentence) {
        return Fault.of(Reason.BAD_REQUEST, IssueType.STRUCTURE, FaultCode.INVALID_PATCH, sentence);
    }

    /** The patch is no patch, because of one element of it. */
    static Fault malformed(String expression, String sentence) {
        return Fault.at(Reason.BAD_REQUEST, IssueType.STRUCTURE, FaultCode.INVALID_PATCH, expression, sentence);
    }

    /** The patch is well-formed but does not fit the resource as it is: 422 (R4 http.html#patch). */
    static Fault inapplicable(String sentence) {
        return Fault.of(Reason.UNPROCESSABLE, IssueType.PROCESSING, FaultCode.INVALID_PATCH, sentence);
    }

    /** One operation of the patch does not fit the resource as it is. */
    static Fault inapplicable(String expression, String sentence) {
        return Fault.at(Reason.UNPROCESSABLE, IssueType.PROCESSING, FaultCode.INVALID_PATCH, expression, sentence);
    }

    static Fault tooMany(int operations) {
        return Fault.of(Reason.UNPROCESSABLE, IssueType.TOO_COSTLY, FaultCode.TOO_COSTLY, "The patch has " + operations
                + " operations, and at most " + Patch.MOST_OPERATIONS + " are taken. Send several patches.");
    }
}
