package org.ketaminerecord.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what is left, all of it, for traces of what was removed. */
public final class PurgeScan {

    /**
     * A body.
     *
     * @param id of a current version; null of a superseded one
     */
    public record Body(long rid, int version, short type, String id, byte[] json) {
    }

    /** Numbers that are no resources': a new column of numbers is looked into until somebody says here that it need not be. */
    private static final Set<String> OTHER_NUMBERS = Set.of("position", "system", "system2", "exact", "code", "unit", "canonical", "hash",
            "text_hash",
            "horizon", "done", "total", "generation", "id", "job", "own");
    private static final Set<String> OWN_TABLES = Set.of("purge_job", "purge_target");

    private PurgeScan() {
    }

    /** Current versions behind a number, in order. Audit events are left out. */
    public static List<Body> current(Session session, long place, short auditEvent, int limit) throws SQLException {
        return session.query("SELECT r.rid, r.version, r.type, r.id, CASE WHEN r.type = ? THEN NULL ELSE r.body END FROM resource r WHERE r.rid > "
                + "? ORDER BY r.rid "
                + "LIMIT ?", List.of(auditEvent, place, limit), row -> body(row.getLong(1), row.getInt(2), row.getShort(3), row.getString(4),
                row.getBytes(5)));
    }

    /** Superseded versions behind a number and version, in order. */
    public static List<Body> superseded(Session session, long place, int version, short auditEvent, int limit) throws SQLException {
        return session.query("SELECT v.rid, v.version, v.type, CASE WHEN v.type = ? THEN NULL ELSE v.body END FROM resource_version v WHERE "
                + "(v.rid, v.version) > (?, ?) "
                + "ORDER BY v.rid, v.version LIMIT ?", List.of(auditEvent, place, version, limit),
                row -> body(row.getLong(1), row.getInt(2), row.getShort(3), null, row.getBytes(4)));
    }

    private static Body body(long rid, int version, short type, String id, byte[] stored) {
        return new Body(rid, version, type, id, stored == null ? null : BodyCodec.decode(stored));
    }

    /**
     * Removes superseded versions; of a deleted resource that then has no content left in any version, and that nobody refers to, all that is left.
     */
    public static void forget(Session session, List<Body> versions) throws SQLException {
        for (Body v : versions) {
            session.query("SELECT rid FROM resource WHERE rid = ? FOR UPDATE", List.of(v.rid()), row -> 0);
            session.execute("DELETE FROM resource_version WHERE rid = ? AND version = ?", List.of(v.rid(), v.version()));
            session.execute("DELETE FROM resource r WHERE r.rid = ? AND r.deleted AND NOT EXISTS (SELECT 1 FROM resource_version v WHERE v.rid = "
                    + "r.rid "
                    + "AND v.body IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM reference_index f WHERE f.target = r.rid)", List.of(v.rid()));
            session.execute("DELETE FROM resource_version v WHERE v.rid = ? AND NOT EXISTS (SELECT 1 FROM resource r WHERE r.rid = v.rid)",
                    List.of(v.rid()));
        }
    }

    /** Removes superseded versions of resources that stay which have no content and say that they were in the chart; returns how many there were. */
    public static long forgetEmpty(Session session, long patient, short auditEvent) throws SQLException {
        return session.query("WITH gone AS (DELETE FROM resource_version WHERE patient = ? AND body IS NULL AND type <> ? RETURNING 1) SELECT "
                + "count(*) FROM gone",
                List.of(patient, auditEvent), row -> row.getLong(1)).getFirst();
    }

    /** The tables and columns, of all there are, that still hold a number, a text or a name of what a job removed, each with how often. */
    public static List<String> columns(Session session, long job) throws SQLException {
        session.execute("SET LOCAL plan_cache_mode = force_custom_plan; UPDATE index_job SET last = '' WHERE state NOT IN ('waiting', 'running') "
                + "AND last <> ''", List.of());
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, String> column : session.query("SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c "
                + "JOIN information_schema.tables t USING (table_schema, table_name) WHERE c.table_schema = current_schema() AND t.table_type = "
                        + "'BASE TABLE' "
                + "AND c.data_type IN ('bigint', 'text') AND c.table_name !~ '^(audit|flyway)' ORDER BY 1, 2", List.of(),
                row -> Map.entry(row.getString(1) + "." + row.getString(2), row.getString(3)))) {
            String table = column.getKey().substring(0, column.getKey().indexOf('.'));
            String name = column.getKey().substring(table.length() + 1);
            if (OWN_TABLES.contains(table) || column.getValue().equals("bigint") && OTHER_NUMBERS.contains(name)) {
                continue;
            }
            long times = session.query("SELECT count(*) FROM " + table + " x WHERE EXISTS (SELECT 1 FROM purge_target t JOIN resource_type n ON "
                    + "n.id = t.type "
                    + "WHERE t.job = ? AND " + (column.getValue().equals("bigint") ? "t.rid = " + (name.equals("rid") ? container(name) : "x." + name)
                    : "x." + name + " = n.name || '/' || t.id") + ")", List.of(job), row -> row.getLong(1)).getFirst();
            if (times > 0) {
                found.add(column.getKey() + ": " + times);
            }
        }
        long texts = session.query("SELECT count(*) FROM full_text f WHERE f.hash IN (SELECT t.text_hash FROM purge_target t WHERE t.job = ?) "
                + "AND NOT EXISTS (SELECT 1 FROM resource r WHERE r.text_hash = f.hash)", List.of(job), row -> row.getLong(1)).getFirst();
        if (texts > 0) {
            found.add("full_text.words: " + texts);
        }
        long reading = session.query("SELECT count(*) FROM index_job j WHERE j.last IN (SELECT t.id FROM purge_target t WHERE t.job = ?)",
                List.of(job),
                row -> row.getLong(1)).getFirst();
        if (reading > 0) {
            found.add("index_job.last: " + reading);
        }
        return found;
    }

    /** Of the number of a contained resource, that of its container. */
    private static String container(String name) {
        return "CASE WHEN x." + name + " < 0 THEN (-x." + name + ") >> 20 ELSE x." + name + " END";
    }
}
