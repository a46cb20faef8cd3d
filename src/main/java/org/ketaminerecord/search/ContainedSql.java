package org.ketaminerecord.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.search.parameter.ContainedNumber;
import org.ketaminerecord.search.parameter.LocalReference;
import org.ketaminerecord.search.parameter.Match;
import org.ketaminerecord.search.parameter.Sql;
import org.ketaminerecord.store.ResourceReader;
import org.ketaminerecord.store.StoredVersion;

/**
 * Writes the SQL of a search that finds contained resources. A match has a number: its own, or its container's when
 * containers are to be answered with; a container then takes the place of the first of what matches in it, and comes once.
 */
final class ContainedSql implements PageSql {

    private final SearchRequest request;
    private final boolean containers;
    private final List<OrderKey> keys;
    private final List<OrderKey> order = new ArrayList<>();

    ContainedSql(SearchRequest request) {
        this.request = request;
        this.containers = request.contained().containers();
        this.keys = request.sort().stream().map(SearchSql::key).toList();
        boolean descending = false;
        for (int i = 0; i < keys.size(); i++) {
            descending = keys.get(i).descending();
            order.add(new OrderKey("s.k" + i, descending, keys.get(i).type(), OrderKey.Absent.FIRST));
        }
        order.add(OrderKey.number("s.number", descending));
    }

    @Override
    public List<OrderKey> order() {
        return order;
    }

    /** The columns are those of the match or of its container. */
    @Override
    public Sql page(List<Object> after, int limit) {
        Sql sql = new Sql().within(request.reach()).add("SELECT ").add(ResourceReader.COLUMNS);
        order.forEach(k -> sql.add(", ").add(k.sql()));
        sql.add(" FROM (SELECT * FROM (");
        if (containers) {
            sql.add("SELECT DISTINCT ON (s.number) s.* FROM (");
            matches(sql);
            sql.add(") s");
            List<OrderKey> first = new ArrayList<>(order);
            first.addFirst(OrderKey.number("s.number", false));
            OrderKey.orderBy(sql, first);
        } else {
            matches(sql);
        }
        sql.add(") s");
        if (after != null) {
            sql.add(" WHERE ");
            OrderKey.after(sql, order, after);
        }
        OrderKey.orderBy(sql, order);
        sql.add(" LIMIT ").add(limit).add(") s JOIN resource r ON r.rid = ").add(ContainedNumber.containerSql("s.number"));
        OrderKey.orderBy(sql, order);
        return sql;
    }

    @Override
    public Count count() {
        Sql sql = new Sql().within(request.reach()).add(containers ? "SELECT count(DISTINCT s.number) FROM (" : "SELECT count(*) FROM (");
        matches(sql);
        return new Count(sql.add(") s"), false);
    }

    @Override
    public boolean settled() {
        return false;
    }

    @Override
    public Sql all() {
        Sql sql = new Sql().within(request.reach());
        matches(sql);
        return sql;
    }

    @Override
    public String index() {
        return "Contained";
    }

    private void matches(Sql sql) {
        sql.add("SELECT ").add(containers ? ContainedNumber.containerSql("r.rid") : "r.rid").add(" AS number");
        for (int i = 0; i < keys.size(); i++) {
            sql.add(", ").add(keys.get(i).sql()).add(" AS k").add(i);
        }
        sql.add(" FROM ").add(request.contained().which() == ContainedSearch.Which.TRUE ? "contained_resource" : "reachable_resource")
                .add(" r WHERE NOT r.deleted");
        if (!request.scope().types().isEmpty()) {
            sql.add(" AND r.type IN (").add(request.scope().types().stream().map(t -> Short.toString(Definitions.r4().typeNumber(t)))
                    .collect(Collectors.joining(", "))).add(")");
        }
        for (Match m : request.matches()) {
            sql.add(" AND ");
            m.write(sql, "r");
        }
        // a contained resource is within reach when its container is, of whatever type that may be
        if (!request.reach().all(List.of())) {
            String c = sql.alias();
            sql.add(" AND EXISTS (SELECT 1 FROM resource ").add(c).add(" WHERE ").add(c).add(".rid = ").add(ContainedNumber.containerSql("r.rid"));
            sql.reach().and(sql, c, List.of());
            sql.add(")");
        }
    }

    /**
     * The matches, cut out of their containers where those are not what is asked for.
     *
     * @param rows    what {@link #page} found
     * @param numbers their last order keys
     * @param in      takes the containers of those that were cut out, by their numbers
     */
    List<StoredVersion> cut(List<StoredVersion> rows, List<String> numbers, Map<Long, LocalReference> in) {
        List<StoredVersion> matches = new ArrayList<>(rows.size());
        Map<Long, JsonObject> read = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            StoredVersion row = rows.get(i);
            long number = Long.parseLong(numbers.get(i));
            if (number > 0) {
                matches.add(row);
                continue;
            }
            JsonObject container = read.computeIfAbsent(row.rid(), rid -> JsonReader.object(row.body()));
            JsonObject resource = (JsonObject) container.array("contained").get(ContainedNumber.place(number));
            matches.add(new StoredVersion(number, Definitions.r4().typeNumber(resource.string("resourceType")), resource.string("id"), row.version(),
                    row.updated(), row.method(), false, JsonWriter.bytes(resource)));
            in.put(number, new LocalReference(Definitions.r4().typeOf(row.type()), row.id()));
        }
        return matches;
    }
}
