package org.ketaminerecord.interaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.sql.SQLException;
import java.util.List;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.store.Database;
import org.ketaminerecord.store.ResourceReader;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.store.StoredVersion;
import org.ketaminerecord.validation.StructureCheck;

/** Executes interactions: each command in one place, whoever sends it. */
@ApplicationScoped
public class Interactions {

    private final Engine engine;
    private final Database database;
    private final Instance<CapabilitiesAnswer.Statement> statement;

    Interactions(Engine engine, Instance<CapabilitiesAnswer.Statement> statement) {
        this.engine = engine;
        this.database = engine.database();
        this.statement = statement;
    }

    /** What interactions work with, for operations. */
    public Engine engine() {
        return engine;
    }

    /**
     * Executes one interaction by itself.
     *
     * @throws Fault when it is refused
     */
    public Outcome execute(Interaction interaction, Caller caller) {
        return switch (interaction) {
            case Interaction.Capabilities c -> CapabilitiesAnswer.of(c, statement.get(), caller.base());
            case Interaction.Reading reading -> database.read(session -> read(session, reading, caller));
            case Interaction.Writing writing -> {
                check(writing, false);
                yield database.write(session -> {
                    Change change = new Change(writing, null, null);
                    new WriteUnit(engine, session, caller).run(List.of(change));
                    return change.outcome;
                });
            }
        };
    }

    /** Executes a reading interaction with a session that is there already. */
    public Outcome read(Session session, Interaction.Reading reading, Caller caller) throws SQLException {
        return switch (reading) {
            case Interaction.Read r -> read(session, r);
            case Interaction.Search s -> new SearchAnswer(engine, caller).answer(session, s);
            case Interaction.History h -> new HistoryAnswer(engine, caller).answer(session, h);
            case Interaction.Capabilities c -> CapabilitiesAnswer.of(c, statement.get(), caller.base());
        };
    }

    private Outcome read(Session session, Interaction.Read r) throws SQLException {
        short type = Definitions.r4().typeNumber(r.type());
        StoredVersion current = ResourceReader.current(session, type, r.id());
        StoredVersion found = current;
        if (r.version() != null && (current == null || current.version() != r.version())) {
            found = current == null ? null : ResourceReader.old(session, type, r.id(), r.version());
            if (found == null) {
                throw Fault.of(Reason.NOT_FOUND, IssueType.NOT_FOUND, FaultCode.VERSION_NOT_FOUND, "There is no version " + r.version()
                        + " of " + r.type() + "/" + r.id() + ". Those that exist are in its _history.");
            }
        }
        if (found == null || !found.live()) {
            throw Absence.of(r.type(), r.id(), found);
        }
        // R4 http.html#cread; If-None-Match wins over If-Modified-Since (RFC 9110 13.2.2)
        boolean same = r.ifNoneMatch() != null ? r.ifNoneMatch().contains(found.version()) || r.ifNoneMatch().contains(Versions.ANY)
                : r.ifModifiedSince() != null && !found.updated().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).isAfter(r.ifModifiedSince());
        return same ? new Outcome.NotModified(found) : new Outcome.Version(200, r.type(), found, List.of());
    }

    /** The structural check of what a command brings, before the database is asked for anything. */
    static void check(Interaction.Writing writing, boolean inTransaction) {
        switch (writing) {
            case Interaction.Create c -> structure(c.resource(), c.type(), inTransaction);
            case Interaction.Update u -> {
                structure(u.resource(), u.type(), inTransaction);
                String id = u.resource().string("id");
                if (u.id() != null && !u.id().equals(id)) {
                    throw Fault.at(Reason.BAD_REQUEST, IssueType.VALUE, FaultCode.ID_MISMATCH, u.type() + ".id", id == null
                            ? "The resource has no id. An update needs the same id in the resource as in the URL: \"id\": \"" + u.id() + "\"."
                            : "The resource has another id than the URL. Make them the same: \"id\": \"" + u.id() + "\".");
                }
            }
            case Interaction.PatchOf p -> { }
            case Interaction.Delete d -> { }
            case Interaction.MetaChange m -> { }
        }
    }

    private static void structure(JsonObject resource, String type, boolean inTransaction) {
        if (inTransaction) {
            StructureCheck.requireInTransaction(resource, type);
        } else {
            StructureCheck.require(resource, type);
        }
    }
}
