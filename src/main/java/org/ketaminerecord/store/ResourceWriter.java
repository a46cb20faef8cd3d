package org.ketaminerecord.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.ketaminerecord.store.row.IndexRow;

/** Writes versions and the differences of their index rows: one statement a table, all in one round trip. */
public final class ResourceWriter {

    private static final String LABELS = "string_to_array(u.labels, ',')";
    private static final String INSERT = "INSERT INTO resource (rid, type, id, version, updated, method, deleted, patient, low, high, "
            + "labels, body, text_hash) SELECT u.rid, u.type, u.id, u.version, " + IndexTable.time("u.updated") + ", u.method, u.deleted, "
            + "u.patient, " + IndexTable.time("u.low") + ", " + IndexTable.time("u.high") + ", " + LABELS + ", u.body, u.text_hash "
            + "FROM unnest(?::bigint[], ?::smallint[], ?::text[], ?::int[], ?::bigint[], ?::smallint[], ?::boolean[], ?::bigint[], "
            + "?::bigint[], ?::bigint[], ?::text[], ?::bytea[], ?::bigint[]) AS u(rid, type, id, version, updated, method, deleted, patient, "
            + "low, high, labels, body, text_hash)";
    private static final String SUPERSEDE = "INSERT INTO resource_version (rid, updated, position, version, type, method, deleted, patient, "
            + "labels, body) SELECT rid, updated, position, version, type, method, deleted, patient, labels, body FROM resource "
            + "WHERE version > 0 AND rid = ";
    private static final String SUPERSEDE_ALL = SUPERSEDE + "ANY(?)";
    private static final String UPDATE = "UPDATE resource r SET version = u.version, updated = " + IndexTable.time("u.updated")
            + ", method = u.method, deleted = u.deleted, patient = u.patient, low = " + IndexTable.time("u.low") + ", high = "
            + IndexTable.time("u.high") + ", labels = " + LABELS + ", body = u.body, text_hash = u.text_hash, "
            + "position = pg_current_xact_id()::text::bigint FROM unnest(?::bigint[], ?::int[], ?::bigint[], ?::smallint[], ?::boolean[], "
            + "?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::bytea[], ?::bigint[]) AS u(rid, version, updated, method, deleted, patient, "
            + "low, high, labels, body, text_hash) WHERE r.rid = u.rid";

    private static final String INSERT_ONE = "INSERT INTO resource (version, updated, method, deleted, patient, low, high, labels, body, "
            + "text_hash, type, id, rid) VALUES (?, ?, ?, ?, ?::bigint, ?::timestamptz, ?::timestamptz, string_to_array(?, ','), ?::bytea, "
            + "?::bigint, ?, ?, ?)";
    private static final String SUPERSEDE_ONE = SUPERSEDE + "?";
    private static final String UPDATE_ONE = "UPDATE resource SET version = ?, updated = ?, method = ?, deleted = ?, patient = ?::bigint, "
            + "low = ?::timestamptz, high = ?::timestamptz, labels = string_to_array(?, ','), body = ?::bytea, text_hash = ?::bigint, "
            + "position = pg_current_xact_id()::text::bigint WHERE type = ? AND id = ? AND rid = ?";

    private record Rows(List<Long> rids, List<IndexRow> rows) {
        Rows() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        void add(long rid, IndexRow row) {
            rids.add(rid);
            rows.add(row);
        }
    }

    private ResourceWriter() {
    }

    /**
     * Writes all of these; the rows to be superseded must be locked.
     *
     * @return the generation of what is to be indexed, read last: when it is another than the one that the index rows
     *         were made under, the transaction must not be committed (docs/decisions/0006-own-search-parameters.md)
     */
    public static long write(Session session, List<VersionWrite> writes) throws SQLException {
        List<VersionWrite> fresh = writes.stream().filter(VersionWrite::fresh)
                // in one order in all transactions, so that two that insert the same ids wait instead of deadlocking
                .sorted(Comparator.comparing((VersionWrite w) -> w.version().type()).thenComparing(w -> w.version().id())).toList();
        List<VersionWrite> changed = writes.stream().filter(w -> !w.fresh()).toList();
        List<String> statements = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        if (fresh.size() == 1) {
            statements.add(INSERT_ONE);
            one(fresh.getFirst(), values);
        } else if (!fresh.isEmpty()) {
            statements.add(INSERT);
            insertValues(fresh, values);
        }
        if (changed.size() == 1) {
            statements.add(SUPERSEDE_ONE);
            values.add(changed.getFirst().version().rid());
            statements.add(UPDATE_ONE);
            one(changed.getFirst(), values);
        } else if (!changed.isEmpty()) {
            statements.add(SUPERSEDE_ALL);
            values.add(changed.stream().mapToLong(w -> w.version().rid()).toArray());
            statements.add(UPDATE);
            updateValues(changed, values);
        }
        indexRows(writes, statements, values);
        FullTexts.insert(writes.stream().map(w -> w.after().text()).filter(Objects::nonNull).toList(), statements, values);
        statements.add(OwnParameterTable.GENERATION);
        return session.executeAndRead(String.join("; ", statements), values);
    }

