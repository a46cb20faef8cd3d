package org.ketaminerecord.search.parameter;

import java.util.List;
import java.util.Set;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.store.row.IndexRow;

/** Strings, names, addresses (R4 search.html#string): matched from their beginning, case and accents folded. */
public enum StringParameter implements ParameterKind {
    INSTANCE;

    private static final int INDEXED = 100;     // characters in the B-tree; the rest is compared on the row
    private static final List<String> NAME = List.of("text", "family", "given", "prefix", "suffix");
    private static final List<String> ADDRESS = List.of("text", "line", "city", "district", "state", "postalCode", "country");

    /** Resources with a string that begins with, contains, or is exactly one of these. */
    public record Strings(RegisteredParameter parameter, String modifier, List<String> anyOf) implements Match.OfIndex {

        @Override
        public void writeRow(Sql sql, String x) {
            for (int i = 0; i < anyOf.size(); i++) {
                sql.add(i == 0 ? "" : " OR ");
                String folded = Folding.fold(anyOf.get(i));
                switch (modifier) {
                    case "exact" -> {
                        start(sql, x, folded, true);
                        sql.add(" AND ").add(x).add(".exact = ").value(ValueHash.of(anyOf.get(i)));
                    }
                    case "contains" -> sql.add("position(").value(folded).add(" in ").add(x).add(".value) > 0");
                    default -> {
                        start(sql, x, folded, false);
                        if (begin(folded).length() < folded.length()) {
                            sql.add(" AND starts_with(").add(x).add(".value, ").value(folded).add(")");
                        }
                    }
                }
            }
        }

        /** True when its rows come from one range of the index, in the order of the index. */
        public boolean oneRange() {
            return anyOf.size() == 1 && modifier.isEmpty() && parameter.place() == RegisteredParameter.Place.INDEX;
        }

        /** A range of the B-tree in "C" order, since LIKE would read % and _ of the value as more than data. */
        private static void start(Sql sql, String x, String folded, boolean whole) {
            String begin = begin(folded);
            if (whole) {
                sql.add("left(").add(x).add(".value, 100) = ").value(begin);
            } else {
                sql.add("left(").add(x).add(".value, 100) >= ").value(begin)
                        .add(" AND left(").add(x).add(".value, 100) < ").value(begin + "\uDBFF\uDFFF");
            }
        }
    }

    /** What the B-tree has of a text: PostgreSQL counts characters where Java counts halves of some. */
    public static String begin(String text) {
        return text.codePointCount(0, text.length()) <= INDEXED ? text : text.substring(0, text.offsetByCodePoints(0, INDEXED));
    }

    @Override
    public String table() {
        return "string_index";
    }

    @Override
    public Set<String> modifiers() {
        return Set.of("exact", "contains");
    }

    @Override
    public void index(RegisteredParameter p, JsonValue value, String type, IndexSink sink) {
        switch (value) {
            case JsonString s -> add(p, s.value(), sink);
            case JsonObject o when type.equals("HumanName") -> parts(p, o, NAME, sink);
            case JsonObject o when type.equals("Address") -> parts(p, o, ADDRESS, sink);
            case JsonObject o when type.equals("CodeableConcept") && o.string("text") != null -> add(p, o.string("text"), sink);
            default -> { }
        }
    }

    private static void parts(RegisteredParameter p, JsonObject o, List<String> members, IndexSink sink) {
        for (String member : members) {
            switch (o.get(member)) {
                case JsonString s -> add(p, s.value(), sink);
                case JsonArray a -> {
                    for (JsonValue v : a) {
                        if (v instanceof JsonString s) {
                            add(p, s.value(), sink);
                        }
                    }
                }
                case null, default -> { }
            }
        }
    }

    private static void add(RegisteredParameter p, String text, IndexSink sink) {
        String folded = Folding.fold(text);
        if (!folded.isEmpty()) {
            sink.add(new IndexRow.Text(p.id(), folded, ValueHash.of(text)));
        }
    }

    @Override
    public Match match(RegisteredParameter p, String modifier, List<String> values, RequestBase base) {
        for (String v : values) {
            if (Folding.fold(Escapes.unescape(v)).isEmpty()) {
                throw ParameterKind.invalid(p, v, "at least one character");
            }
        }
        return new Strings(p, modifier, values.stream().map(Escapes::unescape).toList());
    }

    @Override
    public String order(RegisteredParameter p, String r, boolean descending) {
        return "(SELECT " + (descending ? "max" : "min") + "(o.value) FROM string_index o WHERE o.rid = " + r + ".rid AND "
                + ParameterKind.params(p, "o") + ")";
    }
}
