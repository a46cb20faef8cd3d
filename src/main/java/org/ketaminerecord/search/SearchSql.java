package org.ketaminerecord.search;

import java.util.ArrayList;
import java.util.List;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.search.OrderKey.Absent;
import org.ketaminerecord.search.SearchRequest.SortKey;
import org.ketaminerecord.search.parameter.Match;
import org.ketaminerecord.search.parameter.ParameterKind;
import org.ketaminerecord.search.parameter.RegisteredParameter;
import org.ketaminerecord.search.parameter.RegisteredParameter.Place;
import org.ketaminerecord.search.parameter.Sql;
import org.ketaminerecord.store.ResourceReader;

/** Writes the SQL of a search: a page of it, or its count. */
final class SearchSql implements PageSql {

    private final SearchRequest request;
    private final Driver driver;
    private final FromClause from;
    private final List<OrderKey> keys;

    SearchSql(SearchRequest request) {
        this.request = inChart(request);
        this.driver = Driver.of(this.request);
        this.from = new FromClause(request.scope(), driver);
        this.keys = keys();
    }

    /** Where all that is reached is in one chart, the search begins there. */
    private static SearchRequest inChart(SearchRequest request) {
        String chart = request.reach().chart(request.scope().types());
        return chart == null || request.scope().compartment() != null || request.matches().stream().anyMatch(Driver::onePatient) ? request
                : request.and(new Match.InCompartment("Patient", chart, List.of()));
    }

    @Override
    public List<OrderKey> order() {
        return keys;
    }

    @Override
    public String index() {
        return driver.getClass().getSimpleName();
    }

    @Override
    public Sql page(List<Object> after, int limit) {
        boolean computed = keys.stream().anyMatch(k -> k.sql().startsWith("("));
        Sql sql = new Sql().within(request.reach());
        if (!computed) {
            sql.add("SELECT ").add(ResourceReader.COLUMNS);
            keys.forEach(k -> sql.add(", ").add(k.sql()));
            from.write(sql);
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
            named.add(new OrderKey("s.k" + i, keys.get(i).descending(), keys.get(i).type(), keys.get(i).absent()));
        }
        sql.add("SELECT ").add(ResourceReader.COLUMNS);
        named.forEach(k -> sql.add(", ").add(k.sql()));
        sql.add(" FROM (SELECT * FROM (SELECT r.rid");
        for (int i = 0; i < keys.size(); i++) {
            sql.add(", ").add(keys.get(i).sql()).add(" AS k").add(i);
        }
        from.write(sql);
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

    @Override
    public Sql all() {
        Sql sql = new Sql().within(request.reach()).add("SELECT r.rid");
        from.write(sql);
        return sql;
    }

    @Override
    public Count count() {
        Sql sql = new Sql().within(request.reach());
        boolean settled = request.reach().all(request.scope().types()) && from.count(sql);     // index rows do not tell what is reached
        if (!settled) {
            sql.add("SELECT count(*) FROM resource r WHERE ");
            from.ofType(sql);
            FromClause.conditions(sql, request.matches());
            sql.reach().and(sql, "r", request.scope().types());
        }
        return new Count(sql, settled);
    }

    @Override
    public boolean settled() {
        return driver.settled();
    }

    private List<OrderKey> keys() {
        List<OrderKey> order = new ArrayList<>();
        boolean descending = false;
        boolean dated = request.matches().stream().anyMatch(m -> m instanceof Match.Dates d && d.parameter().place() == Place.CLINICAL_DATE);
        OrderKey.Source low = new OrderKey.Source(driver.dateColumn(), OrderKey.Type.TIME, driver instanceof Driver.Dated ? Absent.NEVER
                : dated ? Absent.FIRST_ELSEWHERE : Absent.FIRST);
        for (SortKey key : request.sort()) {
            descending = key.descending();
            order.add(key.byType().size() == 1 && key.parameter().place() == Place.CLINICAL_DATE ? low.order(descending) : key(key));
        }
        boolean unsorted = order.isEmpty();
        switch (driver) {
            case Driver.ChartCode d -> {
                if (unsorted) {
                    order.add(low.order(false));
                }
                order.add(OrderKey.number("d.rid", descending));
            }
            case Driver.Chart d -> {
                if (unsorted) {
                    order.add(low.order(false));
                }
                order.add(OrderKey.number("r.rid", descending));
            }
            case Driver.Compartment d -> {
                if (unsorted) {
                    if (!request.scope().single()) {
                        order.add(OrderKey.number("d.type", false));
                    }
                    order.add(low.order(false));
                }
                order.add(OrderKey.number("d.rid", descending));
            }
            case Driver.Dated d -> {
                if (unsorted) {
                    order.add(low.order(false));
                }
                order.add(OrderKey.number("d.rid", descending));
            }
            case Driver.Updated d -> {
                order.add(new OrderKey("r.updated", false, OrderKey.Type.TIME, Absent.NEVER));
                order.add(OrderKey.number("r.rid", false));
            }
            case Driver.CodeAndNumber d -> {
                order.add(new OrderKey("d.high", false, OrderKey.Type.DECIMAL, Absent.FIRST_ELSEWHERE));
                order.add(OrderKey.number("d.rid", false));
            }
            case Driver.Text d -> {
                order.add(new OrderKey("left(d.value, 100)", false, OrderKey.Type.TEXT, Absent.NEVER));
                order.add(OrderKey.number("d.rid", false));
            }
            case Driver.Token d -> order.add(OrderKey.number("d.rid", false));
            case Driver.WholeType d -> {
                if (!request.scope().single()) {
                    order.add(OrderKey.number("r.type", false));
                }
                order.add(new OrderKey("r.id", false, OrderKey.Type.TEXT, Absent.NEVER));
            }
            // the few matches are sorted; by the bare column PostgreSQL would walk the primary key until it has met them
            case Driver.Charts d -> order.add(OrderKey.number("r.rid + 0", descending));
            case Driver.Selective d -> order.add(OrderKey.number("r.rid + 0", descending));
            case Driver.Planner d -> order.add(OrderKey.number("r.rid", descending));
        }
        return List.copyOf(order);
    }

    static OrderKey key(SortKey key) {
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
        return new OrderKey(sql.append(" END)").toString(), key.descending(), type, Absent.FIRST);
    }

    private static OrderKey key(RegisteredParameter p, boolean descending) {
        if (p.code().equals("_id")) {
            return new OrderKey("r.id", descending, OrderKey.Type.TEXT, Absent.NEVER);
        }
        ParameterKind kind = p.kind();
        OrderKey.Type type = switch (p.definition().type()) {
            case DATE -> OrderKey.Type.TIME;
            case NUMBER, QUANTITY -> OrderKey.Type.DECIMAL;
            case STRING, TOKEN, REFERENCE, URI, COMPOSITE, SPECIAL -> OrderKey.Type.TEXT;
        };
        return new OrderKey(kind.order(p, "r", descending), descending, type, p.place() == Place.ROW ? Absent.NEVER : Absent.FIRST);
    }
}
