package org.ketaminerecord.search.parameter;

import java.util.List;
import java.util.Set;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.store.row.IndexRow;

/** URIs (R4 search.html#uri): matched whole and as they are; {@code :below} by beginning, {@code :above} by ending. */
public enum UriParameter implements ParameterKind {
    INSTANCE;

    /** Resources with one of the URIs, or with one below or above it. */
    public record Uris(RegisteredParameter parameter, String modifier, List<String> anyOf) implements Match.OfIndex {

        @Override
        public void writeRow(Sql sql, String x) {
            for (int i = 0; i < anyOf.size(); i++) {
                sql.add(i == 0 ? "" : " OR ");
                String uri = anyOf.get(i);
                String begin = StringParameter.begin(uri);
                switch (modifier) {
                    case "below" -> {
                        sql.add("left(").add(x).add(".value, 100) >= ").value(begin).add(" AND left(").add(x)
                                .add(".value, 100) < ").value(begin + "\uDBFF\uDFFF").add(" AND (").add(x).add(".value = ")
                                .value(uri).add(" OR starts_with(").add(x).add(".value, ")
                                .value(uri.endsWith("/") ? uri : uri + "/").add("))");
                    }
                    case "above" -> sql.add("(").add(x).add(".value = ").value(uri).add(" OR starts_with(").value(uri)
                            .add(", rtrim(").add(x).add(".value, '/') || '/'))");
                    default -> sql.add("left(").add(x).add(".value, 100) = ").value(begin).add(" AND ").add(x)
                            .add(".value = ").value(uri);
                }
            }
        }
    }

    @Override
    public String table() {
        return "string_index";
    }

    @Override
    public Set<String> modifiers() {
        return Set.of("above", "below");
    }

    @Override
    public void index(RegisteredParameter p, JsonValue value, String type, IndexSink sink) {
        if (value instanceof JsonString s && !s.value().isEmpty()) {
            sink.add(new IndexRow.Text(p.id(), s.value(), ValueHash.of(s.value())));
        }
    }

    @Override
    public Match match(RegisteredParameter p, String modifier, List<String> values, RequestBase base) {
        for (String v : values) {
            if (v.isBlank()) {
                throw ParameterKind.invalid(p, v, "a URI");
            }
        }
        return new Uris(p, modifier, values.stream().map(Escapes::unescape).toList());
    }

    @Override
    public String order(RegisteredParameter p, String r, boolean descending) {
        return StringParameter.INSTANCE.order(p, r, descending);
    }
}
