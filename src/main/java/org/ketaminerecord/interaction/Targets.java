package org.ketaminerecord.interaction;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.outcome.Severity;
import org.ketaminerecord.search.parameter.LocalReference;
import org.ketaminerecord.search.parameter.ResourceIndexer.TargetNumbers;
import org.ketaminerecord.store.Method;
import org.ketaminerecord.store.Referrers;
import org.ketaminerecord.store.ResourceLocks;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.store.StoredVersion;
import org.ketaminerecord.store.VersionWrite;
import org.ketaminerecord.store.row.IndexEntry;

/**
 * The resources that a unit's resources refer to: held against deletion while it writes, and counted as missing when
 * they are not there. Referential integrity is kept both ways (R4 references.html lets a server choose).
 */
final class Targets implements TargetNumbers {

    private static final int SHOWN = 10;
    /** What tells of something that happened outlives it: who deleted a resource, and who wrote it, is told when it is gone (R4 provenance.html). */
    private static final List<Short> RECORDS = List.of(Definitions.r4().typeNumber("Provenance"), Definitions.r4().typeNumber("AuditEvent"));

    private record Target(long rid, boolean live) {
    }

    private final Engine engine;
    private final Session session;
    private final Map<LocalReference, Target> known = new HashMap<>();
    private final Map<LocalReference, StoredVersion> placeholders = new HashMap<>();

    private final WriteReach reach;
    /** What is there, but not for this caller. */
    private final Set<LocalReference> unreferable = new HashSet<>();

    Targets(Engine engine, Session session, WriteReach reach) {
        this.engine = engine;
        this.session = session;
        this.reach = reach;
    }

    /** A resource that the unit itself writes. */
    void own(Change change) {
        LocalReference key = new LocalReference(change.type(), change.id);
        known.put(key, new Target(change.rid, !(change.command instanceof Interaction.Delete)));
    }

    /** Locks what is referred to and not written here. */
    void hold(Collection<LocalReference> references) throws SQLException {
        List<ResourceLocks.Key> keys = references.stream().filter(r -> !known.containsKey(r))
                .map(r -> new ResourceLocks.Key(Definitions.r4().typeNumber(r.type()), r.id())).toList();
        Map<LocalReference, Long> found = new HashMap<>();
        ResourceLocks.forReference(session, keys).values().forEach(h -> {
            LocalReference key = new LocalReference(Definitions.r4().typeOf(h.key().type()), h.key().id());
            known.put(key, new Target(h.rid(), h.live()));
            found.put(key, h.rid());
        });
        unreferable.addAll(reach.unreferable(found));
    }

    /** Refuses a resource that refers to what is not there; or, where that is allowed, makes a place for it. */
    void check(Change change) throws SQLException {
        if (change.after == null) {
            return;
        }
        List<Issue> issues = new ArrayList<>();
        Set<LocalReference> kept = unreferable.isEmpty() || change.before == null ? Set.of() : ReferenceResolver.localReferences(change.before);
        for (LocalReference r : change.refersTo) {
            boolean hidden = unreferable.contains(r) && !kept.contains(r);     // what another has referred to may stay
            Target target = known.get(r);
            if (target != null && (target.live() || RECORDS.contains(change.typeNumber())) && !hidden) {
                continue;
            }
            if (engine.settings().references() == Settings.References.STRICT) {
                issues.add(Issue.error(IssueType.NOT_FOUND, FaultCode.UNRESOLVED_REFERENCE, "The reference to " + r.type() + "/" + r.id()
                        + " leads nowhere: " + (target == null || hidden ? "there is no such resource" : "it was deleted") + ". Send it first, send both in "
                        + "one transaction, or correct the reference.", ReferenceResolver.expression(change.after, r)));
            } else if (target == null) {
                long rid = engine.numbers().next(session);
                known.put(r, new Target(rid, false));
                placeholders.put(r, new StoredVersion(rid, Definitions.r4().typeNumber(r.type()), r.id(), 0, Instant.EPOCH, Method.PUT,
                        true, null));
            }
        }
        if (!issues.isEmpty()) {
            throw new Fault(Reason.UNPROCESSABLE, issues);
        }
    }

    /** Rows for resources that are referred to and were never sent; each is handed out once. */
    List<VersionWrite> placeholders(Instant now) {
        List<VersionWrite> rows = placeholders.values().stream().map(p -> new VersionWrite(new StoredVersion(p.rid(), p.type(), p.id(), 0, now,
                p.method(), true, null), true, IndexEntry.NONE, IndexEntry.NONE)).toList();
        placeholders.clear();
        return rows;
    }

    /** Refuses to delete what others still refer to. */
    void checkDeletions(List<Change> changes) throws SQLException {
        Map<Long, Change> gone = new HashMap<>();
        changes.stream().filter(c -> c.after == null).forEach(c -> gone.put(c.rid, c));
        if (gone.isEmpty() || engine.settings().references() != Settings.References.STRICT) {
            return;
        }
        long[] rids = gone.keySet().stream().mapToLong(Long::longValue).toArray();
        // what this unit rewrites is judged by its new content, not by the rows that are still there
        long[] leaving = changes.stream().mapToLong(c -> c.rid).toArray();
        List<Referrers.Referrer> referrers = new ArrayList<>(Referrers.of(session, rids, leaving, RECORDS, SHOWN + 1));
        if (referrers.isEmpty()) {
            return;
        }
        Change first = gone.get(referrers.getFirst().target());
        List<Referrers.Referrer> told = reach.told(referrers, Definitions.r4()::typeOf);
        String list = told.isEmpty() ? "resources that are not yours to see" : told.stream().limit(SHOWN).map(r -> Definitions.r4().typeOf(r.type()) + "/" + r.id())
                .distinct().collect(Collectors.joining(", "));
        throw first.located(new Fault(Reason.CONFLICT, List.of(new Issue(Severity.ERROR, IssueType.CONFLICT, FaultCode.REFERRED_TO,
                first.type() + "/" + first.id + " is still referred to by " + list + (referrers.size() > SHOWN || !told.isEmpty() && told.size() < referrers.size() ? " and more" : "")
                + ". Delete or change those first, or delete all in one transaction.", List.of()))));
    }

    @Override
    public long of(String type, String id) {
        Target target = known.get(new LocalReference(type, id));
        return target == null ? 0 : target.rid();
    }
}
