package org.ketaminerecord.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The search parameters of one's own in the database, with the generation that counts their changes. */
public final class OwnParameterTable {

    /**
     * One of them.
     *
     * @param id         its number among these
     * @param url        canonical
     * @param source     where it comes from
     * @param complete   false while it is being indexed
     * @param definition the resource as JSON
     * @param numbers    its number in index rows for each resource type
     */
    public record Row(long id, String url, String source, boolean complete, String definition, Map<String, Short> numbers) {
    }

    /** Those that are not retired, after so many changes. */
    public record State(long generation, List<Row> rows) {
    }

    /** The statement by which a write learns, last of all, whether it indexed by what holds. */
    static final String GENERATION = "SELECT generation FROM index_generation";

    private static final String STATE = "SELECT g.generation, o.id, o.url, o.source, o.state = 'complete', o.definition, (SELECT string_agg("
            + "p.type || ' ' || p.id, ',') FROM search_parameter p WHERE p.own = o.id) FROM index_generation g "
            + "LEFT JOIN own_parameter o ON o.state <> 'retired' ORDER BY o.id";
    /** Numbers that nobody has, the lowest first; those of removed parameters come back. */
    private static final String NUMBER = "INSERT INTO search_parameter (id, type, code, own) SELECT n.id, u.type, ?, ? FROM (SELECT g AS id, "
            + "row_number() OVER (ORDER BY g) AS place FROM generate_series(1, 32767) g WHERE NOT EXISTS (SELECT 1 FROM search_parameter p "
            + "WHERE p.id = g)) n JOIN unnest(?::text[]) WITH ORDINALITY AS u(type, place) ON u.place = n.place";

    private OwnParameterTable() {
    }

    /** All that are not retired, in one statement, so that they are the state of one moment. */
    public static State read(Session session) throws SQLException {
        long[] generation = new long[1];
        List<Row> rows = new ArrayList<>();
        session.query(STATE, List.of(), row -> {
            generation[0] = row.getLong(1);
            if (row.getString(3) != null) {
                rows.add(new Row(row.getLong(2), row.getString(3), row.getString(4), row.getBoolean(5), row.getString(6), numbers(row.getString(7))));
            }
            return null;
        });
        return new State(generation[0], List.copyOf(rows));
    }

    private static Map<String, Short> numbers(String text) {
        Map<String, Short> numbers = new HashMap<>();
        for (String pair : text == null ? new String[0] : text.split(",")) {
            int space = pair.indexOf(' ');
            numbers.put(pair.substring(0, space), Short.parseShort(pair.substring(space + 1)));
        }
        return Map.copyOf(numbers);
    }

    /** The generation as of this statement. */
    public static long generation(Session session) throws SQLException {
        return session.query(GENERATION, List.of(), row -> row.getLong(1)).getFirst();
    }

    /** Begins the next generation; whoever changes these tables waits here for whoever else does. */
    public static long next(Session session) throws SQLException {
        return session.query("UPDATE index_generation SET generation = generation + 1 RETURNING generation", List.of(), row -> row.getLong(1)).getFirst();
    }

    /** Adds one that is to be indexed by a job, with numbers for its types. */
    public static void add(Session session, String url, String source, String code, Collection<String> types, String definition, long job)
            throws SQLException {
        long id = session.query("INSERT INTO own_parameter (url, source, state, definition, job) VALUES (?, ?, 'indexing', ?, ?) RETURNING id",
                List.of(url, source, definition, job), row -> row.getLong(1)).getFirst();
        session.execute("LOCK TABLE search_parameter IN SHARE ROW EXCLUSIVE MODE", List.of());
        session.execute(NUMBER, List.of(code, id, types.toArray(String[]::new)));
    }

    /** Notes what does not change what is indexed: another description, another source. */
    public static void describe(Session session, long id, String url, String source, String definition) throws SQLException {
        session.execute("UPDATE own_parameter SET url = ?, source = ?, definition = ? WHERE id = ?", List.of(url, source, definition, id));
    }

    /** Takes one out of use; a job removes its rows. */
    public static void retire(Session session, long id, long job) throws SQLException {
        session.execute("UPDATE own_parameter SET state = 'retired', job = ? WHERE id = ?", List.of(job, id));
    }

    /** Gives one that is being indexed to another job. */
    public static void assign(Session session, long id, long job) throws SQLException {
        session.execute("UPDATE own_parameter SET job = ? WHERE id = ? AND state = 'indexing'", List.of(job, id));
    }

    /** The numbers among these of those that a job indexes. */
    public static List<Long> ofJob(Session session, long job) throws SQLException {
        return session.query("SELECT id FROM own_parameter WHERE job = ? AND state = 'indexing' ORDER BY id", List.of(job), row -> row.getLong(1));
    }

    /** All that a job indexed can be searched by now. */
    public static void complete(Session session, long job) throws SQLException {
        session.execute("UPDATE own_parameter SET state = 'complete' WHERE job = ? AND state = 'indexing'", List.of(job));
    }

    /** The numbers in index rows of those that a job removes. */
    public static List<Short> removed(Session session, long job) throws SQLException {
        return session.query("SELECT p.id FROM search_parameter p JOIN own_parameter o ON o.id = p.own WHERE o.job = ? AND o.state = 'retired' ORDER BY p.id",
                List.of(job), row -> row.getShort(1));
    }

    /** Forgets those that a job removed; their numbers can be given again. */
    public static void forget(Session session, long job) throws SQLException {
        session.execute("DELETE FROM search_parameter WHERE own IN (SELECT id FROM own_parameter WHERE job = ? AND state = 'retired')", List.of(job));
        session.execute("DELETE FROM own_parameter WHERE job = ? AND state = 'retired'", List.of(job));
    }
}
