package org.ketaminerecord.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.ketaminerecord.store.row.IndexEntry;
import org.ketaminerecord.store.row.IndexRow;

/** Index rows written apart from their resources: for new search parameters, for repair, and when parameters are retired. */
public final class IndexRows {

    /** What the index shall hold of a resource. */
    public record Entry(long rid, IndexEntry entry) {
    }

    /** In the order of type and id, in which writers take their locks too; a writer that has a row is waited for. */
    private static final String PAGE = "SELECT " + ResourceReader.COLUMNS + " FROM resource r WHERE r.type = ? AND r.id > ? AND NOT r.deleted "
            + "AND r.version > 0 ORDER BY r.type, r.id LIMIT ? FOR NO KEY UPDATE OF r";
    private static final String CHART = "UPDATE resource r SET patient = u.patient, low = " + IndexTable.time("u.low") + ", high = " + IndexTable.time("u.high")
            + ", labels = string_to_array(u.labels, ','), text_hash = u.text FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], "
            + "?::bigint[]) AS u(rid, patient, low, high, labels, text) WHERE r.rid = u.rid AND (r.patient, r.low, r.high, r.labels, r.text_hash) "
            + "IS DISTINCT FROM (u.patient, " + IndexTable.time("u.low") + ", " + IndexTable.time("u.high") + ", string_to_array(u.labels, ','), u.text)";

    private IndexRows() {
    }

    /** The next resources of a type behind an id; nobody changes them before the transaction ends. */
    public static List<StoredVersion> page(Session session, short type, String last, int limit) throws SQLException {
        return session.query(PAGE, List.of(type, last, limit), ResourceReader::version);
    }

    /** How many resources of these types there are. */
    public static long count(Session session, long[] types) throws SQLException {
        return session.query("SELECT count(*) FROM resource WHERE type = ANY(?::bigint[]::smallint[]) AND NOT deleted AND version > 0", List.of(types),
                row -> row.getLong(1)).getFirst();
    }

    /** Puts rows of some parameters in the place of those that are there. All in one round trip. */
    public static void replace(Session session, List<Entry> entries, Collection<Short> params, Collection<String> tables) throws SQLException {
        List<String> statements = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        long[] rids = rids(entries);
        for (IndexTable table : IndexTable.values()) {
            if (table.ofParameters() && tables.contains(table.table())) {
                statements.add("DELETE FROM " + table.table() + " WHERE rid = ANY(?) AND param = ANY(?::bigint[]::smallint[])");
                values.add(rids);
                values.add(numbers(params));
            }
        }
        insert(entries, row -> params.contains(row.param()), statements, values);
        session.execute(String.join("; ", statements), values);
    }

    /** Puts all that the index shall hold in the place of what it holds, the columns of the chart too. */
    public static void replaceAll(Session session, List<Entry> entries) throws SQLException {
        List<String> statements = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        long[] rids = rids(entries);
        long[] contained = entries.stream().flatMap(e -> e.entry().contained().keySet().stream()).mapToLong(Long::longValue).toArray();
        for (IndexTable table : IndexTable.values()) {
            statements.add(table.clear());
            values.add(table == IndexTable.CONTAINED ? contained : LongStream.concat(Arrays.stream(rids), Arrays.stream(contained)).toArray());
        }
        insert(entries, row -> true, statements, values);
        statements.add(CHART);
        values.add(rids);
        values.add(column(entries, e -> e.patient()));
        values.add(column(entries, e -> IndexTable.micros(e.low())));
        values.add(column(entries, e -> IndexTable.micros(e.high())));
        values.add(new Session.Column("text", entries.stream().map(e -> (Object) e.entry().labels()).toArray()));
        values.add(column(entries, IndexEntry::textHash));
        FullTexts.insert(entries.stream().map(e -> e.entry().text()).filter(Objects::nonNull).toList(), statements, values);
        session.execute(String.join("; ", statements), values);
    }

    /** Removes some rows of these parameters; returns how many, 0 when there are no more. */
    public static int remove(Session session, Collection<Short> params, int limit) throws SQLException {
        int removed = 0;
        for (IndexTable table : IndexTable.values()) {
            if (table.ofParameters() && removed < limit) {
                removed += session.query("WITH gone AS (DELETE FROM " + table.table() + " WHERE ctid = ANY(ARRAY(SELECT ctid FROM " + table.table()
                        + " WHERE param = ANY(?::bigint[]::smallint[]) LIMIT ?)) RETURNING 1) SELECT count(*) FROM gone", List.of(numbers(params), limit - removed),
                        row -> row.getInt(1)).getFirst();
            }
        }
        return removed;
    }

    private static void insert(List<Entry> entries, java.util.function.Predicate<IndexRow> wanted, List<String> statements, List<Object> values) {
        Map<IndexTable, List<Long>> rids = new EnumMap<>(IndexTable.class);
        Map<IndexTable, List<IndexRow>> rows = new EnumMap<>(IndexTable.class);
        for (Entry e : entries) {
            Map<Long, Set<IndexRow>> all = new LinkedHashMap<>(e.entry().contained());
            all.put(e.rid(), e.entry().rows());
            all.forEach((rid, ofOne) -> ofOne.stream().filter(wanted).forEach(row -> {
                rids.computeIfAbsent(IndexTable.of(row), t -> new ArrayList<>()).add(rid);
                rows.computeIfAbsent(IndexTable.of(row), t -> new ArrayList<>()).add(row);
            }));
        }
        rows.forEach((table, added) -> table.insert(rids.get(table), added, statements, values));
    }

    private static long[] rids(List<Entry> entries) {
        return entries.stream().mapToLong(Entry::rid).toArray();
    }

    private static Session.Column column(List<Entry> entries, java.util.function.Function<IndexEntry, Object> of) {
        return new Session.Column("int8", entries.stream().map(e -> of.apply(e.entry())).toArray());
    }

    private static long[] numbers(Collection<Short> params) {
        return params.stream().mapToLong(Short::longValue).toArray();
    }

    /** The numbers of resources by type and id, as an index row names them. */
    public static Map<ResourceLocks.Key, Long> numbers(Session session, List<ResourceLocks.Key> keys) throws SQLException {
        Map<ResourceLocks.Key, Long> numbers = new java.util.HashMap<>();
        if (!keys.isEmpty()) {
            session.query("SELECT r.type, r.id, r.rid FROM unnest(?::smallint[], ?::text[]) AS k(type, id) JOIN resource r ON r.type = k.type AND r.id = k.id",
                    Arrays.asList(new Session.Column("int2", keys.stream().map(ResourceLocks.Key::type).toArray()),
                            new Session.Column("text", keys.stream().map(ResourceLocks.Key::id).toArray())),
                    row -> numbers.put(new ResourceLocks.Key(row.getShort(1), row.getString(2)), row.getLong(3)));
        }
        return numbers;
    }
}
