package org.ketaminerecord.search.parameter;

import java.util.ArrayList;
import java.util.List;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.SearchParameterDefinition;
import org.ketaminerecord.definition.SearchParameterType;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.store.row.IndexRow;

/**
 * Composites of a code and two numbers, of which R4 has four: positions on a chromosome or a reference sequence
 * (R4 molecularsequence.html#search). Rows count positions from 1, as R4 wants the search to: in a sequence that counts from
 * 0 (coordinateSystem 0) the first position is one less than that, the last is the same.
 */
final class ThreePartComposite {

    private ThreePartComposite() {
    }

    /** Resources with an element whose three parts meet all conditions. */
    record Triples(RegisteredParameter parameter, List<Triple> anyOf) implements Match.OfIndex {

        @Override
        public void writeRow(Sql sql, String x) {
            for (int i = 0; i < anyOf.size(); i++) {
                sql.add(i == 0 ? "(" : " OR (");
                anyOf.get(i).write(sql, x);
                sql.add(")");
            }
        }
    }

    /** A code and two comparisons. */
    record Triple(TokenParameter.Value code, NumberParameter.Comparison second, NumberParameter.Comparison third) {

        void write(Sql sql, String x) {
            sql.add(x).add(".low IS NOT NULL AND ").add(x).add(".code = ").value(code.code());
            if (code.system() != null) {
                sql.add(" AND ").add(x).add(".system = ").value(code.system());
            }
            sql.add(" AND ");
            NumberParameter.compare(sql, second, x + ".low", x + ".high");
            sql.add(" AND ");
            NumberParameter.compare(sql, third, x + ".canonical_low", x + ".canonical_high");
        }
    }

    static boolean supported(SearchParameterDefinition d) {
        List<SearchParameterType> types = d.components().stream().map(c -> Definitions.r4().parameterByUrl(c.definition()))
                .map(part -> part == null ? null : part.type()).toList();
        return types.equals(List.of(SearchParameterType.TOKEN, SearchParameterType.NUMBER, SearchParameterType.NUMBER));
    }

    static void index(RegisteredParameter p, JsonValue node, String type, IndexSink sink) {
        List<CompositeParameter.First> codes = new ArrayList<>();
        List<Double> starts = new ArrayList<>();
        List<Double> ends = new ArrayList<>();
        part(p, 0, node, type, sink, (v, t) -> CompositeParameter.first(v, t, codes));
        double first = fromZero(sink.resource()) ? 1 : 0;
        part(p, 1, node, type, sink, (v, t) -> number(v, first, starts));
        part(p, 2, node, type, sink, (v, t) -> number(v, 0, ends));
        for (CompositeParameter.First code : codes) {
            for (Double start : starts) {
                for (Double end : ends) {
                    sink.add(new IndexRow.Composite(p.id(), code.code(), code.system(), null, null, start, start, null, end, end, null,
                            null, null));
                }
            }
        }
    }

    private static boolean fromZero(JsonObject sequence) {
        return sequence.get("coordinateSystem") instanceof JsonNumber n && n.decimal().signum() == 0;
    }

    private static void part(RegisteredParameter p, int number, JsonValue node, String type, IndexSink sink, ValuePath.Visitor visitor) {
        ValuePath path = CompositeParameter.path(p.definition().components().get(number), type);
        if (path.ofResource()) {
            path.forEach(sink.resource(), visitor);
        } else {
            path.from(node, type, visitor);
        }
    }

    private static void number(JsonValue value, double more, List<Double> to) {
        if (value instanceof JsonNumber n) {
            to.add(n.decimal().doubleValue() + more);
        }
    }

    static Match match(RegisteredParameter p, List<String> values, RequestBase base) {
        List<Triple> anyOf = new ArrayList<>();
        for (String raw : values) {
            List<String> parts = CompositeParameter.parts(p, raw, "three values with a $ between them, for example 1$lt345$gt123");
            anyOf.add(new Triple(CompositeParameter.code(p, raw, parts), NumberParameter.read(p, parts.get(1)), NumberParameter.read(p, parts.get(2))));
        }
        return new Triples(p, anyOf);
    }
}
