package org.ketaminerecord.store;

import java.sql.SQLException;
import java.util.List;

/** Who refers to a resource. */
public final class Referrers {

    /** A resource that refers to one of those asked for. */
    public record Referrer(short type, String id, long target) {
    }

    private Referrers() {
    }

    /**
     * The first few resources that refer to any of these and are not among them themselves.
     *
     * @param targets numbers of resources
     * @param leaving numbers of resources that do not count, because they are being deleted too
     * @param records numbers of types whose references do not count
     */
    public static List<Referrer> of(Session session, long[] targets, long[] leaving, List<Short> records, int most) throws SQLException {
        return session.query("SELECT s.type, s.id, f.target FROM reference_index f JOIN resource s ON s.rid = f.rid "
                + "WHERE f.target = ANY(?) AND f.rid <> ALL(?) "
                + "AND s.type <> ALL(?::bigint[]::smallint[]) ORDER BY f.target, f.rid LIMIT ?",
                List.of(targets, leaving, records.stream().mapToLong(Short::longValue).toArray(), most),
                row -> new Referrer(row.getShort(1), row.getString(2), row.getLong(3)));
    }
}
