package org.ketaminerecord.search.parameter;

import java.util.List;
import java.util.Set;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.SearchParameterType;

/**
 * A reference to a resource or to any that is part of it ({@code :below}), or that it is part of ({@code :above}), however
 * far (R4 search.html#recursive): {@code Procedure?location:below=42}.
 *
 * @param parameter the reference
 * @param relation  the parameter by which resources of the target's type are parts of others
 * @param ids       the resources to begin at
 */
public record Hierarchy(RegisteredParameter parameter, RegisteredParameter relation, List<String> ids, boolean below) implements Match.OfIndex {

    /** What R4 calls such a parameter. */
    private static final Set<String> RELATIONS = Set.of("partof", "part-of", "parent");

    /** True for a parameter by which resources of a type are parts of others of the type. */
    public static boolean relates(RegisteredParameter p) {
        return RELATIONS.contains(p.code()) && p.definition().type() == SearchParameterType.REFERENCE && p.definition().target().contains(p.resourceType());
    }

    @Override
    public void writeRow(Sql sql, String x) {
        String from = below ? "target" : "rid";
        String to = below ? "rid" : "target";
        String h = sql.alias();
        String f = sql.alias();
        // UNION, not UNION ALL: a circle ends
        sql.add(x).add(".target = ANY (ARRAY(WITH RECURSIVE ").add(h).add("(rid) AS (SELECT t.rid FROM resource t WHERE t.type = ")
                .add(Definitions.r4().typeNumber(relation.resourceType())).add(" AND t.id = ANY(").value(ids.toArray(String[]::new)).add(")");
        sql.reach().and(sql, "t", relation.resourceType());
        sql.add(" UNION SELECT ").add(f).add(".").add(to).add(" FROM ").add(h).add(" JOIN reference_index ").add(f).add(" ON ")
                .add(f).add(".").add(from).add(" = ").add(h).add(".rid AND ").add(ParameterKind.params(relation, f)).add(" AND ").add(f)
                .add(".rid > 0");
        if (!sql.reach().all(relation.resourceType())) {
            String p = sql.alias();
            sql.add(" JOIN resource ").add(p).add(" ON ").add(p).add(".rid = ").add(f).add(".").add(to);
            sql.reach().and(sql, p, relation.resourceType());
        }
        sql.add(") SELECT rid FROM ").add(h).add("))");
    }
}
