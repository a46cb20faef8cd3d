package org.ketaminerecord.search;

import java.sql.SQLException;
import java.util.List;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.search.parameter.Match;
import org.ketaminerecord.search.parameter.RegisteredParameter;
import org.ketaminerecord.search.parameter.Sql;
import org.ketaminerecord.store.ResourceReader;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.store.StoredVersion;

/** The newest so many resources of each code (R4 observation-operation-lastn.html). */
public final class LastN {

    private LastN() {
    }

    /**
     * Reads them, code by code and newest first within a code.
     *
     * @param code the parameter to group by, kept in {@code code_index}
     * @param max  most resources of a code
     */
    public static List<StoredVersion> read(Session session, RegisteredParameter code, SearchRequest request, int max) throws SQLException {
        Sql sql = new Sql().within(request.reach()).add("SELECT ").add(ResourceReader.COLUMNS).add(" FROM (SELECT DISTINCT ON (n.rid) n.* FROM (SELECT d.rid, d.low, d.code, "
                + "d.system, rank() OVER (PARTITION BY d.code, d.system, CASE WHEN d.code = '' THEN d.text END "
                + "ORDER BY d.low DESC NULLS LAST, d.rid DESC) AS place FROM code_index d JOIN resource r ON r.rid = d.rid WHERE d.param = ")
                .add(code.id()).add(" AND r.type = ").add(Definitions.r4().typeNumber(request.scope().types().getFirst())).add(" AND NOT r.deleted");
        for (Match m : request.matches()) {
            sql.add(" AND ");
            m.write(sql, "r");
        }
        sql.reach().and(sql, "r", request.scope().types());
        sql.add(") n WHERE n.place <= ").add(max).add(" ORDER BY n.rid, n.code) n JOIN resource r ON r.rid = n.rid "
                + "ORDER BY n.code, n.system, n.low DESC NULLS LAST, r.rid DESC");
        return session.search(sql.text(), sql.values(), false, ResourceReader::version);
    }
}