    private static void one(VersionWrite w, List<Object> values) {
        StoredVersion v = w.version();
        java.util.Collections.addAll(values, v.version(), v.updated(), v.method().number(), v.deleted(), w.after().patient(), w.after().low(),
                w.after().high(), w.after().labels(), v.body() == null ? null : BodyCodec.encode(v.body()), w.after().textHash(), v.type(),
                v.id(), v.rid());
    }

    private static void insertValues(List<VersionWrite> fresh, List<Object> values) {
        values.add(column(fresh, "int8", w -> w.version().rid()));
        values.add(column(fresh, "int2", w -> w.version().type()));
        values.add(column(fresh, "text", w -> w.version().id()));
        values.add(column(fresh, "int4", w -> w.version().version()));
        values.add(column(fresh, "int8", w -> IndexTable.micros(w.version().updated())));
        values.add(column(fresh, "int2", w -> w.version().method().number()));
        values.add(column(fresh, "bool", w -> w.version().deleted()));
        rest(fresh, values);
    }

    private static void updateValues(List<VersionWrite> changed, List<Object> values) {
        values.add(column(changed, "int8", w -> w.version().rid()));
        values.add(column(changed, "int4", w -> w.version().version()));
        values.add(column(changed, "int8", w -> IndexTable.micros(w.version().updated())));
        values.add(column(changed, "int2", w -> w.version().method().number()));
        values.add(column(changed, "bool", w -> w.version().deleted()));
        rest(changed, values);
    }

    private static void rest(List<VersionWrite> writes, List<Object> values) {
        values.add(column(writes, "int8", w -> w.after().patient()));
        values.add(column(writes, "int8", w -> IndexTable.micros(w.after().low())));
        values.add(column(writes, "int8", w -> IndexTable.micros(w.after().high())));
        values.add(column(writes, "text", w -> w.after().labels()));
        byte[][] bodies = new byte[writes.size()][];
        for (int i = 0; i < bodies.length; i++) {
            byte[] body = writes.get(i).version().body();
            bodies[i] = body == null ? null : BodyCodec.encode(body);
        }
        values.add(new Session.Column("bytea", bodies));
        values.add(column(writes, "int8", w -> w.after().textHash()));
    }

    private static Session.Column column(List<VersionWrite> writes, String type, Function<VersionWrite, Object> of) {
        Object[] column = new Object[writes.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = of.apply(writes.get(i));
        }
        return new Session.Column(type, column);
    }

    private static void indexRows(List<VersionWrite> writes, List<String> statements, List<Object> values) {
        Map<IndexTable, Rows> gone = new EnumMap<>(IndexTable.class);
        Map<IndexTable, Rows> added = new EnumMap<>(IndexTable.class);
        List<VersionWrite> deletions = writes.stream().filter(w -> w.version().deleted() && !w.fresh()).toList();
        long[] contained = deletions.stream().flatMap(w -> w.before().contained().keySet().stream()).mapToLong(Long::longValue).toArray();
        long[] deleted = LongStream.concat(deletions.stream().mapToLong(w -> w.version().rid()), Arrays.stream(contained)).toArray();
        for (VersionWrite w : writes) {
            if (!w.version().deleted()) {
                difference(w.version().rid(), w.before().rows(), w.after().rows(), gone, added);
                Set<Long> inside = new HashSet<>(w.before().contained().keySet());
                inside.addAll(w.after().contained().keySet());
                for (Long number : inside) {
                    difference(number, w.before().contained().getOrDefault(number, Set.of()),
                            w.after().contained().getOrDefault(number, Set.of()), gone, added);
                }
            }
        }
        for (IndexTable table : IndexTable.values()) {
            long[] cleared = table == IndexTable.CONTAINED ? contained : deleted;
            if (cleared.length > 0) {
                statements.add(table.clear());
                values.add(cleared);
            }
            if (gone.containsKey(table)) {
                table.delete(gone.get(table).rids(), gone.get(table).rows(), statements, values);
            }
            if (added.containsKey(table)) {
                table.insert(added.get(table).rids(), added.get(table).rows(), statements, values);
            }
        }
    }

    private static void difference(long rid, Set<IndexRow> before, Set<IndexRow> after, Map<IndexTable, Rows> gone, Map<IndexTable, Rows> added) {
        for (IndexRow row : before) {
            if (!after.contains(row)) {
                gone.computeIfAbsent(IndexTable.of(row), t -> new Rows()).add(rid, row);
            }
        }
        for (IndexRow row : after) {
            if (!before.contains(row)) {
                added.computeIfAbsent(IndexTable.of(row), t -> new Rows()).add(rid, row);
            }
        }
    }
}
