package org.ketaminerecord.interaction;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ketaminerecord.access.Grant;
import org.ketaminerecord.access.Scope;
import org.ketaminerecord.access.Scope.Permission;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.GrantReach;
import org.ketaminerecord.search.ReachedReader;
import org.ketaminerecord.search.parameter.LocalReference;
import org.ketaminerecord.search.parameter.Reach;
import org.ketaminerecord.store.Referrers;
import org.ketaminerecord.store.Session;

/**
 * What a caller may write: the resource must be within reach before and after. After is asked of the rows that were written,
 * in the same transaction and by the same SQL as reads are, so that the two cannot differ.
 */
final class WriteReach {

    private final Grant grant;
    private final GrantReach reaches;
    private final Session session;

    WriteReach(Engine engine, Session session, Caller caller) {
        this.grant = caller.grant();
        this.reaches = engine.reach(caller);
        this.session = session;
    }

    /** Finds out which of these, that have a row, may not be changed: those are refused, or made to look as if they were not there. */
    void before(List<Change> changes, Engine engine) throws SQLException {
        if (grant.open()) {
            return;
        }
        List<Change> there = changes.stream().filter(c -> !c.settled() && c.current != null).toList();
        Set<Long> within = within(there, WriteReach::toChange);
        Reach readable = reaches.of(Permission.READ);
        for (Change change : there) {
            if (within.contains(change.rid)) {
                continue;
            }
            boolean seen = ReachedReader.current(session, readable, change.type(), change.id) != null;
            if (seen || change.command instanceof Interaction.Update) {     // an id that is taken cannot be kept secret from who wants to create it
                throw change.located(forbidden(change, toChange(change)));
            }
            change.hidden(engine.numbers().next(session));
        }
    }

    /** Refuses what was written and is not within reach, so that the unit is undone. */
    void after(List<Change> changes) throws SQLException {
        if (grant.open()) {
            return;
        }
        List<Change> written = changes.stream().filter(c -> c.after != null && c.written != null).toList();
        Set<Long> within = within(written, WriteReach::permission);
        for (Change change : written) {
            if (!within.contains(change.rid)) {
                throw change.located(forbidden(change, permission(change)));
            }
        }
    }

    private static Permission toChange(Change change) {
        return change.command instanceof Interaction.Delete ? Permission.DELETE : Permission.UPDATE;
    }

    private static Permission permission(Change change) {
        return change.before == null ? Permission.CREATE : Permission.UPDATE;
    }

    /** The numbers of those that are within reach for what is to be done with them. */
    private Set<Long> within(List<Change> changes, Function<Change, Permission> wanted) throws SQLException {
        Set<Long> within = new HashSet<>();
        Map<Permission, List<Change>> byPermission = new LinkedHashMap<>();
        changes.forEach(c -> byPermission.computeIfAbsent(wanted.apply(c), p -> new ArrayList<>()).add(c));
        for (Map.Entry<Permission, List<Change>> e : byPermission.entrySet()) {
            within.addAll(ReachedReader.within(session, reaches.of(e.getKey()), e.getValue().stream().map(c -> c.rid).toList(),
                    e.getValue().stream().map(Change::type).collect(Collectors.toSet())));
        }
        return within;
    }

    /** Those of these resources that a caller may not even refer to: to the caller they are not there. */
    Set<LocalReference> unreferable(Map<LocalReference, Long> targets) throws SQLException {
        if (grant.open() || targets.isEmpty()) {
            return Set.of();
        }
        Set<Long> within = ReachedReader.within(session, reaches.referable(), targets.values(), targets.keySet().stream().map(LocalReference::type).collect(Collectors.toSet()));
        return targets.entrySet().stream().filter(e -> !within.contains(e.getValue())).map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** Those of these referrers that the caller may be told of. */
    List<Referrers.Referrer> told(List<Referrers.Referrer> referrers, Function<Short, String> typeOf) throws SQLException {
        if (grant.open()) {
            return referrers;
        }
        Reach readable = reaches.of(Permission.READ);
        List<Referrers.Referrer> told = new ArrayList<>();
        for (Referrers.Referrer r : referrers) {
            if (ReachedReader.current(session, readable, typeOf.apply(r.type()), r.id()) != null) {
                told.add(r);
            }
        }
        return told;
    }

    private Fault forbidden(Change change, Permission permission) {
        String scopes = grant.scopes(change.type(), permission).stream().map(Scope::text).collect(Collectors.joining(", "));
        return Fault.of(Reason.FORBIDDEN, IssueType.FORBIDDEN, FaultCode.FORBIDDEN, change.type() + (change.id == null ? "" : "/" + change.id)
                + (scopes.isEmpty() ? ": no scope of the token lets you " + permission.name().toLowerCase(java.util.Locale.ROOT) + " one."
                        : " is not within what the token lets you " + permission.name().toLowerCase(java.util.Locale.ROOT) + " (" + scopes + ").")
                + (grant.patient() == null ? "" : " By scopes of level patient only resources in the chart of Patient/" + grant.patient()
                        + " and in no other can be written."));
    }
}
