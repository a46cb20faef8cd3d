package org.ketaminerecord.search.parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.store.row.IndexRow;

/** Numbers (R4 search.html#number): with the precision that a request's digits imply. */
public enum NumberParameter implements ParameterKind {
    INSTANCE;

    /** A prefix with the number behind it. */
    public record Comparison(Prefix prefix, NumberRange number) {

        /** The comparison with a number as it was written: about a number is within a tenth of it. */
        static Comparison of(Prefix prefix, NumberRange number) {
            return new Comparison(prefix, prefix == Prefix.AP ? number.approximate() : number);
        }
    }

    /** Resources with a number that compares so with one of these. */
    public record Numbers(RegisteredParameter parameter, List<Comparison> anyOf) implements Match.OfIndex {

        @Override
        public void writeRow(Sql sql, String x) {
            for (int i = 0; i < anyOf.size(); i++) {
                sql.add(i == 0 ? "" : " OR ");
                compare(sql, anyOf.get(i), x + ".low", x + ".high");
            }
        }
    }

    @Override
    public String table() {
        return "quantity_index";
    }

    @Override
    public Set<String> modifiers() {
        return Set.of();
    }

    @Override
    public void index(RegisteredParameter p, JsonValue value, String type, IndexSink sink) {
        if (value instanceof JsonNumber n) {
            double d = n.decimal().doubleValue();
            sink.add(new IndexRow.Quantity(p.id(), d, d, null, null, null, null, null, null));
        } else if (value instanceof JsonObject o && type.equals("Range")) {
            double low = bound(o.object("low"), Double.NEGATIVE_INFINITY);
            double high = bound(o.object("high"), Double.POSITIVE_INFINITY);
            sink.add(new IndexRow.Quantity(p.id(), low, high, null, null, null, null, null, null));
        }
    }

    private static double bound(JsonObject quantity, double open) {
        return quantity != null && quantity.get("value") instanceof JsonNumber n ? n.decimal().doubleValue() : open;
    }

    @Override
    public Match match(RegisteredParameter p, String modifier, List<String> values, RequestBase base) {
        List<Comparison> anyOf = new ArrayList<>();
        for (String raw : values) {
            anyOf.add(read(p, raw));
        }
        return new Numbers(p, anyOf);
    }

    /** Reads a number with its prefix. */
    static Comparison read(RegisteredParameter p, String raw) {
        Prefix.Prefixed prefixed = Prefix.read(raw);
        NumberRange number = NumberRange.of(prefixed.value());
        if (number == null) {
            throw ParameterKind.invalid(p, raw, "a number such as 72, 5.40 or 1e2, with one of the prefixes eq, ne, gt, lt, "
                    + "ge, le, sa, eb, ap or none");
        }
        return Comparison.of(prefixed.prefix(), number);
    }

    /** Appends the comparison of a range in two columns with a number. */
    static void compare(Sql sql, Comparison c, String low, String high) {
        NumberRange n = c.number();
        double value = n.value().doubleValue();
        double from = n.low().doubleValue();
        double to = n.high().doubleValue();
        switch (c.prefix()) {
            case EQ -> within(sql, low, high, from, to);
            case NE -> {
                sql.add("NOT ");
                within(sql, low, high, from, to);
            }
            case GT -> sql.add(high).add(" > ").value(value);
            case LT -> sql.add(low).add(" < ").value(value);
            case GE -> {
                sql.add("(").add(high).add(" > ").value(value).add(" OR ");
                within(sql, low, high, from, to);
                sql.add(")");
            }
            case LE -> {
                sql.add("(").add(low).add(" < ").value(value).add(" OR ");
                within(sql, low, high, from, to);
                sql.add(")");
            }
            case SA -> sql.add(low).add(" > ").value(value);
            case EB -> sql.add(high).add(" < ").value(value);
            case AP -> sql.add("(").add(low).add(" < ").value(to).add(" AND ").add(high).add(" >= ").value(from).add(")");
        }
    }

    private static void within(Sql sql, String low, String high, double from, double to) {
        // both ends are bounded on both sides, so that an index on either of them serves
        sql.add("(").add(low).add(" >= ").value(from).add(" AND ").add(low).add(" < ").value(to).add(" AND ").add(high)
                .add(" < ").value(to).add(" AND ").add(high).add(" >= ").value(from).add(")");
    }

    @Override
    public String order(RegisteredParameter p, String r, boolean descending) {
        return "(SELECT " + (descending ? "max" : "min") + "(coalesce(o.canonical_low, o.low)) FROM quantity_index o WHERE o.rid = "
                + r + ".rid AND " + ParameterKind.params(p, "o") + ")";
    }
}
