package org.ketaminerecord.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads versions of one resource, one type or all, newest first or oldest first, page by page. A feed of a type or of
 * everything ends before the oldest transaction that is still being written, so that it never shows a version and later
 * one that belongs before it.
 */
public final class HistoryReader {

    /** A place in a history: the order is by time, then resource, then version. */
    public record Place(Instant updated, long rid, int version) {
    }

    /** A condition in SQL that begins with AND, or nothing, with its values. */
    public record Condition(String text, List<Object> values) {
    }

    /** Which versions may be read. */
    public interface Within {

        /** On current versions of a type; the alias is r. */
        Condition current(short type);

        /** On superseded versions of a type; the alias is r, that of the current version c. */
        Condition older(short type);
    }

    /**
     * What to read.
     *
     * @param rid       of one resource, or null
     * @param types     the types; that of the resource when rid is given
     * @param within    which versions of these
     * @param since     only versions from this instant on, or null
     * @param at        only versions that were current at some time in [at, atEnd], or null
     * @param atEnd     end of that time
     * @param after     where the page before ended, or null
     * @param oldest    true for oldest first
     * @param limit     most versions to return
     * @param packaged  types that packages bring too: what is theirs nobody wrote here, and no feed tells of it
     */
    public record Request(Long rid, short[] types, Within within, Instant since, Instant at, Instant atEnd, Place after, boolean oldest, int limit,
            Set<Short> packaged) {
    }

    private static final String CURRENT = "SELECT " + ResourceReader.COLUMNS + " FROM resource r WHERE r.version > 0";
    private static final String OLD = "SELECT r.rid, r.type, c.id, r.version, r.updated, r.method, r.deleted, r.body "
            + "FROM resource_version r JOIN resource c ON c.rid = r.rid WHERE true";

    private HistoryReader() {
    }

    /** A page of versions. */
    public static List<StoredVersion> read(Session session, Request request) throws SQLException {
        List<Object> values = new ArrayList<>();
        StringBuilder sql = new StringBuilder();
        if (request.rid() != null) {
            part(sql, values, CURRENT, " AND r.rid = " + request.rid(), request.types()[0], request, true);
            sql.append(" UNION ALL ");
            part(sql, values, OLD, " AND r.rid = " + request.rid(), request.types()[0], request, false);
        } else {
            String union = "";
            for (short type : request.types()) {       // each type by its own index, each cut to a page
                sql.append(union);
                part(sql, values, CURRENT, which(type, request), type, request, true);
                sql.append(" UNION ALL ");
                part(sql, values, OLD, which(type, request), type, request, false);
                union = " UNION ALL ";
            }
        }
        return session.search("SELECT * FROM (" + sql + ") h" + order("h", request), values, request.rid() != null, ResourceReader::version);
    }

    /** The types of which there are resources, those that are wanted. */
    public static short[] types(Session session, Predicate<Short> wanted) throws SQLException {
        // a loose walk along the index: one step a type, however many resources there are
        List<Short> types = session.query("WITH RECURSIVE t(type) AS ((SELECT type FROM resource ORDER BY type LIMIT 1) UNION ALL "
                + "SELECT (SELECT r.type FROM resource r WHERE r.type > t.type ORDER BY r.type LIMIT 1) FROM t WHERE t.type IS NOT NULL) "
                + "SELECT type FROM t WHERE type IS NOT NULL", List.of(), row -> row.getShort(1));
        types = types.stream().filter(wanted).toList();
        short[] array = new short[types.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = types.get(i);
        }
        return array;
    }

    private static String which(short type, Request q) {
        return " AND r.type = " + type + (q.packaged().contains(type) ? " AND " + PackagedRows.NONE_OF_THEM : "");
    }

    private static void part(StringBuilder sql, List<Object> values, String select, String which, short type, Request q, boolean current) {
        Condition within = current ? q.within().current(type) : q.within().older(type);
        sql.append("(").append(select).append(which).append(within.text());
        values.addAll(within.values());
        if (q.rid() == null) {
            sql.append(" AND r.position < pg_snapshot_xmin(pg_current_snapshot())::text::bigint");
        }
        if (q.since() != null) {
            sql.append(" AND r.updated >= ?");
            values.add(q.since());
        }
        if (q.at() != null) {
            sql.append(" AND r.updated <= ?");
            values.add(q.atEnd());
            if (!current) {
                sql.append(" AND (SELECT min(n.updated) FROM (SELECT v.updated FROM resource_version v WHERE v.rid = r.rid "
                        + "AND v.version = r.version + 1 UNION ALL SELECT w.updated FROM resource w WHERE w.rid = r.rid "
                        + "AND w.version = r.version + 1) n) > ?");
                values.add(q.at());
            }
        }
        if (q.after() != null) {
            sql.append(" AND (r.updated, r.rid, r.version) ").append(q.oldest() ? ">" : "<").append(" (?, ?, ?)");
            values.add(q.after().updated());
            values.add(q.after().rid());
            values.add(q.after().version());
        }
        sql.append(order("r", q)).append(")");
    }

    private static String order(String alias, Request q) {
        String way = q.oldest() ? "" : " DESC";
        return " ORDER BY " + alias + ".updated" + way + ", " + alias + ".rid" + way + ", " + alias + ".version" + way + " LIMIT " + q.limit();
    }
}
