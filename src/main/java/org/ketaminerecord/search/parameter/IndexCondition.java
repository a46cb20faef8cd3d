package org.ketaminerecord.search.parameter;

import java.util.List;
import java.util.function.BiConsumer;

/** Writes "the resource has a row of this parameter such that ...". */
final class IndexCondition {

    private IndexCondition() {
    }

    static void write(Sql sql, String r, RegisteredParameter p, boolean negated, BiConsumer<Sql, String> row) {
        boolean correlated = negated || sql.probing();
        if (correlated) {
            sql.add(negated ? "NOT EXISTS (" : "EXISTS (");
        } else {
            sql.add(r).add(".rid IN (");      // IN, not EXISTS: only IN stays a join when two tables are united
        }
        numbers(sql, p, row, correlated ? r : null);
        sql.add(sql.probing() ? " OFFSET 0)" : ")");      // OFFSET 0 keeps it a look-up
    }

    /** @param of the alias of the only resource that is asked for, or null for all */
    static void numbers(Sql sql, RegisteredParameter p, BiConsumer<Sql, String> row, String of) {
        List<RegisteredParameter> chart = p.sources().stream().filter(s -> s.place() == RegisteredParameter.Place.CHART_CODE)
                .toList();
        List<RegisteredParameter> other = p.sources().stream().filter(s -> !chart.contains(s)).toList();
        boolean first = true;
        for (List<RegisteredParameter> group : List.of(chart, other)) {
            if (group.isEmpty()) {
                continue;
            }
            if (!first) {
                sql.add(" UNION ALL ");
            }
            first = false;
            String x = sql.alias();
            sql.add("SELECT ").add(x).add(".rid FROM ")
                    .add(group == chart ? "code_index" : p.kind().table()).add(" ").add(x)
                    .add(" WHERE ").add(x).add(".param IN (");
            for (int i = 0; i < group.size(); i++) {
                sql.add(i == 0 ? "" : ", ").add(group.get(i).id());
            }
            sql.add(") AND (");
            row.accept(sql, x);
            sql.add(")");
            if (of != null) {
                sql.add(" AND ").add(x).add(".rid = ").add(of).add(".rid");
            }
        }
    }
}
