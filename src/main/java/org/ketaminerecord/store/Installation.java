package org.ketaminerecord.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What all nodes on one database share: the key of paging cursors, and the numbers of search parameters. */
@ApplicationScoped
public class Installation {

    /** A search parameter of a resource type. */
    public record Parameter(String type, String code) {
    }

    private final Database database;
    private volatile byte[] cursorKey;

    Installation(Database database) {
        this.database = database;
    }

    /** The secret that cursors are signed with; made by the first node that asks. */
    public byte[] cursorKey() {
        byte[] known = cursorKey;
        if (known == null) {
            byte[] fresh = new byte[32];
            new SecureRandom().nextBytes(fresh);
            known = database.write(session -> {
                session.execute("INSERT INTO installation (name, value) VALUES ('cursor-key', ?) ON CONFLICT DO NOTHING", List.of(fresh));
                return session.query("SELECT value FROM installation WHERE name = 'cursor-key'", List.of(), r -> r.getBytes(1)).getFirst();
            });
            cursorKey = known;
        }
        return known;
    }

    /** Which texts of all resources are indexed, as the last who indexed them said; null when nobody did. */
    public String indexedText() {
        List<String> extent = database.read(s -> s.query("SELECT value FROM installation WHERE name = 'full-text'", List.of(),
                r -> new String(r.getBytes(1), StandardCharsets.US_ASCII)));
        return extent.isEmpty() ? null : extent.getFirst();
    }

    /** Says which texts of all resources are indexed from now on. */
    public void indexedText(String extent) {
        database.write(session -> {
            session.execute("INSERT INTO installation (name, value) VALUES ('full-text', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                    List.of((Object) extent.getBytes(StandardCharsets.US_ASCII)));
            return null;
        });
    }

    /** The numbers of these parameters; those that have none yet are given one, the same for all nodes. */
    public Map<Parameter, Short> parameterNumbers(List<Parameter> wanted) {
        Map<Parameter, Short> numbers = read();
        List<Parameter> missing = wanted.stream().filter(p -> !numbers.containsKey(p)).toList();
        if (missing.isEmpty()) {
            return numbers;
        }
        return database.write(session -> {
            session.execute("LOCK TABLE search_parameter IN SHARE ROW EXCLUSIVE MODE", List.of());
            session.execute("INSERT INTO search_parameter (id, type, code) SELECT (SELECT coalesce(max(id), 0) FROM search_parameter) "
                    + "+ row_number() OVER (), u.type, u.code FROM unnest(?::text[], ?::text[]) AS u(type, code) "
                    + "WHERE NOT EXISTS (SELECT 1 FROM search_parameter p WHERE p.type = u.type AND p.code = u.code AND p.own IS NULL)",
                    List.of(missing.stream().map(Parameter::type).toArray(String[]::new),
                            missing.stream().map(Parameter::code).toArray(String[]::new)));
            return read(session);
        });
    }

    /** Records which number stands for which resource type, for those who read the tables by hand. */
    public void resourceTypes(List<String> sorted) {
        database.write(session -> {
            session.execute("INSERT INTO resource_type (id, name) SELECT u.n, u.name FROM unnest(?::text[]) WITH ORDINALITY AS u(name, n) "
                    + "ON CONFLICT DO NOTHING", List.of((Object) sorted.toArray(String[]::new)));
            return null;
        });
    }

    private Map<Parameter, Short> read() {
        return database.read(Installation::read);
    }

    private static Map<Parameter, Short> read(Session session) throws java.sql.SQLException {
        Map<Parameter, Short> numbers = new HashMap<>();
        session.query("SELECT type, code, id FROM search_parameter WHERE own IS NULL", List.of(),
                row -> numbers.put(new Parameter(row.getString(1), row.getString(2)), row.getShort(3)));
        return numbers;
    }
}
