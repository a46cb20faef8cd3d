package org.ketaminerecord.search.parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.SearchParameterDefinition;
import org.ketaminerecord.definition.SearchParameterType;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.store.row.IndexRow;

/** Composites (R4 search.html#composite): two values of the same element, kept side by side in one row. */
public enum CompositeParameter implements ParameterKind {
    INSTANCE;

    /** The first part: a code with its system. */
    record First(String code, long system) {
    }

    /** Resources with a pair that meets both conditions. */
    public record Pairs(RegisteredParameter parameter, List<Pair> anyOf) implements Match.OfIndex {

        /** True for one code with one number, both of the resource itself: a resource has one such row, and the index is in their order. */
        public boolean oneNumber() {
            return anyOf.size() == 1 && anyOf.getFirst().second() instanceof Second.Amount && parameter.place() == RegisteredParameter.Place.INDEX
                    && ofResource(parameter);
        }

        @Override
        public void writeRow(Sql sql, String x) {
            for (int i = 0; i < anyOf.size(); i++) {
                sql.add(i == 0 ? "(" : " OR (");
                anyOf.get(i).write(sql, x);
                sql.add(")");
            }
        }
    }

    /** A pair of conditions. */
    public record Pair(TokenParameter.Value first, Second second) {

        void write(Sql sql, String x) {
            sql.add(x).add(".code = ").value(first.code());
            if (first.system() != null) {
                sql.add(" AND ").add(x).add(".system = ").value(first.system());
            }
            sql.add(" AND ");
            second.write(sql, x);
        }
    }

    /** The condition on the second part. */
    public sealed interface Second {

        void write(Sql sql, String x);

        /** A code or a reference. */
        record Token(TokenParameter.Value value) implements Second {
            @Override
            public void write(Sql sql, String x) {
                sql.add(x).add(".low IS NULL AND ").add(x).add(".code2 = ").value(value.code());
                if (value.system() != null) {
                    sql.add(" AND ").add(x).add(".system2 = ").value(value.system());
                }
            }
        }

        /** The beginning of a folded string. */
        record Text(String folded) implements Second {
            @Override
            public void write(Sql sql, String x) {
                sql.add(x).add(".low IS NULL AND starts_with(").add(x).add(".code2, ").value(folded).add(")");
            }
        }

        /** A date. */
        record Time(DateParameter.Comparison comparison) implements Second {
            @Override
            public void write(Sql sql, String x) {
                DateParameter.compare(sql, List.of(comparison), x + ".from_time", x + ".to_time");
            }
        }

        /** A number, perhaps with a unit. */
        record Amount(QuantityParameter.Value value, String unit) implements Second {
            @Override
            public void write(Sql sql, String x) {
                sql.add(x).add(".low IS NOT NULL AND ");
                if (value.canonical() != null) {
                    sql.add(x).add(".canonical = ").value(value.unit()).add(" AND ");
                    NumberParameter.compare(sql, new NumberParameter.Comparison(value.canonical().prefix(),
                            value.canonical().number()), x + ".canonical_low", x + ".canonical_high");
                    return;
                }
                NumberParameter.compare(sql, value.number(), x + ".low", x + ".high");
                if (unit != null) {
                    sql.add(" AND ").add(x).add(".unit = ").value(unit);
                }
            }
        }
    }

    @Override
    public String table() {
        return "composite_index";
    }

    @Override
    public Set<String> modifiers() {
        return Set.of();
    }

    /** True when this server indexes the composite: parts of types that a row can hold. */
    static boolean supported(SearchParameterDefinition d) {
        return ThreePartComposite.supported(d) || d.components().size() == 2 && d.components().stream().allMatch(c -> Definitions.r4().parameterByUrl(c.definition()) != null);
    }

