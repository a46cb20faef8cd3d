package org.ketaminerecord.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The SQL by which a chart goes with all its rows, in one transaction that {@link #begin} opens. Everybody who writes into the chart, or takes
 * something out of it, holds the patient's row against deletion first ({@link ResourceLocks#forReference}): once it is locked here, what is in the
 * chart is settled; once it is gone, nobody can refer to it.
 */
public final class ChartRemoval {

    /** Numbers of resource types that are treated apart. */
    public record Types(short auditEvent, short provenance, short binary, short patient) {
    }

    /** A resource, for messages. */
    public record Named(short type, String id) {
    }

    private static final String INTO = "INSERT INTO purge_target (job, rid, text_hash, type, candidate, id) SELECT ?, r.rid, r.text_hash, r.type, "
            + "false, r.id "
            + "FROM resource r WHERE ";
    private static final String LOCKED = " ORDER BY r.type, r.id FOR UPDATE OF r ON CONFLICT (job, rid) DO NOTHING";
    private static final String TARGETS = "(SELECT t.rid FROM purge_target t WHERE t.job = ? AND NOT t.candidate)";

    private final Session session;
    private final long job;
    private final long patient;
    private final Types types;

    private ChartRemoval(Session session, long job, long patient, Types types) {
        this.session = session;
        this.job = job;
        this.patient = patient;
        this.types = types;
    }

    /** Locks the patient, waiting for those who write into the chart. */
    public static ChartRemoval begin(Session session, long job, long patient, Types types) throws SQLException {
        session.execute("SET LOCAL plan_cache_mode = force_custom_plan", List.of());       // once in a chart's life, and charts differ a hundredfold
        session.query("SELECT rid FROM resource WHERE rid = ? FOR UPDATE", List.of(patient), row -> row.getLong(1));
        return new ChartRemoval(session, job, patient, types);
    }

    /**
     * Notes what goes, and locks it: the patient, the resources of its compartment, deleted ones too; Provenances of nothing but these; Binaries
     * that have their access from these (securityContext); places kept for what only these refer to. Audit events stay.
     *
     * @param target the number of the search parameter Provenance.target
     */
    public void collect(short target) throws SQLException {
        session.execute(INTO + "r.type <> ? AND r.rid IN (SELECT ?::bigint UNION SELECT x.rid FROM resource x WHERE x.patient = ? AND NOT x.deleted "
                + "UNION SELECT x.rid FROM resource x WHERE x.patient = ? AND x.deleted UNION SELECT c.rid FROM compartment_index c WHERE "
                        + "c.patient = ?)" + LOCKED,
                List.of(job, types.auditEvent(), patient, patient, patient, patient));
        session.execute("ANALYZE purge_target", List.of());
        long before;
        long after = count();
        do {
            before = after;
            session.execute(INTO + "r.type = ? AND r.rid IN (SELECT f.rid FROM reference_index f WHERE f.param = ? AND f.target IN " + TARGETS
                    + ") AND NOT EXISTS "
                    + "(SELECT 1 FROM reference_index g WHERE g.rid = r.rid AND g.param = ? AND g.target NOT IN " + TARGETS + ")" + LOCKED,
                    List.of(job, types.provenance(), target, job, target, job));
            session.execute(INTO + "r.type = ? AND r.rid IN (SELECT f.rid FROM reference_index f WHERE f.target IN " + TARGETS + ")" + LOCKED,
                    List.of(job, types.binary(), job));
            after = count();
        } while (after > before);
        session.execute(INTO + "r.version = 0 AND r.rid IN (SELECT f.target FROM reference_index f WHERE f.rid IN " + TARGETS + ") AND NOT EXISTS "
                + "(SELECT 1 FROM reference_index g WHERE g.target = r.rid AND g.rid NOT IN " + TARGETS + ")" + LOCKED, List.of(job, job, job));
    }

    private long count() throws SQLException {
        return session.query("SELECT count(*) FROM purge_target WHERE job = ?", List.of(job), row -> row.getLong(1)).getFirst();
    }

    /** Some of those that are in another patient's compartment too. */
    public List<Named> shared(int most) throws SQLException {
        return session.query("SELECT r.type, r.id FROM purge_target t JOIN resource r ON r.rid = t.rid WHERE t.job = ? AND r.type <> ? AND NOT "
                + "r.deleted AND "
                + "(r.patient > 0 AND r.patient NOT IN " + TARGETS + " AND EXISTS (SELECT 1 FROM resource p WHERE p.rid = r.patient AND p.type = ?) "
                + "OR EXISTS (SELECT 1 FROM compartment_index c WHERE c.rid = r.rid AND c.patient > 0 AND c.patient NOT IN " + TARGETS + ")) LIMIT ?",
                List.of(job, types.patient(), job, types.patient(), job, most), row -> new Named(row.getShort(1), row.getString(2)));
    }

    /** Some of those that stay and refer to what goes. */
    public List<Named> referrers(int most) throws SQLException {
        return session.query("SELECT DISTINCT s.type, s.id FROM reference_index f JOIN resource s ON s.rid = f.rid WHERE f.target IN " + TARGETS
                + " AND s.type <> ? AND s.rid NOT IN " + TARGETS + " LIMIT ?", List.of(job, types.auditEvent(), job, most),
                row -> new Named(row.getShort(1), row.getString(2)));
    }

    /** All versions of what goes, for those who look into them. */
    public void eachBody(java.util.function.Consumer<byte[]> reader) throws SQLException {
        long after = Long.MIN_VALUE;
        while (true) {
            List<Long> rids = session.query("SELECT t.rid FROM purge_target t WHERE t.job = ? AND t.rid > ? ORDER BY t.rid LIMIT 200", List.of(job,
                    after),
                    row -> row.getLong(1));
            if (rids.isEmpty()) {
                return;
            }
            after = rids.getLast();
            long[] these = rids.stream().mapToLong(Long::longValue).toArray();
            session.query("SELECT body FROM resource WHERE rid = ANY(?) AND body IS NOT NULL UNION ALL SELECT body FROM resource_version WHERE rid "
                    + "= ANY(?) "
                    + "AND body IS NOT NULL", List.of(these, these), row -> {
                        reader.accept(BodyCodec.decode(row.getBytes(1)));
                        return 0;
                    });
        }
    }

    /** Notes Binaries by id, if they are there and do not go already, as those that go unless others name them. */
    public void candidates(List<String> ids) throws SQLException {
        session.execute("INSERT INTO purge_target (job, rid, text_hash, type, candidate, id) SELECT ?, r.rid, r.text_hash, r.type, true, r.id FROM "
                + "resource r "
                + "WHERE r.type = ? AND r.id = ANY(?) ON CONFLICT (job, rid) DO NOTHING", List.of(job, types.binary(), ids.toArray(String[]::new)));
    }

    /** Has these stay, which others name. */
    public static void keep(Session session, long job, long[] rids) throws SQLException {
        session.execute("DELETE FROM purge_target WHERE job = ? AND candidate AND rid = ANY(?)", List.of(job, rids));
    }

    /** Has those that nobody else names go too, unless somebody has come to refer to one meanwhile. */
    public void settle() throws SQLException {
        session.query("SELECT r.rid FROM resource r WHERE r.rid IN (SELECT t.rid FROM purge_target t WHERE t.job = ? AND t.candidate) ORDER BY "
                + "r.type, r.id "
                + "FOR UPDATE", List.of(job), row -> row.getLong(1));
        session.execute("DELETE FROM purge_target t WHERE t.job = ? AND t.candidate AND EXISTS (SELECT 1 FROM reference_index f WHERE f.target = "
                + "t.rid)",
                List.of(job));
        session.execute("UPDATE purge_target SET candidate = false WHERE job = ? AND candidate", List.of(job));
    }

    /** The numbers, with types and ids, that go. */
    public static List<StoredVersion> targets(Session session, long job, boolean candidate) throws SQLException {
        return session.query("SELECT t.rid, t.type, t.id FROM purge_target t WHERE t.job = ? AND t.candidate = ?", List.of(job, candidate),
                row -> new StoredVersion(row.getLong(1), row.getShort(2), row.getString(3), 0, java.time.Instant.EPOCH, Method.DELETE, true, null));
    }

    /**
     * Removes what was noted, rows and versions. Audit events that refer to it from then on refer to what is not here: their rows get the hashes
     * that {@code $reindex} would give them.
     *
     * @param rids   the numbers that go
     * @param hashes of each, that of a reference to it when it is not here
     * @return resources and versions that were removed
     */
    public long[] remove(long[] rids, long[] hashes) throws SQLException {
        List<String> statements = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (IndexTable table : IndexTable.values()) {
            if (table != IndexTable.CONTAINED) {
                statements.add("DELETE FROM " + table.table() + " x USING purge_target t WHERE t.job = ? AND NOT t.candidate AND x.rid = t.rid");
                values.add(job);
            }
            // last of all the table that tells which contained resources there are
            statements.add("DELETE FROM " + table.table() + " x USING purge_target t, contained c WHERE t.job = ? AND NOT t.candidate "
                    + "AND c.rid BETWEEN -(t.rid * 1048576 + 1048575) AND -(t.rid * 1048576) AND x.rid = c.rid");
            values.add(job);
        }
        session.execute(String.join("; ", statements), values);
        long superseded = deleted("resource_version");
        long bodies = session.query("SELECT count(*) FROM resource x JOIN purge_target t ON t.rid = x.rid WHERE t.job = ? AND NOT t.candidate AND "
                + "x.version > 0",
                List.of(job), row -> row.getLong(1)).getFirst();
        long resources = deleted("resource");
        session.execute("UPDATE reference_index x SET target = u.hash FROM unnest(?::bigint[], ?::bigint[]) AS u(rid, hash) WHERE x.target = u.rid",
                List.of(rids, hashes));
        for (int i = 0; i < rids.length; i++) {
            if (rids[i] == patient) {
                session.execute("UPDATE compartment_index SET patient = ? WHERE patient = ?; UPDATE resource SET patient = ? WHERE patient = ? AND "
                        + "NOT deleted; "
                        + "UPDATE resource SET patient = ? WHERE patient = ? AND deleted", List.of(hashes[i], patient, hashes[i], patient, hashes[i],
                        patient));
            }
        }
        return new long[] {resources, superseded + bodies};
    }

    private long deleted(String table) throws SQLException {
        return session.query("WITH gone AS (DELETE FROM " + table + " x USING purge_target t WHERE t.job = ? AND NOT t.candidate AND x.rid = t.rid "
                + "RETURNING 1) "
                + "SELECT count(*) FROM gone", List.of(job), row -> row.getLong(1)).getFirst();
    }
}
