package org.ketaminerecord.interaction;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ketaminerecord.access.ChartTypes;
import org.ketaminerecord.access.Grant;
import org.ketaminerecord.audit.Event;
import org.ketaminerecord.audit.Kind;
import org.ketaminerecord.audit.Origin;
import org.ketaminerecord.audit.Trail;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.QueryParameter;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.store.StoredVersion;

/**
 * Tells the audit trail what was done with records, and what was refused. Whoever asks for definitions, organizations or practitioners and gets no
 * more than
 * that touched no record; that is not taken down.
 */
@Singleton
public class Witness {

    private static final long[] NOTHING = {};
    private static final int LONGEST = 300;

    private final Trail trail;

    Witness(Trail trail) {
        this.trail = trail;
    }

    /** False when this caller's doings are not taken down. */
    private boolean watches(Caller caller) {
        return trail.on() && caller.origin() != null;
    }

    // ---- reading -----------------------------------------------------------------------------------------

    /** A reading interaction was answered. */
    void read(Interaction.Reading reading, Outcome outcome, Caller caller) {
        if (watches(caller) && aboutRecords(reading)) {
            trail.note(event(reading, outcome, caller));
        }
    }

    private static boolean aboutRecords(Interaction.Reading reading) {
        return switch (reading) {
            case Interaction.Capabilities c -> false;
            case Interaction.Read r -> !ChartTypes.shared(r.type());
            case Interaction.History h -> h.type() == null || !ChartTypes.shared(h.type());
            case Interaction.Search s -> s.scope().compartment() != null || s.scope().types().isEmpty()
                    || !s.scope().types().stream().allMatch(ChartTypes::shared)
                    || s.query().stream().anyMatch(Witness::leadsOn);
        };
    }

    /** Whether a parameter finds or shows resources of other types. */
    private static boolean leadsOn(QueryParameter q) {
        return q.name().startsWith("_has") || q.name().startsWith("_include") || q.name().startsWith("_revinclude") || q.name().equals("_filter")
                || q.name().equals("_list") || q.name().indexOf('.') >= 0;
    }

    private static Event event(Interaction.Reading reading, Outcome outcome, Caller caller) {
        long[] shown = outcome instanceof Outcome.Body b ? b.shown() : NOTHING;
        return switch (reading) {
            case Interaction.Read r -> {
                StoredVersion v = outcome instanceof Outcome.Version of ? of.version() : outcome instanceof Outcome.NotModified of ? of.version()
                        : null;
                yield new Event(Event.nextId(), kind(reading), null, status(outcome), who(caller.grant()), caller.origin(), r.type(), r.id(),
                        v == null ? 1 : v.version(), null,
                        v == null ? NOTHING : new long[] {v.rid()}, r.version() == null ? 0 : r.version(), List.of());
            }
            case Interaction.History h -> new Event(Event.nextId(), kind(reading), null, 200, who(caller.grant()), caller.origin(), h.type(), h.id(),
                    0, null, shown, 0, List.of());
            case Interaction.Search s -> new Event(Event.nextId(), kind(reading), null, 200, who(caller.grant()), caller.origin(), type(s), null, 0,
                    null, shown, 0,
                    ofContext(caller, shown));
            case Interaction.Capabilities c -> throw new IllegalArgumentException("capabilities are nobody's record");
        };
    }

    /** Who is in one chart and finds nothing there learns that. */
    private static List<String> ofContext(Caller caller, long[] shown) {
        return shown.length > 0 || caller.grant().patient() == null ? List.of() : List.of("Patient/" + caller.grant().patient());
    }

    private static String type(Interaction.Search s) {
        return s.scope().types().size() == 1 ? s.scope().types().getFirst() : null;
    }

    private static Kind kind(Interaction interaction) {
        return switch (interaction) {
            case Interaction.Read r -> r.version() == null ? Kind.READ : Kind.VREAD;
            case Interaction.History h -> h.id() != null ? Kind.HISTORY_INSTANCE : h.type() != null ? Kind.HISTORY_TYPE : Kind.HISTORY_SYSTEM;
            case Interaction.Search s -> s.scope().types().size() == 1 ? Kind.SEARCH_TYPE : Kind.SEARCH_SYSTEM;
            case Interaction.Capabilities c -> throw new IllegalArgumentException("capabilities are nobody's record");
            case Interaction.Create c -> Kind.CREATE;
            case Interaction.Update u -> Kind.UPDATE;
            case Interaction.PatchOf p -> Kind.PATCH;
            case Interaction.Delete d -> Kind.DELETE;
            case Interaction.MetaChange m -> Kind.UPDATE;
        };
    }

