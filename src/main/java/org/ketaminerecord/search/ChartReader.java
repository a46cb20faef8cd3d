package org.ketaminerecord.search;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.search.parameter.LocalReference;
import org.ketaminerecord.search.parameter.Reach;
import org.ketaminerecord.search.parameter.Sql;
import org.ketaminerecord.store.ResourceReader;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.store.StoredVersion;

/** Reads a patient's compartment in the order of its index, and what its resources refer to outside of it. */
public final class ChartReader {

    /**
     * What of the chart is wanted.
     *
     * @param patient number of the patient
     * @param reach   what the caller reaches
     * @param types   only these types; empty for all
     * @param since   only what was written from then on, or null
     * @param start   only what is dated from then on or not at all, or null
     * @param end     only what is dated until then or not at all, or null
     */
    public record Wanted(long patient, Reach reach, List<String> types, Instant since, Instant start, Instant end) {

        /** True when resources of the chart are left out that may refer to what is wanted. */
        public boolean partial() {
            return !types.isEmpty() || since != null;
        }

        /** The same care, all types, whenever written: whose references count. */
        public Wanted whole() {
            return new Wanted(patient, reach, List.of(), null, start, end);
        }
    }

    /** A resource of the chart with its place in the order. */
    public record Row(StoredVersion version, String low) {
    }

    private static final List<OrderKey> ORDER = List.of(OrderKey.number("c.type", false),
            new OrderKey("c.low", false, OrderKey.Type.TIME, OrderKey.Absent.FIRST), OrderKey.number("c.rid", false));
    private static final byte[] REFERENCE = "\"reference\":\"".getBytes(StandardCharsets.US_ASCII);

    /** Of these the date is that of a birth, which is no date of care. */
    private static final String BORN = Stream.of("Patient", "Person", "RelatedPerson").map(t -> Short.toString(Definitions.r4().typeNumber(t)))
            .collect(Collectors.joining(", ", "c.type IN (", ") OR "));

    private ChartReader() {
    }

    /**
     * A page of the chart.
     *
     * @param after type number, date and resource number of the last row of the page before, or null
     */
    public static List<Row> page(Session session, Wanted wanted, List<String> after, int limit) throws SQLException {
        Sql sql = new Sql().probing(true).add("SELECT ").add(ResourceReader.COLUMNS).add(", c.low FROM (");
        part(sql, wanted, after, limit, "SELECT c.rid, c.type, c.low FROM resource c WHERE c.patient = ", "c", " AND NOT c.deleted");
        sql.add(" UNION ALL ");
        part(sql, wanted, after, limit, "SELECT c.rid, c.type, c.low FROM compartment_index c JOIN resource d ON d.rid = c.rid WHERE c.patient = ",
                "d", " AND NOT d.deleted");
        sql.add(") c JOIN resource r ON r.rid = c.rid");
        OrderKey.orderBy(sql, ORDER);
        sql.add(" LIMIT ").add(limit);
        return session.search(sql.text(), sql.values(), true, ChartReader::row);
    }

    private static void part(Sql sql, Wanted w, List<String> after, int limit, String select, String r, String live) {
        sql.add("(").add(select).value(w.patient()).add(live);
        if (!w.types().isEmpty()) {
            sql.add(" AND c.type = ANY(").value(w.types().stream().mapToLong(Definitions.r4()::typeNumber).toArray()).add(")");
        }
        w.reach().and(sql, r, w.types());
        if (w.since() != null) {
            sql.add(" AND ").add(r).add(".updated >= ").value(w.since());
        }
        if (w.start() != null) {
            sql.add(" AND (").add(BORN).add(r).add(".high IS NULL OR ").add(r).add(".high >= ").value(w.start()).add(")");
        }
        if (w.end() != null) {
            sql.add(" AND (").add(BORN).add(r).add(".low IS NULL OR ").add(r).add(".low <= ").value(w.end()).add(")");
        }
        if (after != null) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < ORDER.size(); i++) {
                values.add(ORDER.get(i).value(after.get(i)));
            }
            sql.add(" AND ");
            OrderKey.after(sql, ORDER, values);
        }
        OrderKey.orderBy(sql, ORDER);
        sql.add(" LIMIT ").add(limit).add(")");
    }

    private static Row row(ResultSet row) throws SQLException {
        Instant low = ResourceReader.instant(row, 9);
        return new Row(ResourceReader.version(row), low == null ? null : low.toString());
    }

    /**
     * What resources of the chart refer to that is in nobody's chart (practitioners, organizations, medications), in the
     * order of type and id. Another patient's resources are never among them.
     */
    public static List<StoredVersion> supporting(Session session, Wanted wanted, Set<LocalReference> references) throws SQLException {
        List<LocalReference> keys = references.stream().filter(k -> wanted.types().isEmpty() || wanted.types().contains(k.type())).toList();
        if (keys.isEmpty()) {
            return List.of();
        }
        Sql sql = new Sql().probing(true).add("SELECT ").add(ResourceReader.COLUMNS).add(" FROM unnest(")
                .value(keys.stream().mapToLong(k -> Definitions.r4().typeNumber(k.type())).toArray()).add("::bigint[], ")
                .value(keys.stream().map(LocalReference::id).toArray(String[]::new))
                .add("::text[]) AS k(type, id) JOIN resource r ON r.type = k.type AND r.id = k.id WHERE r.patient IS NULL AND NOT r.deleted "
                        + "AND r.version > 0");
        wanted.reach().and(sql, "r", wanted.types());
        if (wanted.since() != null) {
            sql.add(" AND r.updated >= ").value(wanted.since());
        }
        sql.add(" ORDER BY r.type, r.id");
        return session.query(sql.text(), sql.values(), ResourceReader::version);
    }

    /** The local references of stored bytes. They are minified, so the pattern cannot stand inside a string: its quotes would be escaped. */
    public static void references(byte[] body, Set<LocalReference> to) {
        for (int i = 0; i < body.length - REFERENCE.length; i++) {
            if (body[i] == '"' && body[i + 1] == 'r' && matches(body, i)) {
                int start = i + REFERENCE.length;
                int end = start;
                while (body[end] != '"') {
                    end++;
                }
                LocalReference local = LocalReference.of(new String(body, start, end - start, StandardCharsets.UTF_8));
                if (local != null) {
                    to.add(local);
                }
                i = end;
            }
        }
    }

    /** The references of the whole chart, page by page, for those who cannot keep them from page to page. */
    public static Set<LocalReference> allReferences(Session session, Wanted wanted) throws SQLException {
        Set<LocalReference> all = new LinkedHashSet<>();
        List<String> after = null;
        do {
            List<Row> page = page(session, wanted, after, 1000);
            page.forEach(r -> references(r.version().body(), all));
            after = page.size() < 1000 ? null : place(page.getLast());
        } while (after != null);
        return all;
    }

    /** The place of a row, as {@link #page} takes it. */
    public static List<String> place(Row row) {
        List<String> place = new ArrayList<>();
        place.add(Short.toString(row.version().type()));
        place.add(row.low());
        place.add(Long.toString(row.version().rid()));
        return place;
    }

    private static boolean matches(byte[] body, int at) {
        for (int i = 2; i < REFERENCE.length; i++) {
            if (body[at + i] != REFERENCE[i]) {
                return false;
            }
        }
        return true;
    }
}
