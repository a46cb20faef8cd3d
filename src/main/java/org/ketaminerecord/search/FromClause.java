package org.ketaminerecord.search;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.search.parameter.Compartments;
import org.ketaminerecord.search.parameter.DateParameter;
import org.ketaminerecord.search.parameter.Match;
import org.ketaminerecord.search.parameter.ReferenceParameter;
import org.ketaminerecord.search.parameter.Sql;
import org.ketaminerecord.search.parameter.TokenParameter;

/** Writes where the matches of a search come from: the rows of its driver, and the conditions that are looked up for each. */
final class FromClause {

    private static final String LIVE = " AND NOT r.deleted";

    private final SearchScope scope;
    private final Driver driver;

    FromClause(SearchScope scope, Driver driver) {
        this.scope = scope;
        this.driver = driver;
    }

    /** Writes the whole statement that counts the matches, where the driver's rows alone know how many; false where they do not. */
    boolean count(Sql sql) {
        switch (driver) {
            case Driver.ChartCode d when d.rest().isEmpty() -> {
                count(sql, earliest(d), "code_index", d.dates(), dates -> chartCode(sql, d, dates));
                return true;
            }
            case Driver.Dated d -> {
                count(sql, earliest(d.dates()), "resource", d.dates(), dates -> dated(sql, dates));
                return true;
            }
            case Driver.Token d -> {
                sql.add("SELECT count(*) FROM token_index d WHERE d.rid > 0 AND d.param = ").add(d.token().parameter().id());
                token(sql, d.token().anyOf().getFirst(), "token_index");
                return true;
            }
            case Driver.Compartment d -> {
                sql.add("SELECT count(*)");
                write(sql);
                return true;
            }
            default -> {
                return false;
            }
        }
    }

    /** "Since" is counted in three: what began since, of what began shortly before what reaches into it, and of the long ranges too. */
    private static void count(Sql sql, Instant earliest, String table, List<Match.Dates> dates, Consumer<List<Match.Dates>> rows) {
        String counted = "SELECT count(*) FROM " + table + " d WHERE ";
        if (earliest == null) {
            sql.add(counted);
            rows.accept(dates);
            return;
        }
        String part = "(" + counted;
        Match.Dates since = dates.stream().filter(d -> earliest.equals(d.earliest())).findFirst().orElseThrow();
        List<Match.Dates> others = dates.stream().filter(d -> d != since).toList();
        sql.add("SELECT ").add(part);
        rows.accept(others);
        sql.add(" AND ");
        since.writeBegins(sql, "d");
        sql.add(") + ").add(part);
        rows.accept(others);
        sql.add(" AND ");
        since.writeReaches(sql, "d");
        sql.add(" AND d.low >= ").value(earliest).add(") + ").add(part);
        rows.accept(others);
        sql.add(" AND ");
        since.writeReaches(sql, "d");
        sql.add(" AND ").add(DateParameter.longer("d")).add(" AND d.low < ").value(earliest).add(")");
    }

    /** Appends FROM and WHERE: the matches, each once, as {@code r}. */
    void write(Sql sql) {
        switch (driver) {
            case Driver.ChartCode d -> {
                Instant earliest = earliest(d);
                if (earliest == null) {
                    sql.add(" FROM code_index d JOIN resource r ON r.rid = d.rid WHERE ");
                    chartCode(sql, d, d.dates());
                } else {
                    sql.add(" FROM (");
                    codesSince(sql, d, earliest);
                    sql.add(") d JOIN resource r ON r.rid = d.rid WHERE true");
                }
                sql.add(LIVE);
            }
            case Driver.CodeAndNumber d -> {
                sql.add(" FROM composite_index d JOIN resource r ON r.rid = d.rid WHERE d.param = ").add(d.pair().parameter().id()).add(" AND ");
                d.pair().writeRow(sql, "d");
                distinct(sql, "composite_index", d.pair().anyOf().getFirst().first());
                sql.add(LIVE);
            }
            case Driver.Token d -> {
                sql.add(" FROM token_index d JOIN resource r ON r.rid = d.rid WHERE d.param = ").add(d.token().parameter().id());
                token(sql, d.token().anyOf().getFirst(), "token_index");
                sql.add(LIVE);
            }
            case Driver.Compartment d -> {
                sql.add(" FROM (");
                compartment(sql, d);
                sql.add(") d JOIN resource r ON r.rid = d.rid WHERE NOT r.deleted");
            }
            case Driver.Chart d -> {
                fromType(sql);
                sql.add(" AND r.patient = ");
                ReferenceParameter.numbers(sql, d.patient().anyOf());
            }
            case Driver.Charts d -> {
                fromType(sql);
                sql.add(" AND r.patient = ");
                ReferenceParameter.patients(d.patients(), sql);
            }
            case Driver.Selective d -> {
                fromType(sql);
                conditions(sql, List.of(d.match()));
            }
            case Driver.Text d -> {
                sql.add(" FROM string_index d JOIN resource r ON r.rid = d.rid WHERE d.param = ").add(d.text().parameter().id()).add(" AND ");
                d.text().writeRow(sql, "d");
                // a resource with several such texts: the first row stands for all
                sql.add(" AND NOT EXISTS (SELECT 1 FROM string_index e WHERE e.rid = d.rid AND e.param = d.param AND (left(e.value, 100), e.exact) < "
                        + "(left(d.value, 100), d.exact) AND ");
                d.text().writeRow(sql, "e");
                sql.add(" OFFSET 0)").add(LIVE);
            }
            case Driver.Dated d -> {
                sql.add(" FROM (");
                dated(sql, d);
                sql.add(") d JOIN resource r ON r.rid = d.rid WHERE true");
            }
            case Driver.Updated d -> {
                fromType(sql);
                conditions(sql, List.of(d.updated()));
            }
            case Driver.WholeType d -> fromType(sql);
            case Driver.Planner d -> fromType(sql);
        }
        sql.probing(driver.settled());
        conditions(sql, driver.rest());
        sql.reach().and(sql, "r", scope.types());
        sql.probing(false);
    }

