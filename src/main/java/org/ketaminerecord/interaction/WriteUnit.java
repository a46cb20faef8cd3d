package org.ketaminerecord.interaction;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ketaminerecord.indexing.Registration;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.parameter.LocalReference;
import org.ketaminerecord.search.parameter.ParameterRegistry;
import org.ketaminerecord.search.parameter.ResourceIndexer;
import org.ketaminerecord.search.parameter.ResourceIndexer.TargetNumbers;
import org.ketaminerecord.store.Method;
import org.ketaminerecord.store.Outdated;
import org.ketaminerecord.store.ResourceLocks;
import org.ketaminerecord.store.ResourceWriter;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.store.StoredVersion;
import org.ketaminerecord.store.VersionWrite;
import org.ketaminerecord.store.row.IndexEntry;

/**
 * Carries out writing commands together: all or none. One command is a unit of one; a transaction is a unit of many.
 *
 * <p>The order of the steps keeps units from deadlocking: advisory locks of criteria by hash, then rows to be written by
 * type and id, then rows referred to by type and id, then the writes.
 */
final class WriteUnit {

    /** What others are held to. */
    private static final Set<String> DEFINITIONS = Set.of("StructureDefinition", "ValueSet", "CodeSystem");

    private final Engine engine;
    private final Session session;
    private final Identification identification;
    private final Targets targets;
    private final WriteReach reach;
    private final PackagedChanges packaged;
    private final Caller caller;
    private final WriteValidation validation;
    private final ParameterRegistry registry;
    private final ResourceIndexer indexer;
    private final Registration registration;
    private ReferenceResolver resolver;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    WriteUnit(Engine engine, Session session, Caller caller, WriteValidation validation) {
        this.validation = validation;
        this.engine = engine;
        this.session = session;
        this.caller = caller;
        this.identification = new Identification(engine, session, caller);
        this.reach = new WriteReach(engine, session, caller);
        this.targets = new Targets(engine, session, reach);
        this.packaged = new PackagedChanges(engine, session);
        this.registry = engine.registry();
        this.indexer = new ResourceIndexer(registry);
        this.registration = new Registration(session, engine.parameters(), registry);
    }

    /** Runs the commands; the answer holds more changes than these, when one deletes several resources. */
    List<Change> run(List<Change> changes) throws SQLException {
        for (Change change : changes) {
            change.located(() -> Permit.require(caller.grant(), change.command));
        }
        List<Change> all = identification.identify(changes);
        resolver = resolver(all);
        lockRows(all);
        reach.before(all, engine);
        List<Change> open = all.stream().filter(c -> !c.settled()).toList();
        packaged.find(open);
        for (Change change : open) {
            targets.own(change);
        }
        List<Change> waiting = new ArrayList<>();
        List<Change> ready = new ArrayList<>();
        for (Change change : open) {
            (change.waits ? waiting : ready).add(change);
        }
        write(ready);
        while (!waiting.isEmpty()) {
            write(resolved(waiting));
        }
        targets.checkDeletions(packaged.lasting(open));
        reach.after(all);
        packaged.restore(open);
        changes.forEach(Change::answerSame);
        return all;
    }

    /**
     * Takes out of those that wait for a match of their conditional references the ones that have it now: R4 resolves
     * these references when the rest is done, so that they find what the same transaction creates (http.html#trules).
     */
    private List<Change> resolved(List<Change> waiting) throws SQLException {
        List<Change> ready = new ArrayList<>();
        List<String> unmet = new ArrayList<>();
        for (Change change : waiting) {
            change.located(() -> {
                if (resolver.resolveConditional(change.after, identification::match, unmet)) {
                    ready.add(change);
                }
            });
        }
        if (ready.isEmpty()) {
            throw waiting.getFirst().located(Fault.of(Reason.PRECONDITION_FAILED, IssueType.NOT_FOUND, FaultCode.NO_MATCH, "A reference asks "
                    + "for the one " + unmet.getFirst() + " that matches its criteria, and none does. Create it first, or refer to it by id."));
        }
        waiting.removeAll(ready);
        return ready;
    }

    // ---- references and locks ------------------------------------------------------------------------

