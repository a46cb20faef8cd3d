package org.ketaminerecord.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * Row locks. Every transaction takes them in the order of type and id, so that two of them wait for one another but
 * never deadlock.
 */
public final class ResourceLocks {

    /** A resource by type and id. */
    public record Key(short type, String id) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            return type != other.type ? Short.compare(type, other.type) : id.compareTo(other.id);
        }
    }

    /** What a reference to a resource needs to know of it. */
    public record Held(Key key, long rid, boolean live) {
    }

    private static final String WANTED = " FROM unnest(?::smallint[], ?::text[]) AS k(type, id) JOIN resource r ON r.type = k.type "
            + "AND r.id = k.id ORDER BY r.type, r.id ";
    private static final String WRITE = "SELECT " + ResourceReader.COLUMNS + WANTED + "FOR NO KEY UPDATE OF r";
    private static final String DELETE = "SELECT " + ResourceReader.COLUMNS + WANTED + "FOR UPDATE OF r";
    private static final String REFER = "SELECT r.type, r.id, r.rid, NOT r.deleted" + WANTED + "FOR KEY SHARE OF r";
    private static final String REFER_ONE = "SELECT r.type, r.id, r.rid, NOT r.deleted FROM resource r WHERE r.type = ? AND r.id = ? "
            + "FOR KEY SHARE";

    private ResourceLocks() {
    }

    /**
     * Locks resources that are to be written and returns those that have a row, by key.
     *
     * @param deleting true when some of them are to be deleted, which nobody may refer to meanwhile
     */
    public static Map<Key, StoredVersion> forWrite(Session session, Collection<Key> keys, boolean deleting) throws SQLException {
        Map<Key, StoredVersion> found = new HashMap<>();
        if (!keys.isEmpty()) {
            for (StoredVersion v : session.query(deleting ? DELETE : WRITE, arrays(keys), ResourceReader::version)) {
                found.put(new Key(v.type(), v.id()), v);
            }
        }
        return found;
    }

    /** Locks resources that are referred to against deletion and returns those that have a row, by key. */
    public static Map<Key, Held> forReference(Session session, Collection<Key> keys) throws SQLException {
        Map<Key, Held> found = new HashMap<>();
        if (keys.isEmpty()) {
            return found;
        }
        Key one = keys.iterator().next();
        List<Held> held = keys.size() == 1 ? session.query(REFER_ONE, List.of(one.type(), one.id()), ResourceLocks::held)
                : session.query(REFER, arrays(keys), ResourceLocks::held);
        held.forEach(h -> found.put(h.key(), h));
        return found;
    }

    /** Waits until no other transaction has the locks of these hashes, and has them until the end of this one. */
    public static void advisory(Session session, SortedSet<Long> hashes) throws SQLException {
        if (!hashes.isEmpty()) {
            session.query("SELECT pg_advisory_xact_lock(h) FROM unnest(?::bigint[]) AS h",
                    List.of(hashes.stream().mapToLong(Long::longValue).toArray()), row -> 0);
        }
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(new Key(row.getShort(1), row.getString(2)), row.getLong(3), row.getBoolean(4));
    }

    private static List<Object> arrays(Collection<Key> keys) {
        List<Key> sorted = keys.stream().sorted().toList();
        return List.of(new Session.Column("int2", sorted.stream().map(Key::type).toArray()),
                new Session.Column("text", sorted.stream().map(Key::id).toArray()));
    }
}
