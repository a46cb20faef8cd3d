package org.ketaminerecord.search;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.search.parameter.Reach;
import org.ketaminerecord.search.parameter.Sql;
import org.ketaminerecord.store.HistoryReader;
import org.ketaminerecord.store.ResourceReader;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.store.StoredVersion;

/** Reads versions that a caller reaches by their keys. What is out of reach is answered like what never was. */
public final class ReachedReader {

    private ReachedReader() {
    }

    /** The current version, deleted or not; null when there never was one or it is out of reach. */
    public static StoredVersion current(Session session, Reach reach, String type, String id) throws SQLException {
        short number = Definitions.r4().typeNumber(type);
        if (reach.all(type)) {
            return ResourceReader.current(session, number, id);
        }
        Sql sql = new Sql().probing(true).add("SELECT ").add(ResourceReader.COLUMNS).add(" FROM resource r WHERE r.type = ").value(number)
                .add(" AND r.id = ").value(id).add(" AND r.version > 0");
        reach.and(sql, "r", type);
        return one(session, sql);
    }

    /** A superseded version of a resource whose current version is reached; null when there is none of this number or it is out of reach. */
    public static StoredVersion old(Session session, Reach reach, String type, StoredVersion current, int version) throws SQLException {
        if (reach.all(type)) {
            return ResourceReader.old(session, current.type(), current.id(), version);
        }
        Sql sql = new Sql().probing(true).add("SELECT ").add(ResourceReader.COLUMNS.replace("r.id", "c.id"))
                .add(" FROM resource c JOIN resource_version r ON r.rid = c.rid WHERE c.rid = ").value(current.rid()).add(" AND r.version = ").value(version);
        reach.andOlder(sql, "r", List.of(type));
        return one(session, sql);
    }

    /**
     * Those of these resources that are reached, deleted ones too.
     *
     * @param rids  their numbers
     * @param types their types
     */
    public static Set<Long> within(Session session, Reach reach, Collection<Long> rids, Set<String> types) throws SQLException {
        if (rids.isEmpty() || reach.all(types)) {
            return new HashSet<>(rids);
        }
        Sql sql = new Sql().probing(true).add("SELECT r.rid FROM resource r WHERE r.rid = ANY(")
                .value(rids.stream().mapToLong(Long::longValue).toArray()).add(")");
        reach.and(sql, "r", types);
        return new HashSet<>(session.query(sql.text(), sql.values(), row -> row.getLong(1)));
    }

    private static StoredVersion one(Session session, Sql sql) throws SQLException {
        List<StoredVersion> found = session.query(sql.text(), sql.values(), ResourceReader::version);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** What of a history is reached. */
    public static HistoryReader.Within within(Reach reach) {
        return new HistoryReader.Within() {
            @Override
            public HistoryReader.Condition current(short type) {
                Sql sql = new Sql().probing(true);
                reach.and(sql, "r", Definitions.r4().typeOf(type));
                return new HistoryReader.Condition(sql.text(), sql.values());
            }

            @Override
            public HistoryReader.Condition older(short type) {
                Sql sql = new Sql().probing(true);
                reach.and(sql, "c", Definitions.r4().typeOf(type));
                reach.andOlder(sql, "r", List.of(Definitions.r4().typeOf(type)));
                return new HistoryReader.Condition(sql.text(), sql.values());
            }
        };
    }
}