    private static int status(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Version v -> v.status();
            case Outcome.NotModified n -> 304;
            case Outcome.Deleted d -> 204;
            case Outcome.Accepted a -> 202;
            case Outcome.Body b -> 200;
        };
    }

    // ---- writing -----------------------------------------------------------------------------------------

    /** Something was written, in this transaction. */
    void wrote(Session session, List<Change> changes, Caller caller) throws SQLException {
        if (watches(caller)) {
            trail.write(session, changes.stream().map(c -> event(c, caller.origin(), caller)).toList());
        }
    }

    private static Event event(Change change, Origin origin, Caller caller) {
        StoredVersion v = change.outcome instanceof Outcome.Version of ? of.version() : change.outcome instanceof Outcome.Deleted of ? of.version()
                : null;
        int status = change.outcome == null ? 204 : status(change.outcome);
        boolean wrote = change.written != null && v != null;
        // a PUT that makes the resource, and a conditional create that finds one, are what came of them
        Kind kind = status == 201 ? Kind.CREATE : change.command instanceof Interaction.Create ? Kind.READ : kind(change.command);
        return new Event(Event.nextId(), kind, null, status, who(caller.grant()), origin, change.type(), v == null ? change.id : v.id(), v == null
                ? 0 : v.version(), null,
                v == null ? NOTHING : new long[] {v.rid()}, wrote && v.version() > 1 ? v.version() - 1 : 0, List.of());
    }

    /** Collects what a transaction does, to be written with it. */
    final class Transaction {

        private final Caller caller;
        private final UUID id = Event.nextId();
        private final List<Event> events = new ArrayList<>();

        private Transaction(Caller caller) {
            this.caller = caller;
        }

        /** Entries that write, and what else they made. */
        void wrote(List<Change> changes) {
            if (watches(caller)) {
                changes.forEach(c -> events.add(event(c, caller.origin().entry(method(c.command), c.type() + (c.id == null ? "" : "/" + c.id), id),
                        caller)));
            }
        }

        /** An entry that reads; the caller is its own. */
        void read(Interaction.Reading reading, Outcome outcome, Caller entry) {
            if (watches(caller) && aboutRecords(reading)) {
                events.add(event(reading, outcome, entry));
            }
        }

        UUID id() {
            return id;
        }

        /** It is done; nothing can refuse it any more but the database. */
        void end(Session session) throws SQLException {
            if (watches(caller)) {
                events.add(bundle(id, Kind.TRANSACTION, 200, null, caller));
                trail.write(session, events);
            }
        }
    }

    Transaction transaction(Caller caller) {
        return new Transaction(caller);
    }

    /** A transaction was refused as a whole: what it wanted to do was refused. */
    void refused(List<EntryRequest> requests, Fault fault, Caller caller) {
        if (!watches(caller)) {
            return;
        }
        UUID id = Event.nextId();
        trail.note(bundle(id, Kind.TRANSACTION, fault.reason().status(), said(fault), caller));
        for (EntryRequest r : requests) {
            if (r.interaction() instanceof Interaction.Writing w && id(w) != null) {
                trail.note(new Event(Event.nextId(), kind(w), null, fault.reason().status(), who(caller.grant()),
                        caller.origin().entry(method(w), w.type() + "/" + id(w), id),
                        w.type(), id(w), 0, "The transaction was refused.", NOTHING, 0, List.of()));
            }
        }
    }

    /** A batch was answered, entry by entry. */
    void batch(UUID id, Caller caller) {
        if (watches(caller)) {
            trail.note(bundle(id, Kind.BATCH, 200, null, caller));
        }
    }

    private static Event bundle(UUID id, Kind kind, int status, String said, Caller caller) {
        return new Event(id, kind, null, status, who(caller.grant()), caller.origin(), null, null, 0, said, NOTHING, 0, List.of());
    }

    private static String method(Interaction.Writing command) {
        return switch (command) {
            case Interaction.Create c -> "POST";
            case Interaction.Update u -> "PUT";
            case Interaction.PatchOf p -> "PATCH";
            case Interaction.Delete d -> "DELETE";
            case Interaction.MetaChange m -> "POST";
        };
    }

    private static String id(Interaction.Writing command) {
        return switch (command) {
            case Interaction.Create c -> null;
            case Interaction.Update u -> u.id();
            case Interaction.PatchOf p -> p.id();
            case Interaction.Delete d -> d.id();
            case Interaction.MetaChange m -> m.id();
        };
    }

    // ---- operations --------------------------------------------------------------------------------------

    /**
     * An operation was called.
     *
     * @param name  without its dollar sign
     * @param type  the resource type, or null
     * @param id    the resource, or null
     * @param named resources that its parameters name, as {@code Type/id}
     */
    public void called(String name, String type, String id, List<String> named, Outcome outcome, Caller caller) {
        if (!watches(caller) || type != null && ChartTypes.shared(type)) {
            return;
        }
        StoredVersion v = outcome instanceof Outcome.Version of ? of.version() : null;
        trail.note(new Event(Event.nextId(), Kind.OPERATION, "$" + name, status(outcome), who(caller.grant()), caller.origin(), type, id, 0, null,
                outcome instanceof Outcome.Body b ? b.shown() : v == null ? NOTHING : new long[] {v.rid()}, 0, named));
    }

    /** A call of an operation was refused. */
    public void refusedCall(String name, String type, String id, List<String> named, Fault fault, Caller caller) {
        if (watches(caller)) {
            trail.note(new Event(Event.nextId(), Kind.OPERATION, "$" + name, fault.reason().status(), who(caller.grant()), caller.origin(), type, id,
                    0, said(fault), NOTHING, 0,
                    named));
        }
    }

    // ---- refusals ----------------------------------------------------------------------------------------

    /** An interaction was refused, or failed. */
    void refused(Interaction interaction, Fault fault, Caller caller) {
        if (!watches(caller) || interaction instanceof Interaction.Capabilities) {
            return;
        }
        String type = null;
        String id = null;
        int version = 0;
        switch (interaction) {
            case Interaction.Read r -> {
                type = r.type();
                id = r.id();
                version = r.version() == null ? 0 : r.version();
            }
            case Interaction.History h -> {
                type = h.type();
                id = h.id();
            }
            case Interaction.Search s -> type = type(s);
            case Interaction.Writing w -> {
                type = w.type();
                id = id(w);
            }
            case Interaction.Capabilities c -> { }
        }
        trail.note(new Event(Event.nextId(), kind(interaction), null, fault.reason().status(), who(caller.grant()), caller.origin(), type, id,
                version, said(fault), NOTHING, 0,
                interaction instanceof Interaction.Search ? ofContext(caller, NOTHING) : List.of()));
    }

    /**
     * Somebody came without a token that is good.
     *
     * @param interaction what was wanted, as R4 or the operation calls it
     */
    public void unknown(String interaction, Fault fault, Origin origin) {
        if (!trail.on()) {
            return;
        }
        Kind kind = interaction.startsWith("$") ? Kind.OPERATION : interaction.equals("search-compartment") ? Kind.SEARCH_TYPE : Kind.of(interaction);
        String[] path = origin.request().split("[/?]");
        boolean ofType = path.length > 0 && Definitions.r4().isResourceType(path[0]);
        boolean ofOne = ofType && path.length > 1 && ResourceIds.valid(path[1]) && origin.request().startsWith(path[0] + "/");
        trail.note(new Event(Event.nextId(), kind == null ? Kind.OPERATION : kind, interaction.startsWith("$") ? interaction : null,
                fault.reason().status(), Event.Who.NOBODY,
                origin, ofType ? path[0] : null, ofOne ? path[1] : null, 0, said(fault), NOTHING, 0, List.of()));
    }

    /** Waits until what was taken down here is in the database, for those who are about to remove what it is about. */
    public void settle() {
        trail.settle();
    }

    /** Why something did not come about; empty when it is tried again, inside a transaction that lost a race. */
    public static Optional<Fault> failure(RuntimeException e) {
        if (e instanceof Fault fault) {
            return Optional.of(fault);
        }
        return e.getCause() instanceof SQLException && !(e instanceof IllegalStateException) ? Optional.empty()
                : Optional.of(Fault.of(Reason.INTERNAL, IssueType.EXCEPTION, FaultCode.INTERNAL_ERROR, "The server failed."));
    }

    private static String said(Fault fault) {
        Issue first = fault.issues().getFirst();
        String said = first.code().code() + ": " + first.diagnostics();
        return said.length() > LONGEST ? said.substring(0, LONGEST) + "..." : said;
    }

    private static Event.Who who(Grant grant) {
        return grant.open() ? Event.Who.NOBODY : new Event.Who(grant.issuer(), grant.subject(), grant.client(), grant.user(),
                grant.purposes().isEmpty() ? null : grant.purposes().stream().sorted().collect(java.util.stream.Collectors.joining(",")));
    }
}
