package org.ketaminerecord.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.ketaminerecord.store.Session.Column;

/** The audit trail: rows are added, read, and removed when they are old. */
public final class AuditTable {

    /**
     * What says which patients an event concerns: a row is written for each.
     *
     * @param rids     numbers of resources that were read or written
     * @param rid      number of the one resource, when a superseded version says it too; else 0
     * @param version  that version
     * @param named    resources that the request names, as {@code Type/id}; there need be none
     * @param patients ids of patients
     */
    public record Concerned(long[] rids, long rid, int version, List<String> named, List<String> patients) {
    }

    /** An event to be written; its part and patient are not looked at. */
    public record Entry(AuditRow row, Concerned concerned) {
    }

    private static final String COLUMNS = "id, part, time, within, version, outcome, status, kind, operation, patient, type, resource, issuer, subject, "
            + "client, fhir_user, purposes, address, request_id, method, request, said";

    /** An event that is there already is not written again: a spool may be read twice. */
    private static final String INSERT = """
            WITH named AS (
                SELECT n.n, r.rid FROM unnest(?::int[], ?::text[], ?::text[]) AS n(n, type, id) JOIN resource_type t ON t.name = n.type
                JOIN resource r ON r.type = t.id AND r.id = n.id),
            touched AS (
                SELECT u.n, u.rid FROM unnest(?::int[], ?::bigint[]) AS u(n, rid) UNION ALL SELECT n, rid FROM named),
            concerned AS (
                SELECT t.n, CASE WHEN p.rid IS NULL THEN r.id ELSE p.id END AS patient FROM touched t JOIN resource r ON r.rid = t.rid
                LEFT JOIN resource p ON p.rid = r.patient WHERE p.rid IS NOT NULL OR r.type = (SELECT id FROM resource_type WHERE name = 'Patient')
                UNION SELECT t.n, p.id FROM touched t JOIN compartment_index c ON c.rid = t.rid JOIN resource p ON p.rid = c.patient
                UNION SELECT o.n, p.id FROM unnest(?::int[], ?::bigint[], ?::int[]) AS o(n, rid, version)
                    JOIN resource_version v ON v.rid = o.rid AND v.version = o.version JOIN resource p ON p.rid = v.patient
                UNION SELECT s.n, s.patient FROM unnest(?::int[], ?::text[]) AS s(n, patient))
            INSERT INTO audit_event (""" + COLUMNS + """
            ) SELECT e.id::uuid, row_number() OVER (PARTITION BY e.n ORDER BY c.patient) - 1, to_timestamp(e.time / 1000.0), e.within::uuid,
                    e.version,
                e.outcome, e.status, e.kind, e.operation, c.patient, e.type, e.resource, e.issuer, e.subject, e.client, e.fhir_user, e.purposes,
                e.address,
                e.request_id, e.method, e.request, e.said
            FROM unnest(?::int[], ?::text[], ?::bigint[], ?::text[], ?::int[], ?::int[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[],
                ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                AS e(n, id, time, within, version, outcome, status, kind, operation, type, resource, issuer, subject, client, fhir_user, purposes,
                        address,
                request_id, method, request, said)
            LEFT JOIN concerned c ON c.n = e.n
            WHERE NOT EXISTS (SELECT 1 FROM audit_event a WHERE a.id = e.id::uuid)
            ON CONFLICT DO NOTHING""";

    private AuditTable() {
    }