    private ReferenceResolver resolver(List<Change> changes) throws SQLException {
        Map<String, String> local = new HashMap<>();
        for (Change change : changes) {
            if (change.fullUrl != null && change.id != null) {
                local.put(change.fullUrl, change.type() + "/" + change.id);
            }
        }
        ReferenceResolver references = new ReferenceResolver(local, caller.base());
        for (Change change : changes) {
            if (change.settled()) {
                continue;
            }
            change.after = switch (change.command) {
                case Interaction.Create c -> c.resource().copy();     // a unit that lost a race runs again from the same commands
                case Interaction.Update u -> u.resource().copy();
                case Interaction.PatchOf p -> null;
                case Interaction.Delete d -> null;
                case Interaction.MetaChange m -> null;
            };
            if (change.after != null) {
                change.located(() -> change.waits = references.resolve(change.after, change.fullUrl));
            }
        }
        return references;
    }

    private void lockRows(List<Change> changes) throws SQLException {
        Set<ResourceLocks.Key> keys = new HashSet<>();
        boolean deleting = false;
        for (Change change : changes) {
            if (!change.settled() && change.rid == 0) {
                keys.add(change.key());
                deleting |= change.command instanceof Interaction.Delete;
            }
        }
        Map<ResourceLocks.Key, StoredVersion> found = ResourceLocks.forWrite(session, keys, deleting);
        for (Change change : changes) {
            if (!change.settled() && change.rid == 0) {
                change.found(found.get(change.key()));
                if (change.rid == 0) {
                    change.rid = engine.numbers().next(session);
                }
            }
        }
    }

    // ---- writing -----------------------------------------------------------------------------------

    private void write(List<Change> changes) throws SQLException {
        for (Change change : changes) {
            change.located(() -> {
                new Transition(change, resolver, validation).apply();
                if (!change.settled()) {
                    validation.late(change);
                }
            });
        }
        List<Change> writing = changes.stream().filter(c -> !c.settled()).toList();
        Collection<LocalReference> wanted = new LinkedHashSet<>();
        for (Change change : writing) {
            if (change.before != null) {
                wanted.addAll(ReferenceResolver.localReferences(change.before));
            }
            if (change.after != null) {
                change.refersTo = ReferenceResolver.localReferences(change.after);
                wanted.addAll(change.refersTo);
            }
        }
        targets.hold(wanted);
        List<VersionWrite> writes = new ArrayList<>();
        for (Change change : writing) {
            change.located(() -> {
                targets.check(change);
                VersionWrite write = version(change);
                change.written = write.after();
                writes.add(write);
                if (change.type().equals("SearchParameter")) {
                    registration.stored(change.id, change.after);
                }
                if (DEFINITIONS.contains(change.type())) {
                    session.afterCommit(() -> validation.written(change));
                }
            });
        }
        writes.addAll(targets.placeholders(now));
        if (!writes.isEmpty()) {
            long generation = registration.write();
            if (ResourceWriter.write(session, writes) != generation) {
                throw new Outdated(engine.parameters()::refresh);
            }
        }
    }

    private VersionWrite version(Change change) {
        StoredVersion old = change.current;
        int number = old == null ? 1 : old.version() + 1;
        Instant updated = old != null && old.updated().isAfter(now) ? old.updated() : now;
        TargetNumbers numbers = targets;
        IndexEntry before = change.before == null ? IndexEntry.NONE : indexer.superseded(change.before, change.rid, numbers);
        Method method = switch (change.command) {
            case Interaction.Create c -> Method.POST;
            case Interaction.Update u -> Method.PUT;
            case Interaction.PatchOf p -> Method.PATCH;
            case Interaction.MetaChange m -> Method.PUT;
            case Interaction.Delete d -> Method.DELETE;
        };
        boolean fresh = !change.hasRow;
        if (change.after == null) {
            StoredVersion gone = new StoredVersion(change.rid, change.typeNumber(), change.id, number, updated, method, true, null);
            change.outcome = new Outcome.Deleted(gone, List.of());
            return new VersionWrite(gone, fresh, before, new IndexEntry(before.patient(), null, null, before.labels(), null, Set.of()));
        }
        Meta.stamp(change.after, change.id, number, updated);
        StoredVersion made = new StoredVersion(change.rid, change.typeNumber(), change.id, number, updated, method, false,
                JsonWriter.bytes(change.after));
        change.outcome = new Outcome.Version(change.before == null ? 201 : 200, change.type(), made, validation.accepted(change));
        return new VersionWrite(made, fresh, before, indexer.index(change.after, change.rid, numbers));
    }
}
