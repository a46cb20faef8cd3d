package org.ketaminerecord.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * The jobs that index, rebuild or remove rows. A node claims one by writing its name and the time into it, and proves
 * at the start of every step that the job is still its own; the proof holds the row, so nobody claims it meanwhile.
 */
public final class IndexJobTable {

    /** What a job does. */
    public enum Kind { INDEX, REBUILD, REMOVE }

    /**
     * A job.
     *
     * @param state   waiting, running, complete, failed or cancelled
     * @param urls    canonicals of the parameters; null for everything
     * @param horizon transactions with lower numbers must be over before it begins; 0 before it is claimed
     * @param type    the resource type it is at
     * @param last    the id of the last resource that is done
     * @param total   how many there are to do, or null before they are counted
     */
    public record Job(long id, Kind kind, String state, List<String> urls, long horizon, short type, String last, long done, Long total,
            Instant requested, Instant started, Instant finished, String error) {
    }

    private static final String COLUMNS = "id, kind, state, urls, coalesce(horizon, 0), type, last, done, total, requested, started, finished, error";

    private IndexJobTable() {
    }

    /** A new job that waits. */
    public static long add(Session session, Kind kind, List<String> urls) throws SQLException {
        return session.query("INSERT INTO index_job (kind, state, urls) VALUES (?, 'waiting', ?::text) RETURNING id",
                Arrays.asList(kind.name().toLowerCase(java.util.Locale.ROOT), urls == null ? null : String.join("\n", urls)), row -> row.getLong(1)).getFirst();
    }

    /** All jobs, the newest first; those long done are forgotten. */
    public static List<Job> all(Session session) throws SQLException {
        return session.query("SELECT " + COLUMNS + " FROM index_job ORDER BY id DESC LIMIT 200", List.of(), IndexJobTable::job);
    }

    /** A job, or null. */
    public static Job find(Session session, long id) throws SQLException {
        List<Job> found = session.query("SELECT " + COLUMNS + " FROM index_job WHERE id = ?", List.of(id), IndexJobTable::job);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** The job by which a parameter of one's own is indexed, or null. */
    public static Job indexing(Session session, long own) throws SQLException {
        List<Job> found = session.query("SELECT " + COLUMNS + " FROM index_job WHERE id = (SELECT job FROM own_parameter WHERE id = ?)", List.of(own),
                IndexJobTable::job);
        return found.isEmpty() ? null : found.getFirst();
    }

    /**
     * Claims the oldest open job that no living node has; null when there is none. The horizon is set once: the number
     * of the next transaction, as this one, which sees the job, sees it.
     */
    public static Job claim(Session session, String node, Duration lease) throws SQLException {
        List<Job> found = session.query("UPDATE index_job SET node = ?, heartbeat = clock_timestamp(), state = 'running', "
                + "started = coalesce(started, clock_timestamp()), horizon = coalesce(horizon, pg_snapshot_xmax(pg_current_snapshot())::text::bigint) "
                + "WHERE id = (SELECT id FROM index_job WHERE state IN ('waiting', 'running') AND (node IS NULL OR heartbeat < clock_timestamp() - "
                + "? * INTERVAL '1 millisecond') ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING " + COLUMNS, List.of(node, lease.toMillis()),
                IndexJobTable::job);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** The job as it is, held until the end of the transaction; null when it is no more this node's. */
    public static Job hold(Session session, long id, String node) throws SQLException {
        List<Job> found = session.query("UPDATE index_job SET heartbeat = clock_timestamp() WHERE id = ? AND node = ? AND state = 'running' RETURNING " + COLUMNS,
                List.of(id, node), IndexJobTable::job);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** True when all transactions are over that were there when the job was claimed first. */
    public static boolean reached(Session session, long horizon) throws SQLException {
        return session.query("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint >= ?", List.of(horizon), row -> row.getBoolean(1)).getFirst();
    }

    /** Notes how many there are to do. */
    public static void count(Session session, long id, long total) throws SQLException {
        session.execute("UPDATE index_job SET total = ? WHERE id = ?", List.of(total, id));
    }

    /** Notes where it is and how many are done. */
    public static void advance(Session session, long id, short type, String last, long done) throws SQLException {
        session.execute("UPDATE index_job SET type = ?, last = ?, done = ? WHERE id = ?", List.of(type, last, done, id));
    }

    /** Ends it: complete, failed or cancelled. */
    public static void end(Session session, long id, String state, String error) throws SQLException {
        session.execute("UPDATE index_job SET state = ?, error = ?::text, finished = clock_timestamp(), node = NULL WHERE id = ?",
                Arrays.asList(state, error, id));
    }

    /** Leaves it to whoever claims it next. */
    public static void release(Session session, long id, String node) throws SQLException {
        session.execute("UPDATE index_job SET node = NULL WHERE id = ? AND node = ?", List.of(id, node));
    }

    private static Job job(ResultSet row) throws SQLException {
        long total = row.getLong(9);
        boolean counted = !row.wasNull();
        String urls = row.getString(4);
        return new Job(row.getLong(1), Kind.valueOf(row.getString(2).toUpperCase(java.util.Locale.ROOT)), row.getString(3),
                urls == null ? null : List.of(urls.split("\n")), row.getLong(5), row.getShort(6), row.getString(7), row.getLong(8),
                counted ? Math.max(total, row.getLong(8)) : null, ResourceReader.instant(row, 10), ResourceReader.instant(row, 11),
                ResourceReader.instant(row, 12), row.getString(13));
    }
}