    @Override
    public void index(RegisteredParameter p, JsonValue node, String type, IndexSink sink) {
        List<SearchParameterDefinition.Component> parts = p.definition().components();
        if (parts.size() == 3) {
            ThreePartComposite.index(p, node, type, sink);
            return;
        }
        SearchParameterType secondType = partType(parts.get(1));
        List<First> firsts = new ArrayList<>();
        path(parts.get(0), type).from(node, type, (v, t) -> first(v, t, firsts));
        if (firsts.isEmpty()) {
            return;
        }
        path(parts.get(1), type).from(node, type, (v, t) -> {
            for (First first : firsts) {
                second(p, first, secondType, v, t, sink);
            }
        });
    }

    private static final Map<String, ValuePath> PATHS = new ConcurrentHashMap<>();

    /**
     * The path of a part. Its expression names one type of value where the parameter that it is defined as reads several
     * ({@code value-quantity} reads SampledData too); the parameter's own meaning is taken, so that the composite and the
     * two parameters side by side never disagree.
     */
    static ValuePath path(SearchParameterDefinition.Component c, String type) {
        return PATHS.computeIfAbsent(type + " " + c.definition() + " " + c.expression(), k -> {
            ValuePath own = ValuePath.compile(c.expression(), type);
            SearchParameterDefinition named = Definitions.r4().parameterByUrl(c.definition());
            if (Definitions.r4().isResourceType(type) && named.expression() != null) {
                ValuePath wide = ValuePath.compile(named.expression(), type);
                return wide.chains().containsAll(own.chains()) ? wide : own;
            }
            return own;
        });
    }

    private static SearchParameterType partType(SearchParameterDefinition.Component c) {
        return Definitions.r4().parameterByUrl(c.definition()).type();
    }

    static void first(JsonValue value, String type, List<First> to) {
        switch (value) {
            case JsonString s -> to.add(new First(TokenParameter.key(s.value()), 0));
            case JsonNumber n -> to.add(new First(n.text(), 0));
            case JsonBoolean b -> to.add(new First(b.value() ? "true" : "false", TokenParameter.BOOLEANS));
            case JsonObject o when type.equals("CodeableConcept") -> {
                for (JsonObject coding : o.objects("coding")) {
                    first(coding, "Coding", to);
                }
            }
            case JsonObject o when type.equals("Coding") && o.string("code") != null ->
                to.add(new First(TokenParameter.key(o.string("code")), ValueHash.of(o.string("system"))));
            case JsonObject o when type.equals("Reference") && o.string("reference") != null -> {
                LocalReference local = LocalReference.of(o.string("reference"));
                to.add(new First(TokenParameter.key(local == null ? o.string("reference") : local.type() + "/" + local.id()), 0));
            }
            default -> { }
        }
    }

    private static void second(RegisteredParameter p, First a, SearchParameterType kind, JsonValue v, String type, IndexSink sink) {
        switch (kind) {
            case QUANTITY, NUMBER -> {
                IndexRow.Quantity q = v instanceof JsonObject o ? QuantityParameter.row(p.id(), o, type) : null;
                if (v instanceof JsonNumber n) {
                    double d = n.decimal().doubleValue();
                    q = new IndexRow.Quantity(p.id(), d, d, null, null, null, null, null, null);
                }
                if (q != null) {
                    String unit = v instanceof JsonObject o ? unit(o, type) : null;
                    sink.add(new IndexRow.Composite(p.id(), a.code(), a.system(), null, null, q.low(), q.high(), q.canonical(),
                            q.canonicalLow(), q.canonicalHigh(), unit == null ? null : TokenParameter.key(unit), null, null));
                }
            }
            case DATE -> {
                DateRange range = DateParameter.range(v, type);
                if (range != null) {
                    sink.add(new IndexRow.Composite(p.id(), a.code(), a.system(), null, null, null, null, null, null, null, null,
                            range.low(), range.high()));
                }
            }
            case STRING -> {
                if (v instanceof JsonString s) {
                    sink.add(coded(p, a, TokenParameter.key(Folding.fold(s.value())), 0));
                }
            }
            default -> {
                List<First> seconds = new ArrayList<>();
                first(v, type, seconds);
                seconds.forEach(b -> sink.add(coded(p, a, b.code(), b.system())));
            }
        }
    }

