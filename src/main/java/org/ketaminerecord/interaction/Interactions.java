package org.ketaminerecord.interaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.ketaminerecord.access.Scope;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.ReachedReader;
import org.ketaminerecord.search.parameter.Reach;
import org.ketaminerecord.store.Database;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.store.StoredVersion;

/** Executes interactions: each command in one place, whoever sends it. */
@ApplicationScoped
public class Interactions {

    private final Engine engine;
    private final Database database;
    private final WriteRules rules;
    private final Instance<CapabilitiesAnswer.Statement> statement;
    private final Witness witness;
    private final AuditAnswer audit;

    Interactions(Engine engine, WriteRules rules, Instance<CapabilitiesAnswer.Statement> statement, Witness witness,
            AuditAnswer audit) {
        this.engine = engine;
        this.rules = rules;
        this.database = engine.database();
        this.statement = statement;
        this.witness = witness;
        this.audit = audit;
    }

    /** What interactions work with, for operations. */
    public Engine engine() {
        return engine;
    }

    /** Who tells the audit trail. */
    Witness witness() {
        return witness;
    }

    /** What is asked of resources before they are stored. */
    WriteRules rules() {
        return rules;
    }

    /**
     * Executes one interaction by itself, and has it taken down.
     *
     * @throws Fault when it is refused
     */
    public Outcome execute(Interaction interaction, Caller caller) {
        return execute(interaction, caller, null);
    }

    /**
     * The same for one interaction of several.
     *
     * @param shared judges what all of them store; null when there are no others
     */
    Outcome execute(Interaction interaction, Caller caller, WriteValidation shared) {
        Outcome outcome;
        try {
            outcome = carryOut(interaction, caller, shared);
        } catch (RuntimeException e) {
            Witness.failure(e).ifPresent(fault -> witness.refused(interaction, fault, caller));
            throw e;
        }
        if (interaction instanceof Interaction.Reading reading) {
            witness.read(reading, outcome, caller);     // of a write, the transaction has it
        }
        return outcome;
    }

    private Outcome carryOut(Interaction interaction, Caller caller, WriteValidation shared) {
        Permit.require(caller.grant(), interaction);
        return switch (interaction) {
            case Interaction.Capabilities c -> CapabilitiesAnswer.of(c, statement.get(), caller.base());
            case Interaction.Reading reading -> database.read(session -> read(session, reading, caller));
            case Interaction.Writing writing -> {
                WriteValidation validation = shared == null ? rules.request() : shared;
                validation.ahead(writing);
                yield database.write(session -> {
                    Change change = new Change(writing, null, null);
                    List<Change> all = new ArrayList<>(new WriteUnit(engine, session, caller, validation).run(List.of(change)));
                    all.addAll(ProvenanceWrite.of(engine, session, caller, validation, List.of(change), false));
                    witness.wrote(session, all, caller);
                    return change.outcome;
                });
            }
        };
    }

    /** Executes a reading interaction with a session that is there already; the audit trail is told by who calls this. */
    public Outcome read(Session session, Interaction.Reading reading, Caller caller) throws SQLException {
        Permit.require(caller.grant(), reading);
        if (AuditAnswer.isFor(reading)) {
            return audit.answer(session, reading, caller);
        }
        return switch (reading) {
            case Interaction.Read r -> read(session, r, engine.reach(caller).of(Scope.Permission.READ));
            case Interaction.Search s -> new SearchAnswer(engine, caller).answer(session, s);
            case Interaction.History h -> new HistoryAnswer(engine, caller).answer(session, h);
            case Interaction.Capabilities c -> CapabilitiesAnswer.of(c, statement.get(), caller.base());
        };
    }

    private static Outcome read(Session session, Interaction.Read r, Reach reach) throws SQLException {
        StoredVersion current = ReachedReader.current(session, reach, r.type(), r.id());
        StoredVersion found = current;
        if (r.version() != null && (current == null || current.version() != r.version())) {
            found = current == null ? null : ReachedReader.old(session, reach, r.type(), current, r.version());
            if (found == null) {
                throw Fault.of(Reason.NOT_FOUND, IssueType.NOT_FOUND, FaultCode.VERSION_NOT_FOUND, "There is no version " + r.version()
                        + " of " + r.type() + "/" + r.id() + ". Those that exist are in its _history.");
            }
        }
        if (found == null || !found.live()) {
            throw Absence.of(r.type(), r.id(), found);
        }
        return unlessKnown(r, found);
    }

    /** R4 http.html#cread; If-None-Match wins over If-Modified-Since (RFC 9110 13.2.2). */
    static Outcome unlessKnown(Interaction.Read r, StoredVersion found) {
        boolean same = r.ifNoneMatch() != null ? r.ifNoneMatch().contains(found.version()) || r.ifNoneMatch().contains(Versions.ANY)
                : r.ifModifiedSince() != null && !found.updated().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).isAfter(r.ifModifiedSince());
        return same ? new Outcome.NotModified(found) : new Outcome.Version(200, r.type(), found, List.of());
    }
}
