package org.ketaminerecord.search;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.ketaminerecord.search.parameter.ParameterRegistry;
import org.ketaminerecord.search.parameter.Reach;
import org.ketaminerecord.search.parameter.Sql;
import org.ketaminerecord.store.ResourceReader;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.store.StoredVersion;

/** One resource for each distinct tag, security label and profile in use (R4 resource-operation-meta.html). */
public final class MetaSummary {

    private MetaSummary() {
    }

    /** The resources; their metas together name all labels. */
    public static List<StoredVersion> examples(Session session, ParameterRegistry registry, Reach reach, List<String> types) throws SQLException {
        List<Long> tokens = new ArrayList<>();
        List<Long> uris = new ArrayList<>();
        for (String type : types) {
            tokens.add((long) registry.find(type, "_tag").id());
            tokens.add((long) registry.find(type, "_security").id());
            uris.add((long) registry.find(type, "_profile").id());
        }
        // by the greatest number: those of contained resources are negative
        Sql sql = new Sql().add("SELECT DISTINCT ON (r.rid) ").add(ResourceReader.COLUMNS).add(" FROM resource r JOIN (SELECT max(rid) AS rid "
                + "FROM token_index WHERE param = ANY(").value(array(tokens)).add(") GROUP BY param, code, system UNION SELECT max(rid) "
                + "FROM string_index WHERE param = ANY(").value(array(uris)).add(") GROUP BY param, value) l ON l.rid = r.rid WHERE NOT r.deleted");
        reach.and(sql, "r", types);
        return session.query(sql.text(), sql.values(), ResourceReader::version);
    }

    private static long[] array(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }
}
