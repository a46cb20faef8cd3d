package org.ketaminerecord.search.parameter;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.store.row.IndexRow;

/** Quantities (R4 search.html#quantity): numbers with a unit; UCUM units are compared whatever their scale. */
public enum QuantityParameter implements ParameterKind {
    INSTANCE;

    private static final String CURRENCY = "urn:iso:std:iso:4217";

    /**
     * One alternative.
     *
     * @param number    the comparison in the unit as written
     * @param system    hash of the unit's system, or null
     * @param code      hash of the unit's code or name, or null for any unit
     * @param canonical the same comparison in canonical UCUM units, or null
     * @param unit      hash of the canonical unit, or null
     */
    public record Value(NumberParameter.Comparison number, Long system, Long code, CanonicalComparison canonical, Long unit) {
    }

    /** A comparison in canonical units. */
    public record CanonicalComparison(Prefix prefix, NumberRange number) {
    }

    /** Resources with a quantity that compares so with one of these. */
    public record Quantities(RegisteredParameter parameter, List<Value> anyOf) implements Match.OfIndex {

        @Override
        public void writeRow(Sql sql, String x) {
            for (int i = 0; i < anyOf.size(); i++) {
                sql.add(i == 0 ? "(" : " OR (");
                amount(sql, anyOf.get(i), x);
                sql.add(")");
            }
        }
    }

    private static void amount(Sql sql, Value v, String x) {
        if (v.canonical() != null) {
            sql.add(x).add(".canonical = ").value(v.unit()).add(" AND ");
            NumberParameter.compare(sql, new NumberParameter.Comparison(v.canonical().prefix(), v.canonical().number()),
                    x + ".canonical_low", x + ".canonical_high");
            return;
        }
        NumberParameter.compare(sql, v.number(), x + ".low", x + ".high");
        if (v.code() != null && v.system() != null) {
            sql.add(" AND ").add(x).add(".code = ").value(v.code()).add(" AND ").add(x).add(".system = ").value(v.system());
        } else if (v.code() != null) {
            sql.add(" AND (").add(x).add(".code = ").value(v.code()).add(" OR ").add(x).add(".unit = ").value(v.code())
                    .add(")");
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
        if (value instanceof JsonObject o) {
            IndexRow.Quantity row = row(p.id(), o, type);
            if (row != null) {
                sink.add(row);
            }
        }
    }

    /** The row of a quantity, range, sampled data or money; null when it has no number. */
    static IndexRow.Quantity row(short param, JsonObject o, String type) {
        return switch (type) {
            case "Money" -> of(param, number(o, "value"), number(o, "value"), CURRENCY, o.string("currency"), null);
            case "Range" -> {
                JsonObject low = o.object("low");
                JsonObject high = o.object("high");
                JsonObject unit = low != null ? low : high;
                yield unit == null ? null : of(param, low == null ? null : number(low, "value"),
                        high == null ? null : number(high, "value"), unit.string("system"), unit.string("code"), unit.string("unit"));
            }
            case "SampledData" -> {
                JsonObject origin = o.object("origin");
                BigDecimal low = number(o, "lowerLimit");
                BigDecimal high = number(o, "upperLimit");
                yield origin == null || low == null || high == null ? null
                        : of(param, low, high, origin.string("system"), origin.string("code"), origin.string("unit"));
            }
            default -> {
                BigDecimal value = number(o, "value");
                String comparator = o.string("comparator");
                boolean below = comparator != null && comparator.startsWith("<");
                boolean above = comparator != null && comparator.startsWith(">");
                yield value == null ? null : of(param, below ? null : value, above ? null : value, o.string("system"),
                        o.string("code"), o.string("unit"));
            }
        };
    }

    /** A missing bound is an open one; null when both are missing. */
    private static IndexRow.Quantity of(short param, BigDecimal low, BigDecimal high, String system, String code, String unit) {
        if (low == null && high == null) {
            return null;
        }
        Ucum.Canonical canonical = Ucum.SYSTEM.equals(system) && code != null ? Ucum.canonical(code) : null;
        double least = low == null ? Double.NEGATIVE_INFINITY : low.doubleValue();
        double most = high == null ? Double.POSITIVE_INFINITY : high.doubleValue();
        return new IndexRow.Quantity(param, least, most, hash(system), hash(code),
                unit == null || unit.equals(code) ? null : hash(unit),
                canonical == null ? null : ValueHash.of(canonical.unit()),
                canonical == null ? null : Double.valueOf(low == null ? Double.NEGATIVE_INFINITY : canonical.of(low)),
                canonical == null ? null : Double.valueOf(high == null ? Double.POSITIVE_INFINITY : canonical.of(high)));
    }

    private static Long hash(String text) {
        return text == null ? null : ValueHash.of(text);
    }

    private static BigDecimal number(JsonObject o, String member) {
        return o.get(member) instanceof JsonNumber n ? n.decimal() : null;
    }

    @Override
    public Match match(RegisteredParameter p, String modifier, List<String> values, RequestBase base) {
        List<Value> anyOf = new ArrayList<>();
        for (String raw : values) {
            anyOf.add(read(p, raw));
        }
        return new Quantities(p, anyOf);
    }

    /** Reads {@code number}, {@code number|system|code} or {@code number||code}. */
    static Value read(RegisteredParameter p, String raw) {
        List<String> parts = Escapes.split(raw, '|');
        Prefix.Prefixed prefixed = Prefix.read(parts.getFirst());
        NumberRange number = NumberRange.of(prefixed.value());
        if (number == null || parts.size() == 2 || parts.size() > 3) {
            throw ParameterKind.invalid(p, raw, "number, number|system|code or number||code, with one of the prefixes eq, ne, gt, "
                    + "lt, ge, le, sa, eb, ap or none");
        }
        NumberParameter.Comparison comparison = NumberParameter.Comparison.of(prefixed.prefix(), number);
        String system = parts.size() == 3 ? Escapes.unescape(parts.get(1)) : "";
        String code = parts.size() == 3 ? Escapes.unescape(parts.get(2)) : "";
        if (system.equals(Ucum.SYSTEM) && Ucum.canonical(code) != null) {
            Ucum.Canonical c = Ucum.canonical(code);
            NumberRange written = comparison.number();
            NumberRange in = new NumberRange(convert(c, written.value()), convert(c, written.low()), convert(c, written.high()));
            return new Value(comparison, ValueHash.of(system), ValueHash.of(code),
                    new CanonicalComparison(prefixed.prefix(), in), ValueHash.of(c.unit()));
        }
        return new Value(comparison, system.isEmpty() ? null : ValueHash.of(system), code.isEmpty() ? null : ValueHash.of(code),
                null, null);
    }

    private static BigDecimal convert(Ucum.Canonical c, BigDecimal value) {
        return value.multiply(c.factor()).add(c.offset()).round(java.math.MathContext.DECIMAL64);
    }

    @Override
    public String order(RegisteredParameter p, String r, boolean descending) {
        return NumberParameter.INSTANCE.order(p, r, descending);
    }
}
