package org.ketaminerecord.search.parameter;

import java.util.stream.Collectors;
import org.ketaminerecord.definition.Definitions;

/**
 * The SQL of compartments (R4 compartmentdefinition.html). A patient's is a column of the resource and, for a resource in
 * several charts, rows of {@code compartment_index}; the others are references by certain parameters.
 */
public final class Compartments {

    private Compartments() {
    }

    static void write(Match.InCompartment c, Sql sql, String r) {
        String x = sql.alias();
        sql.add("(");
        if (c.type().equals("Patient")) {
            sql.add(r).add(".patient = ");
            resource(sql, c);
            sql.add(" OR ").add(r).add(".rid IN (SELECT ").add(x).add(".rid FROM compartment_index ").add(x).add(" WHERE ").add(x).add(".patient = ");
        } else {
            sql.add(r).add(".rid = ");
            resource(sql, c);
            sql.add(" OR ").add(r).add(".rid IN (SELECT ").add(x).add(".rid FROM reference_index ").add(x).add(" WHERE ").add(x).add(".param IN (")
                    .add(c.parameters().isEmpty() ? "NULL" : c.parameters().stream().map(n -> Short.toString(n)).collect(Collectors.joining(", ")))
                    .add(") AND ").add(x).add(".target = ");
        }
        resource(sql, c);
        sql.add("))");
    }

    /** Appends {@code (SELECT ...)} with the number of the resource that the compartment is of. */
    public static void resource(Sql sql, Match.InCompartment c) {
        sql.add("(");
        number(sql, c.type(), c.id());
        sql.add(")");
    }

    /** Appends {@code SELECT ...} of the number of a resource. */
    static void number(Sql sql, String type, String id) {
        sql.add("SELECT t.rid FROM resource t WHERE t.type = ").add(Definitions.r4().typeNumber(type)).add(" AND t.id = ").value(id);
    }
}
