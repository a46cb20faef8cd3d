package org.ketaminerecord.interaction;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.search.parameter.LocalReference;
import org.ketaminerecord.store.ResourceLocks;
import org.ketaminerecord.store.StoredVersion;
import org.ketaminerecord.store.row.IndexEntry;

/** One writing command on its way through a {@link WriteUnit}: what it found and what it will write. */
final class Change {

    final Interaction.Writing command;
    /** FHIRPath of the bundle entry that it came from, or null. */
    final String origin;
    /** What other entries refer to it by, or null. */
    final String fullUrl;
    /** The criteria by which it creates when nothing matches them, in one form; or null. */
    final String criteria;
    /** The id of the resource; null until it is known. */
    String id;
    long rid;
    /** True when the resource has a row: of a version, or of a place kept for it. */
    boolean hasRow;
    /** The current version, or null when there is none. */
    StoredVersion current;
    /** The content before and after; null when there is none. */
    JsonObject before;
    JsonObject after;
    /** The resources of this server that the new content refers to. */
    Set<LocalReference> refersTo = Set.of();
    /** What to answer; set as soon as it is known. */
    Outcome outcome;
    /** What the index holds of the version that was made; null while none was. */
    IndexEntry written;
    /** The package that the current version is of, or null when somebody wrote it here. */
    String packaged;
    /** True while conditional references of it are to be resolved. */
    boolean waits;
    /** The change that this one is the same as: two conditional creates with the same criteria. */
    Change sameAs;

    Change(Interaction.Writing command, String origin, String fullUrl) {
        this.command = command;
        this.origin = origin;
        this.fullUrl = fullUrl;
        this.criteria = switch (command) {
            case Interaction.Create c when c.ifNoneExist() != null -> Criteria.normal(c.type(), c.ifNoneExist());
            case Interaction.Update u when u.criteria() != null -> Criteria.normal(u.type(), u.criteria());
            default -> null;
        };
    }

    String type() {
        return command.type();
    }

    short typeNumber() {
        return Definitions.r4().typeNumber(command.type());
    }

    ResourceLocks.Key key() {
        return new ResourceLocks.Key(typeNumber(), id);
    }

    /** True when nothing is to be done any more. */
    boolean settled() {
        return outcome != null || sameAs != null;
    }

    /** Answers like the change that this one is the same as; but it created nothing. */
    void answerSame() {
        if (sameAs != null && sameAs.outcome instanceof Outcome.Version v) {
            outcome = new Outcome.Version(200, v.type(), v.version(), List.of(Issue.information(IssueType.INFORMATIONAL, FaultCode.UNCHANGED,
                    "An entry before this one has the same criteria; this one is answered with what that one wrote or found.")));
        }
    }

    void found(StoredVersion version) {
        if (version != null) {
            rid = version.rid();
            hasRow = true;
            current = version.version() == 0 ? null : version;
            before = version.live() ? JsonReader.object(version.body()) : null;
        }
    }

    /** There is a resource, and the caller is not to know. */
    void hidden(long otherRid) {
        rid = otherRid;
        hasRow = false;
        current = null;
        before = null;
    }

    /** The fault as the caller of the whole bundle has to see it. */
    Fault located(Fault fault) {
        return origin == null ? fault : EntryRequest.located(fault, origin, origin);
    }

    /** A step that may refuse. */
    @FunctionalInterface
    interface Step {
        void run() throws SQLException;
    }

    /** Takes a step; what it refuses is said of this change's entry. */
    void located(Step step) throws SQLException {
        try {
            step.run();
        } catch (Fault fault) {
            throw located(fault);
        }
    }
}
