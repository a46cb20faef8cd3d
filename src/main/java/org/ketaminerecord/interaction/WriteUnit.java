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
import java.util.TreeSet;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.parameter.LocalReference;
import org.ketaminerecord.search.parameter.RequestBase;
import org.ketaminerecord.search.parameter.ResourceIndexer.TargetNumbers;
import org.ketaminerecord.search.parameter.ValueHash;
import org.ketaminerecord.store.Method;
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

    private final Engine engine;
    private final Session session;
    private final Criteria criteria;
    private final Targets targets;
    private final RequestBase base;
    /** The first change of each criteria. */
    private final Map<String, Change> byCriteria = new HashMap<>();
    /** What this unit deletes. */
    private final Set<ResourceLocks.Key> gone = new HashSet<>();
    private ReferenceResolver resolver;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    WriteUnit(Engine engine, Session session, RequestBase base) {
        this.engine = engine;
        this.session = session;
        this.base = base;
        this.criteria = new Criteria(engine, session, base);
        this.targets = new Targets(engine, session);
    }

    /**
     * Runs the commands.
     */
    void run(List<Change> changes) throws SQLException {
        lockCriteria(changes);
        List<Change> several = new ArrayList<>();
        for (Change change : changes) {
            located(change, () -> identify(change, several));
        }
        List<Change> all = new ArrayList<>(changes);
        all.addAll(several);
        requireDistinct(all);
        resolver = resolver(all);
        lockRows(all);
        List<Change> open = all.stream().filter(c -> !c.settled()).toList();
        for (Change change : open) {
            targets.own(change);
        }
        List<Change> waiting = new ArrayList<>();
        List<Change> ready = new ArrayList<>();
        for (Change change : open) {
            boolean waits = change.after != null && !ReferenceResolver.conditional(change.after).isEmpty();
            (waits ? waiting : ready).add(change);
        }
        write(ready);
        while (!waiting.isEmpty()) {
            write(resolved(waiting));
        }
        targets.checkDeletions(open);
        changes.forEach(Change::answerSame);
    }

    /**
     * Takes out of those that wait for a match of their conditional references the ones that have it now: R4 resolves
     * these references when the rest is done, so that they find what the same transaction creates (http.html#trules).
     */
    private List<Change> resolved(List<Change> waiting) throws SQLException {
        List<Change> ready = new ArrayList<>();
        List<String> unmet = new ArrayList<>();
        for (Change change : waiting) {
            located(change, () -> {
                if (resolver.resolveConditional(change.after, this::conditionalReference, unmet)) {
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

    // ---- which resources ---------------------------------------------------------------------------

    private void lockCriteria(List<Change> changes) throws SQLException {
        TreeSet<Long> locks = new TreeSet<>();
        for (Change change : changes) {
            if (change.criteria != null) {
                locks.add(ValueHash.of(change.criteria));
            }
        }
        ResourceLocks.advisory(session, locks);
    }

    private void identify(Change change, List<Change> several) throws SQLException {
        switch (change.command) {
            case Interaction.Create c -> {
                if (c.ifNoneExist() != null && !create(change, c)) {
                    return;
                }
                change.id = ResourceIds.next();
                change.rid = engine.numbers().next(session);
            }
            case Interaction.Update u -> {
                change.id = u.id();
                if (u.criteria() != null) {
                    StoredVersion found = criteria.one(u.type(), u.criteria(), gone);
                    Change other = byCriteria.putIfAbsent(change.criteria, change);
                    if (found == null && other != null) {
                        throw Fault.of(Reason.BAD_REQUEST, IssueType.INVALID, FaultCode.DUPLICATE_ENTRY, "Another entry of this transaction "
                                + "creates a " + u.type() + " by the same criteria. Send one of them.");
                    }
                    String own = u.resource().string("id");
                    if (found != null && own != null && !own.equals(found.id())) {
                        throw Fault.at(Reason.BAD_REQUEST, IssueType.VALUE, FaultCode.ID_MISMATCH, u.type() + ".id", "The criteria match "
                                + "a " + u.type() + " with another id than the one in the resource. Leave the id out, or correct it.");
                    }
                    change.id = found != null ? found.id() : own != null ? own : ResourceIds.next();
                }
            }
            case Interaction.PatchOf p -> {
                change.id = p.id();
                if (p.criteria() != null) {
                    StoredVersion found = criteria.one(p.type(), p.criteria(), gone);
                    if (found == null) {
                        throw Fault.of(Reason.NOT_FOUND, IssueType.NOT_FOUND, FaultCode.NO_MATCH, "No " + p.type() + " matches the "
                                + "criteria, so there is nothing to patch.");
                    }
                    change.id = found.id();
                }
            }
            case Interaction.Delete d -> {
                change.id = d.id();
                if (d.criteria() != null) {
                    delete(change, d, several);
                }
                if (change.id != null) {
                    gone.add(change.key());
                }
            }
            case Interaction.MetaChange m -> change.id = m.id();
        }
    }

    /** False when nothing is to be created. */
    private boolean create(Change change, Interaction.Create c) throws SQLException {
        Change other = byCriteria.putIfAbsent(change.criteria, change);
        if (other != null) {
            change.sameAs = other;
            change.id = other.id;
            return false;
        }
        StoredVersion found = criteria.one(c.type(), c.ifNoneExist(), gone);
        if (found != null) {
            change.id = found.id();
            change.rid = found.rid();
            change.outcome = new Outcome.Version(200, c.type(), found, List.of(Issue.information(IssueType.INFORMATIONAL,
                    FaultCode.UNCHANGED, "A " + c.type() + " that meets If-None-Exist was there already; nothing was created.")));
            return false;
        }
        return true;
    }

    private void delete(Change change, Interaction.Delete d, List<Change> several) throws SQLException {
        int most = engine.settings().mostDeleted();
        List<StoredVersion> found = criteria.matches(d.type(), d.criteria(), most);
        if (found.size() > most) {
            throw Fault.of(Reason.PRECONDITION_FAILED, IssueType.MULTIPLE_MATCHES, FaultCode.MULTIPLE_MATCHES, "The criteria match more "
                    + "than " + most + " " + d.type() + ", and one conditional delete may take no more (ktr.conditional-delete.most). Narrow "
                    + "the criteria.");
        }
        if (found.isEmpty()) {
            change.outcome = new Outcome.Deleted(null, List.of(Issue.information(IssueType.NOT_FOUND, FaultCode.NO_MATCH, "No " + d.type()
                    + " matches the criteria; nothing was deleted.")));
            return;
        }
        change.id = found.getFirst().id();
        for (StoredVersion other : found.subList(1, found.size())) {
            Change more = new Change(new Interaction.Delete(d.type(), other.id(), null, null), change.origin, null);
            more.id = other.id();
            gone.add(more.key());
            several.add(more);
        }
    }

    /** R4 http.html#trules: one resource may stand in a transaction once. */
    private static void requireDistinct(List<Change> changes) {
        Set<ResourceLocks.Key> seen = new HashSet<>();
        for (Change change : changes) {
            if (!change.settled() && !seen.add(change.key())) {
                throw change.located(Fault.of(Reason.BAD_REQUEST, IssueType.INVALID, FaultCode.DUPLICATE_ENTRY, "Two entries of this "
                        + "transaction write " + change.type() + "/" + change.id + ". Send one of them, or two transactions."));
            }
        }
    }

    // ---- references and locks ------------------------------------------------------------------------

    private ReferenceResolver resolver(List<Change> changes) throws SQLException {
        Map<String, String> local = new HashMap<>();
        for (Change change : changes) {
            if (change.fullUrl != null && change.id != null) {
                local.put(change.fullUrl, change.type() + "/" + change.id);
            }
        }
        ReferenceResolver references = new ReferenceResolver(local, base);
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
                located(change, () -> references.resolve(change.after, change.fullUrl));
            }
        }
        return references;
    }

    private String conditionalReference(String type, String query) throws SQLException {
        StoredVersion found = criteria.one(type, QueryStrings.parse(query), gone);
        return found == null ? null : type + "/" + found.id();
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
            located(change, () -> new Transition(change, resolver).apply());
        }
        List<Change> writing = changes.stream().filter(c -> !c.settled()).toList();
        Collection<LocalReference> wanted = new LinkedHashSet<>();
        for (Change change : writing) {
            if (change.before != null) {
                wanted.addAll(ReferenceResolver.localReferences(change.before));
            }
            if (change.after != null) {
                wanted.addAll(ReferenceResolver.localReferences(change.after));
            }
        }
        targets.hold(wanted);
        List<VersionWrite> writes = new ArrayList<>();
        for (Change change : writing) {
            located(change, () -> {
                targets.check(change);
                writes.add(version(change));
            });
        }
        writes.addAll(targets.placeholders(now));
        if (!writes.isEmpty()) {
            ResourceWriter.write(session, writes);
        }
    }

    private VersionWrite version(Change change) {
        StoredVersion old = change.current;
        int number = old == null ? 1 : old.version() + 1;
        Instant updated = old != null && old.updated().isAfter(now) ? old.updated() : now;
        TargetNumbers numbers = targets;
        IndexEntry before = change.before == null ? IndexEntry.NONE : engine.indexer().index(change.before, change.rid, numbers);
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
            return new VersionWrite(gone, fresh, before, new IndexEntry(before.patient(), null, null, Set.of()));
        }
        Meta.stamp(change.after, change.id, number, updated);
        StoredVersion made = new StoredVersion(change.rid, change.typeNumber(), change.id, number, updated, method, false,
                JsonWriter.bytes(change.after));
        change.outcome = new Outcome.Version(change.before == null ? 201 : 200, change.type(), made, List.of());
        return new VersionWrite(made, fresh, before, engine.indexer().index(change.after, change.rid, numbers));
    }

    /** A step that may refuse. */
    @FunctionalInterface
    private interface Step {
        void run() throws SQLException;
    }

    private static void located(Change change, Step step) throws SQLException {
        try {
            step.run();
        } catch (Fault fault) {
            throw change.located(fault);
        }
    }
}