    private void fromType(Sql sql) {
        sql.add(" FROM resource r WHERE ");
        ofType(sql);
    }

    /** Appends the condition that {@code r} is a current resource of the types. */
    void ofType(Sql sql) {
        if (!scope.types().isEmpty()) {
            type(sql, "r");
            sql.add(" AND ");
        }
        sql.add("NOT r.deleted");
    }

    private void type(Sql sql, String r) {
        List<String> types = scope.types();
        if (types.size() == 1) {
            sql.add(r).add(".type = ").add(Definitions.r4().typeNumber(types.getFirst()));
        } else {
            sql.add(r).add(".type IN (").add(types.stream().map(t -> Short.toString(Definitions.r4().typeNumber(t))).collect(Collectors.joining(", ")))
                    .add(")");
        }
    }

    /** The two halves of a compartment, each in the order of its index, so that they are merged and not sorted. */
    private void compartment(Sql sql, Driver.Compartment d) {
        if (d.code() != null) {
            sql.add("SELECT ").add(Definitions.r4().typeNumber(scope.types().getFirst()))
                    .add("::smallint AS type, d.low, d.rid FROM code_index d WHERE ");
            codeRow(sql, d.code(), d.dates());
            sql.add(" AND d.patient = ");
            Compartments.resource(sql, d.patient());
            sql.add(" UNION ALL SELECT c.type, c.low, c.rid FROM compartment_index c JOIN code_index d ON d.rid = c.rid WHERE ");
            codeRow(sql, d.code(), d.dates());
            sql.add(" AND ");
        } else {
            sql.add("SELECT c.type, c.low, c.rid FROM resource c WHERE NOT c.deleted AND ");
            type(sql, "c");
            sql.add(" AND c.patient = ");
            Compartments.resource(sql, d.patient());
            sql.add(" UNION ALL SELECT c.type, c.low, c.rid FROM compartment_index c WHERE ");
        }
        type(sql, "c");
        sql.add(" AND c.patient = ");
        Compartments.resource(sql, d.patient());
    }

    /** Where only long ranges can match before an instant: null when the chart of one patient is read, which is short anyhow. */
    private static Instant earliest(Driver.ChartCode d) {
        return d.patient() == null ? earliest(d.dates()) : null;
    }

    private static Instant earliest(List<Match.Dates> dates) {
        return dates.stream().map(Match.Dates::earliest).filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(null);
    }

    /** What began since an instant, and of what began before the long ranges alone. */
    private static void codesSince(Sql sql, Driver.ChartCode d, Instant earliest) {
        sql.add("SELECT d.rid, d.low FROM code_index d WHERE ");
        chartCode(sql, d, d.dates());
        sql.add(" AND d.low >= ").value(earliest).add(" UNION ALL SELECT d.rid, d.low FROM code_index d WHERE ");
        chartCode(sql, d, d.dates());
        sql.add(" AND ").add(DateParameter.longer("d")).add(" AND d.low < ").value(earliest);
    }

    private void dated(Sql sql, Driver.Dated d) {
        Instant earliest = earliest(d.dates());
        String half = "SELECT d.rid, d.low FROM resource d WHERE ";
        sql.add(half);
        dated(sql, d.dates());
        if (earliest != null) {
            sql.add(" AND d.low >= ").value(earliest).add(" UNION ALL ").add(half);
            dated(sql, d.dates());
            sql.add(" AND ").add(DateParameter.longer("d")).add(" AND d.low < ").value(earliest);
        }
    }

    private void dated(Sql sql, List<Match.Dates> all) {
        sql.add("NOT d.deleted AND ");
        type(sql, "d");
        for (Match.Dates dates : all) {
            sql.add(" AND ");
            dates.writeRow(sql, "d");
        }
    }

    /** A contained resource has rows too, with a number below 0; where no row of "resource" is joined, that tells them apart. */
    private static void chartCode(Sql sql, Driver.ChartCode d, List<Match.Dates> dates) {
        sql.add("d.rid > 0 AND ");
        codeRow(sql, d.code(), dates);
        if (d.patient() != null) {
            sql.add(" AND d.patient = ");
            ReferenceParameter.numbers(sql, d.patient().anyOf());
        }
    }

    private static void codeRow(Sql sql, TokenParameter.Tokens code, List<Match.Dates> dates) {
        sql.add("d.param = ").add(code.parameter().id());
        token(sql, code.anyOf().getFirst(), "code_index");
        for (Match.Dates date : dates) {
            sql.add(" AND ");
            date.writeRow(sql, "d");    // the columns low and high are there too
        }
    }

    private static void token(Sql sql, TokenParameter.Value value, String table) {
        sql.add(" AND d.code = ").value(value.code());
        if (value.system() != null) {
            sql.add(" AND d.system = ").value(value.system());
        } else {
            distinct(sql, table, value);
        }
    }

    /** The same code under two systems in one resource: the first row stands for both. */
    private static void distinct(Sql sql, String table, TokenParameter.Value value) {
        if (value.system() == null) {
            sql.add(" AND NOT EXISTS (SELECT 1 FROM ").add(table).add(" e WHERE e.rid = d.rid AND e.param = d.param AND e.code = d.code "
                    + "AND e.system < d.system)");
        }
    }

    static void conditions(Sql sql, List<Match> matches) {
        for (Match m : matches) {
            sql.add(" AND ");
            m.write(sql, "r");
        }
    }
}
