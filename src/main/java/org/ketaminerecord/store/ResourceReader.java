package org.ketaminerecord.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Reads versions by their keys. */
public final class ResourceReader {

    /** The columns that {@link #version} reads, of an alias {@code r}. */
    public static final String COLUMNS = "r.rid, r.type, r.id, r.version, r.updated, r.method, r.deleted, r.body";

    private static final String BY_ID = "SELECT " + COLUMNS + " FROM resource r WHERE r.type = ? AND r.id = ?";
    private static final String OLD = "SELECT r.rid, r.type, c.id, r.version, r.updated, r.method, r.deleted, r.body "
            + "FROM resource c JOIN resource_version r ON r.rid = c.rid WHERE c.type = ? AND c.id = ? AND r.version = ?";

    private ResourceReader() {
    }

    /** The current version, deleted or not; null when there never was one. */
    public static StoredVersion current(Session session, short type, String id) throws SQLException {
        List<StoredVersion> found = session.query(BY_ID, List.of(type, id), ResourceReader::version);
        return found.isEmpty() || found.getFirst().version() == 0 ? null : found.getFirst();
    }

    /** A superseded version; null when there is none of this number. */
    public static StoredVersion old(Session session, short type, String id, int version) throws SQLException {
        List<StoredVersion> found = session.query(OLD, List.of(type, id, version), ResourceReader::version);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** Reads a row with {@link #COLUMNS} in the first places. */
    public static StoredVersion version(ResultSet row) throws SQLException {
        byte[] body = row.getBytes(8);
        return new StoredVersion(row.getLong(1), row.getShort(2), row.getString(3), row.getInt(4), instant(row, 5),
                Method.of(row.getShort(6)), row.getBoolean(7), body == null ? null : BodyCodec.decode(body));
    }

    /** A timestamp of a row, or null. */
    public static Instant instant(ResultSet row, int column) throws SQLException {
        java.time.OffsetDateTime time = row.getObject(column, java.time.OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
