package org.ketaminerecord.store;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The table {@code packaged_resource}: which versions of resources are a package's and were written by nobody. A resource is a
 * package's as long as its current version is.
 */
public final class PackagedRows {

    /** A condition on the rid and version of an alias {@code r}: this version is not of a package. */
    public static final String NONE_OF_THEM = "NOT EXISTS (SELECT 1 FROM packaged_resource p WHERE p.rid = r.rid AND p.version = r.version)";

    /**
     * A version that is of a package.
     *
     * @param source name#version of the package
     */
    public record Mark(long rid, int version, String source) {
    }

    private static final String ALL = "SELECT r.type, r.id, p.source FROM packaged_resource p JOIN resource r ON r.rid = p.rid AND r.version = p.version "
            + "WHERE NOT r.deleted";
    private static final String AMONG = "SELECT p.rid, p.source FROM packaged_resource p JOIN resource r ON r.rid = p.rid AND r.version = p.version WHERE p.rid = ANY(?)";
    private static final String MARK = "INSERT INTO packaged_resource (rid, version, source) SELECT u.rid, u.version, u.source "
            + "FROM unnest(?::bigint[], ?::int[], ?::text[]) AS u(rid, version, source) ON CONFLICT (rid, version) DO UPDATE SET source = excluded.source";

    private PackagedRows() {
    }

    /** What was stored last, as {@link #fingerprint(Session, String)} said; null when nothing was. */
    public static String fingerprint(Session session) throws SQLException {
        List<String> found = session.query("SELECT value FROM installation WHERE name = 'packages'", List.of(),
                row -> new String(row.getBytes(1), StandardCharsets.US_ASCII));
        return found.isEmpty() ? null : found.getFirst();
    }

    /** Says what is stored now. */
    public static void fingerprint(Session session, String fingerprint) throws SQLException {
        session.execute("INSERT INTO installation (name, value) VALUES ('packages', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                List.of((Object) fingerprint.getBytes(StandardCharsets.US_ASCII)));
    }

    /** All resources that are a package's, each with that. */
    public static Map<ResourceLocks.Key, String> all(Session session) throws SQLException {
        Map<ResourceLocks.Key, String> all = new TreeMap<>();
        session.query(ALL, List.of(), row -> all.put(new ResourceLocks.Key(row.getShort(1), row.getString(2)), row.getString(3)));
        return all;
    }

    /** Of these resources those that are a package's, each with that. */
    public static Map<Long, String> among(Session session, Collection<Long> rids) throws SQLException {
        Map<Long, String> found = new HashMap<>();
        if (!rids.isEmpty()) {
            session.query(AMONG, List.of((Object) rids.stream().mapToLong(Long::longValue).toArray()), row -> found.put(row.getLong(1), row.getString(2)));
        }
        return found;
    }

    /** Says of versions of locked resources that they are of these packages. */
    public static void mark(Session session, List<Mark> marks) throws SQLException {
        if (!marks.isEmpty()) {
            session.execute(MARK, List.of(new Session.Column("int8", marks.stream().map(Mark::rid).toArray()),
                    new Session.Column("int4", marks.stream().map(Mark::version).toArray()), new Session.Column("text", marks.stream().map(Mark::source).toArray())));
        }
    }
}