    /** The code of a quantity's unit, or its name when it has none. */
    private static String unit(JsonObject o, String type) {
        JsonObject unit = switch (type) {
            case "Range" -> o.object("low") != null ? o.object("low") : o.object("high");
            case "SampledData" -> o.object("origin");
            default -> o;
        };
        return unit.string("code") != null ? unit.string("code") : unit.string("unit");
    }

    private static IndexRow.Composite coded(RegisteredParameter p, First a, String code2, long system2) {
        return new IndexRow.Composite(p.id(), a.code(), a.system(), code2, system2, null, null, null, null, null, null, null, null);
    }

    @Override
    public Match match(RegisteredParameter p, String modifier, List<String> values, RequestBase base) {
        if (p.definition().components().size() == 3) {
            return ThreePartComposite.match(p, values, base);
        }
        SearchParameterType kind = partType(p.definition().components().get(1));
        List<Pair> anyOf = new ArrayList<>();
        for (String raw : values) {
            List<String> parts = parts(p, raw, "two values with a $ between them, for example 8480-6$gt140");
            anyOf.add(new Pair(code(p, raw, parts), second(p, kind, parts.get(1))));
        }
        return new Pairs(p, anyOf);
    }

    /** The parts of a value, as many as the parameter has. */
    static List<String> parts(RegisteredParameter p, String raw, String wanted) {
        List<String> parts = Escapes.split(raw, '$');
        if (parts.size() != p.definition().components().size() || parts.stream().anyMatch(String::isEmpty)) {
            throw ParameterKind.invalid(p, raw, wanted);
        }
        return parts;
    }

    /** The first part, which is a code. */
    static TokenParameter.Value code(RegisteredParameter p, String raw, List<String> parts) {
        TokenParameter.Value first = TokenParameter.read(p, parts.getFirst());
        if (first.code() == null) {
            throw ParameterKind.invalid(p, raw, "a first value with a code");
        }
        return first;
    }

    private static Second second(RegisteredParameter p, SearchParameterType kind, String raw) {
        return switch (kind) {
            case QUANTITY, NUMBER -> {
                List<String> parts = Escapes.split(raw, '|');
                yield new Second.Amount(QuantityParameter.read(p, raw),
                        parts.size() == 3 ? TokenParameter.key(Escapes.unescape(parts.get(2))) : null);
            }
            case DATE -> new Second.Time(DateParameter.read(p, raw));
            case STRING -> new Second.Text(Folding.fold(Escapes.unescape(raw)));
            default -> {
                TokenParameter.Value v = TokenParameter.read(p, raw);
                if (v.code() == null) {
                    throw ParameterKind.invalid(p, raw, "a second value with a code");
                }
                yield new Second.Token(v);
            }
        };
    }

    /**
     * The pair that a code and a quantity of the same element stand for, or null when the parameter does not pair these
     * two. {@code code=X&value-quantity=gt5} is {@code code-value-quantity=X$gt5}: both are elements of the resource
     * itself, so its code and its value always belong together.
     */
    public static Pairs pair(RegisteredParameter p, TokenParameter.Tokens code, QuantityParameter.Quantities quantity) {
        if (!ofResource(p) || !reads(p, 0, code.parameter()) || !reads(p, 1, quantity.parameter())) {
            return null;
        }
        List<Pair> anyOf = new ArrayList<>();
        for (TokenParameter.Value v : code.anyOf()) {
            for (QuantityParameter.Value q : quantity.anyOf()) {
                if (v.code() == null || q.canonical() == null && q.code() != null) {
                    return null;
                }
                anyOf.add(new Pair(v, new Second.Amount(q, null)));
            }
        }
        return new Pairs(p, anyOf);
    }

    private static boolean ofResource(RegisteredParameter p) {
        return p.path() != null && p.path().chains().equals(List.of(List.of())) && p.definition().components().size() == 2;
    }

    private static boolean reads(RegisteredParameter composite, int part, RegisteredParameter p) {
        return path(composite.definition().components().get(part), composite.resourceType()).chains().containsAll(p.path().chains());
    }

    @Override
    public String order(RegisteredParameter p, String r, boolean descending) {
        return null;
    }
}
