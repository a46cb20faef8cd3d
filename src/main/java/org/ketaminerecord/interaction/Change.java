package org.ketaminerecord.interaction;

import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.store.ResourceLocks;
import org.ketaminerecord.store.StoredVersion;

/** One writing command on its way through a {@link WriteUnit}: what it found and what it will write. */
final class Change {

    final Interaction.Writing command;
    /** FHIRPath of the bundle entry that it came from, or null. */
    final String origin;
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
    /** What to answer; set as soon as it is known. */
    Outcome outcome;
    /** The change that this one is the same as: two conditional creates with the same criteria. */
    Change sameAs;

    Change(Interaction.Writing command, String origin) {
        this.command = command;
        this.origin = origin;
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

    void found(StoredVersion version) {
        if (version != null) {
            rid = version.rid();
            hasRow = true;
            current = version.version() == 0 ? null : version;
            before = version.live() ? JsonReader.object(version.body()) : null;
        }
    }

    /** The fault as the caller of the whole bundle has to see it. */
    Fault located(Fault fault) {
        return origin == null ? fault : fault.within(origin);
    }
}
