package org.ketaminerecord.purge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.store.Database;
import org.ketaminerecord.store.ResourceReader;
import org.ketaminerecord.store.Session;

/** Looks through the whole database for what should not be in it, in its own way and not in the server's. The audit trail is kept. */
final class Traces {

    /** Columns of numbers that count something else, which may be any small number. */
    private static final Set<String> COUNTS = Set.of("position", "horizon", "done", "total", "id", "job", "generation", "own", "resources",
            "versions",
            "mentions", "scanned", "place");

    private final Database database;

    Traces(Database database) {
        this.database = database;
    }

    /** The numbers of resources whose id ends so, and of those inside of them. */
    List<Long> rids(String mark) {
        return database.read(session -> {
            List<Long> rids = new ArrayList<>(session.query("SELECT rid FROM resource WHERE id LIKE '%' || ?", List.of(mark), row -> row.getLong(1)));
            List<Long> inside = session.query("SELECT rid FROM contained", List.of(), row -> row.getLong(1));
            inside.stream().filter(c -> rids.contains(-c / (1 << 20))).toList().forEach(rids::add);
            return rids;
        });
    }

    /** Where a text stands in any column of any table or in any body, and where one of these numbers does. */
    List<String> of(String text, List<Long> rids) {
        return database.read(session -> {
            List<String> found = new ArrayList<>();
            for (String table : session.query("SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND "
                    + "table_type = 'BASE TABLE' AND table_name <> 'audit_event'",
                    List.of(), row -> row.getString(1))) {
                if (count(session, "SELECT count(*) FROM " + table + " x WHERE x::text ILIKE '%' || ? || '%'", text) > 0) {
                    found.add(table + ": " + text);
                }
                for (String column : session.query("SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND "
                        + "table_name = ? "
                        + "AND data_type = 'bigint'", List.of(table), row -> row.getString(1))) {
                    if (!COUNTS.contains(column) && count(session, "SELECT count(*) FROM " + table + " WHERE " + column + " = ANY(?)",
                            rids.stream().mapToLong(Long::longValue).toArray()) > 0) {
                        found.add(table + "." + column);
                    }
                }
            }
            for (String from : List.of("resource", "resource_version")) {
                session.query("SELECT rid, type, '', version, updated, method, deleted, body FROM " + from, List.of(), ResourceReader::version)
                        .stream()
                        .filter(v -> v.body() != null && new String(v.body(), StandardCharsets.UTF_8).contains(text))
                        .forEach(v -> found.add(from + ".body of " + v.rid() + " version " + v.version()));
            }
            return found;
        });
    }

    private static long count(Session session, String sql, Object value) throws java.sql.SQLException {
        return session.query(sql, List.of(value), row -> row.getLong(1)).getFirst();
    }
}
