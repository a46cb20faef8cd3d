package org.ketaminerecord.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.search.SearchRequest.SortKey;
import org.ketaminerecord.search.parameter.Compartments;
import org.ketaminerecord.search.parameter.Match;
import org.ketaminerecord.search.parameter.ParameterKind;
import org.ketaminerecord.search.parameter.RegisteredParameter;
import org.ketaminerecord.search.parameter.ReferenceParameter;
import org.ketaminerecord.search.parameter.Sql;
import org.ketaminerecord.search.parameter.TokenParameter;
import org.ketaminerecord.store.ResourceReader;

/** Writes the SQL of a search: a page of it, or its count. */
final class SearchSql {

    private static final String LIVE = " AND NOT r.deleted";

    private final SearchRequest request;
    private final Driver driver;
    private final List<OrderKey> keys;

    SearchSql(SearchRequest request) {
        this.request = request;
        this.driver = Driver.of(request);
        this.keys = keys();
    }

    /** The keys that order the page; the last is unique. */
    List<OrderKey> order() {
        return keys;
    }

    /** The driver chosen. */
    Driver driver() {
        return driver;
    }

    /**
     * The columns of {@link ResourceReader#COLUMNS} and then the order keys, of at most so many matches.
     *
     * @param after the keys of the last match of the page before, or null
     */
    Sql page(List<Object> after, int limit) {
        boolean computed = keys.stream().anyMatch(k -> k.sql().startsWith("("));
        Sql sql = new Sql();
        if (!computed) {
            sql.add("SELECT ").add(ResourceReader.COLUMNS);
            keys.forEach(k -> sql.add(", ").add(k.sql()));
            from(sql);
            if (after != null) {
                sql.add(" AND ");
                OrderKey.after(sql, keys, after);
            }
            OrderKey.orderBy(sql, keys);
            return sql.add(" LIMIT ").add(limit);
        }
        // values to sort by are looked up once for each match; bodies are fetched for the page alone
        List<OrderKey> named = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            named.add(new OrderKey("s.k" + i, keys.get(i).descending(), keys.get(i).type()));
        }
        sql.add("SELECT ").add(ResourceReader.COLUMNS);
        named.forEach(k -> sql.add(", ").add(k.sql()));
        sql.add(" FROM (SELECT * FROM (SELECT r.rid");
        for (int i = 0; i < keys.size(); i++) {
            sql.add(", ").add(keys.get(i).sql()).add(" AS k").add(i);
        }
        from(sql);
        sql.add(") s");
        if (after != null) {
            sql.add(" WHERE ");
            OrderKey.after(sql, named, after);
        }
        OrderKey.orderBy(sql, named);
        sql.add(" LIMIT ").add(limit).add(") s JOIN resource r ON r.rid = s.rid");
        OrderKey.orderBy(sql, named);
        return sql;
    }

    /** The matches in no order, for the planner's guess of how many there are. */
    Sql all() {
        Sql sql = new Sql().add("SELECT r.rid");
        from(sql);
        return sql;
    }

    /** The number of matches. */
    Sql count() {
        Sql sql = new Sql();
        if (driver instanceof Driver.ChartCode d && d.rest().isEmpty()) {
            sql.add("SELECT count(*) FROM code_index d WHERE ");     // the index alone knows
            chartCode(sql, d);
            return sql;
        }
        if (driver instanceof Driver.Compartment) {
            sql.add("SELECT count(*)");
            from(sql);
            return sql;
        }
        sql.add("SELECT count(*) FROM resource r WHERE ");
        ofType(sql);
        conditions(sql, request.matches());
        return sql;
    }

    /** True when the driver leaves PostgreSQL no choice, so that the plan may be kept. */
    boolean settled() {
        return !(driver instanceof Driver.Planner);
    }

    private void from(Sql sql) {
        switch (driver) {
            case Driver.ChartCode d -> {
                sql.add(" FROM code_index d JOIN resource r ON r.rid = d.rid WHERE ");
                chartCode(sql, d);
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
            case Driver.WholeType d -> fromType(sql);
            case Driver.Planner d -> fromType(sql);
        }
        sql.probing(settled());
        conditions(sql, driver.rest());
        sql.probing(false);
    }

    private void fromType(Sql sql) {
        sql.add(" FROM resource r WHERE ");
        ofType(sql);
    }

    private void ofType(Sql sql) {
        if (!request.scope().types().isEmpty()) {
            type(sql, "r");
            sql.add(" AND ");
        }
        sql.add("NOT r.deleted");
    }

    private void type(Sql sql, String r) {
        List<String> types = request.scope().types();
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
            sql.add("SELECT ").add(Definitions.r4().typeNumber(request.scope().types().getFirst()))
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

    private static void chartCode(Sql sql, Driver.ChartCode d) {
        codeRow(sql, d.code(), d.dates());
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
            date.write(sql, "d");       // the columns low and high are there too
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

    private static void conditions(Sql sql, List<Match> matches) {
        for (Match m : matches) {
            sql.add(" AND ");
            m.write(sql, "r");
        }
    }

    private List<OrderKey> keys() {
        List<OrderKey> order = new ArrayList<>();
        boolean descending = false;
        boolean drivenByCode = driver instanceof Driver.ChartCode || driver instanceof Driver.Compartment c && c.code() != null;
        for (SortKey key : request.sort()) {
            descending = key.descending();
            order.add(drivenByCode ? new OrderKey("d.low", descending, OrderKey.Type.TIME) : key(key));
        }
        boolean unsorted = order.isEmpty();
        switch (driver) {
            case Driver.ChartCode d -> {
                if (unsorted) {
                    order.add(new OrderKey("d.low", false, OrderKey.Type.TIME));
                }
                order.add(new OrderKey("d.rid", descending, OrderKey.Type.NUMBER));
            }
            case Driver.Chart d -> {
                if (unsorted) {
                    order.add(new OrderKey("r.low", false, OrderKey.Type.TIME));
                }
                order.add(new OrderKey("r.rid", descending, OrderKey.Type.NUMBER));
            }
            case Driver.CodeAndNumber d -> {
                order.add(new OrderKey("d.high", false, OrderKey.Type.DECIMAL));
                order.add(new OrderKey("d.rid", false, OrderKey.Type.NUMBER));
            }
            case Driver.Token d -> order.add(new OrderKey("d.rid", false, OrderKey.Type.NUMBER));
            case Driver.Compartment d -> {
                if (unsorted) {
                    if (!request.scope().single()) {
                        order.add(new OrderKey("d.type", false, OrderKey.Type.NUMBER));
                    }
                    order.add(new OrderKey("d.low", false, OrderKey.Type.TIME));
                }
                order.add(new OrderKey("d.rid", descending, OrderKey.Type.NUMBER));
            }
            case Driver.WholeType d -> {
                if (!request.scope().single()) {
                    order.add(new OrderKey("r.type", false, OrderKey.Type.NUMBER));
                }
                order.add(new OrderKey("r.id", false, OrderKey.Type.TEXT));
            }
            // the few matches are sorted; by the bare column PostgreSQL would walk the primary key until it has met them
            case Driver.Charts d -> order.add(new OrderKey("r.rid + 0", descending, OrderKey.Type.NUMBER));
            case Driver.Selective d -> order.add(new OrderKey("r.rid + 0", descending, OrderKey.Type.NUMBER));
            case Driver.Planner d -> order.add(new OrderKey("r.rid", descending, OrderKey.Type.NUMBER));
        }
        return List.copyOf(order);
    }

    private static OrderKey key(SortKey key) {
        if (key.byType().size() == 1) {
            return key(key.parameter(), key.descending());
        }
        StringBuilder sql = new StringBuilder("(CASE r.type");
        OrderKey.Type type = OrderKey.Type.TEXT;
        for (RegisteredParameter p : key.byType()) {
            OrderKey ofType = key(p, key.descending());
            type = ofType.type();
            sql.append(" WHEN ").append(Definitions.r4().typeNumber(p.resourceType())).append(" THEN ").append(ofType.sql());
        }
        return new OrderKey(sql.append(" END)").toString(), key.descending(), type);
    }

    private static OrderKey key(RegisteredParameter p, boolean descending) {
        if (p.code().equals("_id")) {
            return new OrderKey("r.id", descending, OrderKey.Type.TEXT);
        }
        ParameterKind kind = p.kind();
        OrderKey.Type type = switch (p.definition().type()) {
            case DATE -> OrderKey.Type.TIME;
            case NUMBER, QUANTITY -> OrderKey.Type.DECIMAL;
            case STRING, TOKEN, REFERENCE, URI, COMPOSITE, SPECIAL -> OrderKey.Type.TEXT;
        };
        return new OrderKey(kind.order(p, "r", descending), descending, type);
    }
}
