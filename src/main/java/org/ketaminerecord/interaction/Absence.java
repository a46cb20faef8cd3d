package org.ketaminerecord.interaction;

import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.store.StoredVersion;

/** Why there is nothing to read. */
final class Absence {

    private Absence() {
    }

    /** Never there, or deleted (R4 http.html#read: 404 and 410). */
    static Fault of(String type, String id, StoredVersion current) {
        return current != null && current.deleted()
                ? Fault.of(Reason.GONE, IssueType.DELETED, FaultCode.RESOURCE_DELETED, type + "/" + id + " was deleted. Its earlier "
                        + "versions are in its _history.")
                : Fault.of(Reason.NOT_FOUND, IssueType.NOT_FOUND, FaultCode.RESOURCE_NOT_FOUND, "There is no " + type + " with the id '"
                        + (id.length() > 64 ? id.substring(0, 64) + "..." : id) + "'.");
    }
}
