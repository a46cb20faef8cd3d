package org.ketaminerecord.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The jobs that follow the removal of a chart. They are claimed and held as those of {@link IndexJobTable}: a node writes its name and the time
 * into one, and proves at the start of every step that the job is still its own.
 */
public final class PurgeJobTable {

    /** What a job is at; in this order. */
    public enum Phase {
        /** Which of the Binaries that it names others name too. */
        BINARIES,
        /** Superseded versions of other resources that name one of the chart's. */
        SUPERSEDED,
        /** Texts that no resource has any more. */
        TEXTS,
        /** The scan: current versions, */
        CURRENT,
        /** superseded versions, */
        HISTORY,
        /** and all columns of all tables. */
        COLUMNS
    }

    /**
     * A job.
     *
     * @param patient   number of the patient, or null when nothing is left of it
     * @param resources removed
     * @param versions  removed
     * @param mentions  superseded versions of other resources that named one of these and were removed
     * @param scanned   bodies that were read by the scan
     * @param place     number of the resource at which the reading of bodies is
     * @param version   version at which it is
     * @param horizon   transactions with lower numbers must be over before texts go; or null
     * @param state     waiting, running, complete, incomplete or failed
     * @param said      why it failed, or what still names what was removed; or null
     */
    public record Job(long id, Long patient, String patientId, String base, String state, Phase phase, long resources, long versions, long mentions,
            long scanned, long place, int version, Long horizon, Instant requested, Instant finished, String said) {

        /** True when there is something to do. */
        public boolean open() {
            return state.equals("waiting") || state.equals("running");
        }
    }

    private static final String COLUMNS = "id, patient, patient_id, base, state, phase, resources, versions, mentions, scanned, place, version, "
            + "horizon, "
            + "requested, finished, said";

    private PurgeJobTable() {
    }

    /** A new job that waits. */
    public static long add(Session session, long patient, String patientId, String base) throws SQLException {
        return session.query("INSERT INTO purge_job (state, phase, patient, patient_id, base) VALUES ('waiting', 'binaries', ?, ?, ?) RETURNING id",
                List.of(patient, patientId, base), row -> row.getLong(1)).getFirst();
    }

    /** A job, or null. */
    public static Job find(Session session, long id) throws SQLException {
        return first(session.query("SELECT " + COLUMNS + " FROM purge_job WHERE id = ?", List.of(id), PurgeJobTable::job));
    }

    /** The newest job of a patient's id that is not over without a trace, or null. */
    public static Job ofPatient(Session session, String patientId) throws SQLException {
        return first(session.query("SELECT " + COLUMNS + " FROM purge_job WHERE patient_id = ? ORDER BY id DESC LIMIT 1", List.of(patientId),
                PurgeJobTable::job));
    }

    /** The newest jobs. */
    public static List<Job> all(Session session) throws SQLException {
        return session.query("SELECT " + COLUMNS + " FROM purge_job ORDER BY id DESC LIMIT 100", List.of(), PurgeJobTable::job);
    }

    /** Claims the oldest open job that no living node has; null when there is none. */
    public static Job claim(Session session, String node, Duration lease) throws SQLException {
        return first(session.query("UPDATE purge_job SET node = ?, heartbeat = clock_timestamp(), state = 'running', "
                + "started = coalesce(started, clock_timestamp()) WHERE id = (SELECT id FROM purge_job WHERE state IN ('waiting', 'running') "
                + "AND (node IS NULL OR heartbeat < clock_timestamp() - ? * INTERVAL '1 millisecond') ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) "
                        + "RETURNING "
                + COLUMNS, List.of(node, lease.toMillis()), PurgeJobTable::job));
    }

    /** The job as it is, held until the end of the transaction; null when it is no more this node's. */
    public static Job hold(Session session, long id, String node) throws SQLException {
        return first(session.query("UPDATE purge_job SET heartbeat = clock_timestamp() WHERE id = ? AND node = ? AND state = 'running' RETURNING "
                + COLUMNS,
                List.of(id, node), PurgeJobTable::job));
    }

    /** Goes on to another phase. */
    public static void phase(Session session, long id, Phase phase) throws SQLException {
        session.execute("UPDATE purge_job SET phase = ?, place = 0, version = 0 WHERE id = ?", List.of(phase.name().toLowerCase(Locale.ROOT), id));
    }

    /** Adds to what was removed. */
    public static void removed(Session session, long id, long resources, long versions, long mentions) throws SQLException {
        session.execute("UPDATE purge_job SET resources = resources + ?, versions = versions + ?, mentions = mentions + ? WHERE id = ?",
                List.of(resources, versions, mentions, id));
    }

    /** Notes where the reading of bodies is. */
    public static void advance(Session session, long id, long place, int version, long scanned) throws SQLException {
        session.execute("UPDATE purge_job SET place = ?, version = ?, scanned = scanned + ? WHERE id = ?", List.of(place, version, scanned, id));
    }

    /** Notes what the texts wait for, or takes the note out. */
    public static void horizon(Session session, long id, Long horizon) throws SQLException {
        session.execute("UPDATE purge_job SET horizon = ?::bigint WHERE id = ?", Arrays.asList(horizon, id));
    }

    /** Adds a line to what is to be said at the end. */
    public static void say(Session session, long id, String line) throws SQLException {
        session.execute("UPDATE purge_job SET said = CASE WHEN said IS NULL THEN ?::text WHEN length(said) > 4000 THEN said ELSE said || E'\\n' || "
                + "?::text END "
                + "WHERE id = ?", List.of(line, line, id));
    }

    /** Has the scan begin again of a job that is incomplete or failed. */
    public static void again(Session session, long id) throws SQLException {
        session.execute("UPDATE purge_job SET state = 'waiting', phase = 'superseded', place = 0, version = 0, scanned = 0, said = NULL, finished "
                + "= NULL "
                + "WHERE id = ? AND state IN ('incomplete', 'failed')", List.of(id));
    }

    /** Ends it: incomplete or failed. */
    public static void end(Session session, long id, String state, String said) throws SQLException {
        session.execute("UPDATE purge_job SET state = ?, said = ?::text, finished = clock_timestamp(), node = NULL WHERE id = ?",
                Arrays.asList(state, said, id));
    }

    /** Ends it with nothing left of the patient, here neither. */
    public static void complete(Session session, long id) throws SQLException {
        session.execute("DELETE FROM purge_target WHERE job = ?; UPDATE purge_job SET state = 'complete', patient = NULL, patient_id = NULL, base "
                + "= NULL, "
                + "said = NULL, place = 0, finished = clock_timestamp(), node = NULL WHERE id = ?", List.of(id, id));
    }

    /** Leaves it to whoever claims it next. */
    public static void release(Session session, long id, String node) throws SQLException {
        session.execute("UPDATE purge_job SET node = NULL WHERE id = ? AND node = ?", List.of(id, node));
    }

    private static Job first(List<Job> found) {
        return found.isEmpty() ? null : found.getFirst();
    }

    private static Job job(ResultSet row) throws SQLException {
        return new Job(row.getLong(1), row.getObject(2, Long.class), row.getString(3), row.getString(4), row.getString(5),
                Phase.valueOf(row.getString(6).toUpperCase(Locale.ROOT)), row.getLong(7), row.getLong(8), row.getLong(9), row.getLong(10),
                        row.getLong(11),
                row.getInt(12), row.getObject(13, Long.class), ResourceReader.instant(row, 14), ResourceReader.instant(row, 15), row.getString(16));
    }
}
