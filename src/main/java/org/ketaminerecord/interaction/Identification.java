package org.ketaminerecord.interaction;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.parameter.ValueHash;
import org.ketaminerecord.store.ResourceLocks;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.store.StoredVersion;

/** Finds out which resource each change of a unit is of: a new one, the one of its id, or the one that its criteria match. */
final class Identification {

    private final Engine engine;
    private final Session session;
    private final Criteria criteria;
    /** The first change of each criteria. */
    private final Map<String, Change> byCriteria = new HashMap<>();
    /** What the unit deletes, which matches no criteria any more. */
    private final Set<ResourceLocks.Key> gone = new HashSet<>();

    Identification(Engine engine, Session session, Caller caller) {
        this.engine = engine;
        this.session = session;
        this.criteria = new Criteria(engine, session, caller);
    }

    /** Gives each change its id; the answer holds more of them, when one deletes several resources. */
    List<Change> identify(List<Change> changes) throws SQLException {
        lockCriteria(changes);
        List<Change> several = new ArrayList<>();
        for (Change change : changes) {
            change.located(() -> identify(change, several));
        }
        List<Change> all = new ArrayList<>(changes);
        all.addAll(several);
        requireDistinct(all);
        return all;
    }

    /** The type and id of the one match of a conditional reference, or null when there is none yet. */
    String match(String type, String query) throws SQLException {
        StoredVersion found = criteria.one(type, QueryStrings.parse(query), gone);
        return found == null ? null : type + "/" + found.id();
    }

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
}