    /** Writes events, for each patient that one concerns a row; those that are there already are left as they are. */
    public static void insert(Session session, List<Entry> entries) throws SQLException {
        List<Object> namedAt = new ArrayList<>();
        List<Object> namedType = new ArrayList<>();
        List<Object> namedId = new ArrayList<>();
        List<Object> touchedAt = new ArrayList<>();
        List<Object> touched = new ArrayList<>();
        List<Object> oldAt = new ArrayList<>();
        List<Object> old = new ArrayList<>();
        List<Object> oldVersion = new ArrayList<>();
        List<Object> saidAt = new ArrayList<>();
        List<Object> said = new ArrayList<>();
        for (int n = 0; n < entries.size(); n++) {
            Concerned c = entries.get(n).concerned();
            for (String name : c.named()) {
                int slash = name.indexOf('/');
                namedAt.add(n);
                namedType.add(name.substring(0, slash));
                namedId.add(name.substring(slash + 1));
            }
            for (long rid : c.rids()) {
                touchedAt.add(n);
                touched.add(rid);
            }
            if (c.rid() != 0) {
                oldAt.add(n);
                old.add(c.rid());
                oldVersion.add(c.version());
            }
            for (String patient : c.patients()) {
                saidAt.add(n);
                said.add(patient);
            }
        }
        List<AuditRow> rows = entries.stream().map(Entry::row).toList();
        List<Object> numbers = new ArrayList<>();
        for (int n = 0; n < rows.size(); n++) {
            numbers.add(n);
        }
        session.execute(INSERT, List.of(ints(namedAt), texts(namedType), texts(namedId), ints(touchedAt), longs(touched), ints(oldAt), longs(old),
                ints(oldVersion),
                ints(saidAt), texts(said), ints(numbers), texts(rows, r -> r.id().toString()),
                longs(rows.stream().map(r -> (Object) r.time().toEpochMilli()).toList()),
                texts(rows, r -> r.within() == null ? null : r.within().toString()), ints(rows, r -> r.version() == 0 ? null : r.version()),
                ints(rows, AuditRow::outcome), ints(rows, AuditRow::status), texts(rows, AuditRow::kind), texts(rows, AuditRow::operation),
                texts(rows, AuditRow::type), texts(rows, AuditRow::resource), texts(rows, AuditRow::issuer), texts(rows, AuditRow::subject),
                texts(rows, AuditRow::client), texts(rows, AuditRow::fhirUser), texts(rows, AuditRow::purposes), texts(rows, AuditRow::address),
                texts(rows, AuditRow::requestId), texts(rows, AuditRow::method), texts(rows, AuditRow::request), texts(rows, AuditRow::said)));
    }

    /** The same for many at once, planned with their number. */
    public static void insertMany(Session session, List<Entry> entries) throws SQLException {
        session.execute("SET LOCAL plan_cache_mode = force_custom_plan", List.of());
        insert(session, entries);
    }

    /** Rows that meet a condition on {@code a}, in the order of time. */
    public static List<AuditRow> find(Session session, String condition, List<Object> values, boolean oldest, int limit) throws SQLException {
        String way = oldest ? "" : " DESC";
        return session.search("SELECT " + COLUMNS + " FROM audit_event a WHERE " + condition + " ORDER BY a.id" + way + ", a.part" + way + " LIMIT "
                + limit, values,
                false, AuditTable::row);
    }

    /** How many there are. */
    public static long count(Session session, String condition, List<Object> values) throws SQLException {
        return session.search("SELECT count(*) FROM audit_event a WHERE " + condition, values, false, row -> row.getLong(1)).getFirst();
    }

    /** Removes some of the rows before an id; how many. */
    public static int remove(Session session, UUID before, int limit) throws SQLException {
        return session.query("WITH gone AS (DELETE FROM audit_event WHERE (id, part) IN (SELECT id, part FROM audit_event "
                + "WHERE id < ?::uuid ORDER BY id LIMIT ?) RETURNING 1) SELECT count(*) FROM gone", List.of(before.toString(), limit), row -> row.getInt(1)).getFirst();
    }

    private static AuditRow row(ResultSet r) throws SQLException {
        return new AuditRow(r.getObject(1, UUID.class), r.getInt(2), ResourceReader.instant(r, 3), r.getObject(4, UUID.class), r.getInt(5),
                r.getInt(6), r.getInt(7),
                r.getString(8), r.getString(9), r.getString(10), r.getString(11), r.getString(12), r.getString(13), r.getString(14), r.getString(15),
                r.getString(16),
                r.getString(17), r.getString(18), r.getString(19), r.getString(20), r.getString(21), r.getString(22));
    }

    private static Column ints(List<Object> values) {
        return new Column("int4", values.toArray());
    }

    private static Column longs(List<Object> values) {
        return new Column("int8", values.toArray());
    }

    private static Column texts(List<Object> values) {
        return new Column("text", values.toArray());
    }

    private static Column ints(List<AuditRow> rows, Function<AuditRow, Integer> value) {
        return new Column("int4", rows.stream().map(value).toArray());
    }

    private static Column texts(List<AuditRow> rows, Function<AuditRow, String> value) {
        return new Column("text", rows.stream().map(value).toArray());
    }
}
