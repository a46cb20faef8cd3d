package org.ketaminerecord.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.ketaminerecord.store.row.FullText;

/**
 * The table {@code full_text}: each text once, whoever has it.
 *
 * <p>A text that no resource has any more is taken out in two steps, since a transaction may have found it there and be
 * about to name it. First it is marked retired; who wants it from then on takes the mark off, which locks the row. When
 * all transactions that may have seen it without the mark have ended, it goes, unless a resource names it after all.
 */
public final class FullTexts {

    /** Looked up one by one, so that a kept plan cannot read the whole table; words are parsed only of what is new. */
    private static final String NEW = " AS u(hash, narrative, rest) WHERE (SELECT NOT t.retired FROM full_text t WHERE t.hash = u.hash) "
            + "IS NOT TRUE ON CONFLICT (hash) DO UPDATE SET retired = false";
    private static final String INSERT = "INSERT INTO full_text (hash, retired, words) SELECT u.hash, false, "
            + "setweight(to_tsvector('simple', u.narrative), 'A') || to_tsvector('simple', u.rest) FROM ";
    private static final String ONE = INSERT + "(VALUES (?::bigint, ?::text, ?::text))" + NEW;
    private static final String MANY = INSERT + "unnest(?::bigint[], ?::text[], ?::text[])" + NEW;

    private static final String RETIRE = "UPDATE full_text t SET retired = true WHERE NOT t.retired "
            + "AND NOT EXISTS (SELECT 1 FROM resource r WHERE r.text_hash = t.hash)";
    private static final String REMOVE = "DELETE FROM full_text t WHERE t.retired "
            + "AND NOT EXISTS (SELECT 1 FROM resource r WHERE r.text_hash = t.hash)";

    private static final String BATCH = "SELECT " + ResourceReader.COLUMNS + " FROM resource r WHERE (r.type, r.id) > (?::smallint, ?) "
            + "ORDER BY r.type, r.id LIMIT ? FOR NO KEY UPDATE OF r";
    private static final String NAME = "UPDATE resource r SET text_hash = u.hash FROM unnest(?::bigint[], ?::bigint[]) AS u(rid, hash) "
            + "WHERE r.rid = u.rid AND r.text_hash IS DISTINCT FROM u.hash";

    private FullTexts() {
    }

    /** Adds the statement that keeps these texts, and its values. */
    static void insert(Collection<FullText> texts, List<String> statements, List<Object> values) {
        // in one order in all transactions, so that two that bring the same texts wait instead of deadlocking
        Map<Long, FullText> sorted = new TreeMap<>();
        texts.forEach(t -> sorted.put(t.hash(), t));
        if (sorted.size() == 1) {
            FullText one = sorted.values().iterator().next();
            statements.add(ONE);
            values.addAll(List.of(one.hash(), one.narrative(), one.rest()));
        } else if (!sorted.isEmpty()) {
            statements.add(MANY);
            values.add(new Session.Column("int8", sorted.keySet().toArray()));
            values.add(new Session.Column("text", sorted.values().stream().map(FullText::narrative).toArray()));
            values.add(new Session.Column("text", sorted.values().stream().map(FullText::rest).toArray()));
        }
    }

    /**
     * The current versions that follow one in the order of type and id, locked: the order in which all writers lock.
     * Deleted ones are among them, without a body.
     */
    public static List<StoredVersion> batch(Session session, short type, String id, int most) throws SQLException {
        return session.query(BATCH, List.of(type, id, most), ResourceReader::version);
    }

    /**
     * Gives locked resources their texts.
     *
     * @param texts of a version, or null when it says nothing
     */
    public static void fill(Session session, List<StoredVersion> versions, Function<StoredVersion, FullText> texts) throws SQLException {
        List<FullText> found = new ArrayList<>();
        Object[] rids = new Object[versions.size()];
        Object[] hashes = new Object[versions.size()];
        for (int i = 0; i < rids.length; i++) {
            FullText text = texts.apply(versions.get(i));
            rids[i] = versions.get(i).rid();
            if (text != null) {
                hashes[i] = text.hash();
                found.add(text);
            }
        }
        List<String> statements = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        insert(found, statements, values);
        statements.add(NAME);
        values.add(new Session.Column("int8", rids));
        values.add(new Session.Column("int8", hashes));
        session.execute(String.join("; ", statements), values);
    }

    /** Marks the texts that no resource has. */
    public static void retire(Session session) throws SQLException {
        session.execute(RETIRE, List.of());
    }

    /** The number of the next transaction: those that may not know of a mark that is committed now have lower ones. */
    public static long nextTransaction(Session session) throws SQLException {
        return session.query("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint", List.of(), r -> r.getLong(1)).getFirst();
    }

    /** True when all transactions with a lower number have ended. */
    public static boolean ended(Session session, long transaction) throws SQLException {
        return session.query("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint", List.of(), r -> r.getLong(1)).getFirst() >= transaction;
    }

    /** Takes out what is marked and still of no resource. */
    public static void remove(Session session) throws SQLException {
        session.execute(REMOVE, List.of());
    }
}
