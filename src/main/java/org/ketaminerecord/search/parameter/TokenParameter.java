package org.ketaminerecord.search.parameter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.store.row.IndexRow;

/** Codes, identifiers, booleans (R4 search.html#token): matched as they are, by code, by system, or by both. */
public enum TokenParameter implements ParameterKind {
    INSTANCE;

    private static final int LONGEST = 200;     // an index entry must fit a page; longer codes are kept by their hash
    static final long BOOLEANS = ValueHash.of("http://terminology.hl7.org/CodeSystem/special-values");

    /**
     * One alternative.
     *
     * @param code   the code, or null for any
     * @param system hash of the system, 0 for "without a system", or null for any
     */
    public record Value(String code, Long system) {
    }

    /** Resources with one of the tokens, or by {@code :not} with none of them, or by {@code :text} with its text. */
    public record Tokens(RegisteredParameter parameter, List<Value> anyOf, List<String> texts, boolean negated)
            implements Match.OfIndex {

        @Override
        public void writeRow(Sql sql, String x) {
            String or = "";
            for (Value v : anyOf) {
                sql.add(or);
                or = " OR ";
                if (v.code() == null) {
                    sql.add(x).add(".system = ").value(v.system());
                } else if (v.system() == null) {
                    sql.add(x).add(".code = ").value(v.code());
                } else {
                    sql.add("(").add(x).add(".code = ").value(v.code()).add(" AND ").add(x).add(".system = ")
                            .value(v.system()).add(")");
                }
            }
            for (String text : texts) {
                sql.add(or).add("starts_with(").add(x).add(".text, ").value(text).add(")");
                or = " OR ";
            }
        }
    }

    /** {@code :of-type}: identifiers of a type with a value. */
    public record OfType(RegisteredParameter parameter, List<Value> anyOf) implements Match.OfIndex {

        @Override
        public void writeRow(Sql sql, String x) {
            throw new UnsupportedOperationException("written as a whole");
        }

        @Override
        public void write(Sql sql, String r) {
            sql.add(sql.probing() ? "EXISTS (" : r + ".rid IN (");
            numbers(sql, sql.probing() ? r : null);
            sql.add(sql.probing() ? " OFFSET 0)" : ")");
        }

        @Override
        public void writeNumbers(Sql sql) {
            numbers(sql, null);
        }

        private void numbers(Sql sql, String of) {
            String union = "";
            for (Value v : anyOf) {
                String x = sql.alias();
                sql.add(union).add("SELECT ").add(x).add(".rid FROM token_index ").add(x).add(" WHERE ").add(x)
                        .add(".param ").add(parameter.secondIds()).add(" AND ").add(x).add(".code = ").value(v.code())
                        .add(" AND ").add(x).add(".system = ").value(v.system());
                ReferenceParameter.ofPatients(parameter, sql, x);
                if (of != null) {
                    sql.add(" AND ").add(x).add(".rid = ").add(of).add(".rid");
                }
                union = " UNION ALL ";
            }
        }
    }

    @Override
    public String table() {
        return "token_index";
    }

    @Override
    public Set<String> modifiers() {
        return Set.of("not", "text", "of-type", "in", "not-in", "above", "below");     // the last four: CodeSet
    }

    @Override
    public void index(RegisteredParameter p, JsonValue value, String type, IndexSink sink) {
        switch (value) {
            case JsonBoolean b -> sink.token(p, b.value() ? "true" : "false", BOOLEANS, null);
            case JsonString s -> {
                if (p.code().equals("deceased")) {
                    sink.token(p, "true", BOOLEANS, null);     // deceasedDateTime: dead
                } else {
                    sink.token(p, key(s.value()), 0, null);
                }
            }
            case JsonNumber n -> sink.token(p, key(n.text()), 0, null);
            case JsonObject o -> {
                switch (type) {
                    case "Coding" -> coding(p, o, sink);
                    case "CodeableConcept" -> concept(p, o, sink);
                    case "Identifier" -> identifier(p, o, sink);
                    case "ContactPoint" -> {
                        if (o.string("value") != null) {
                            sink.token(p, key(o.string("value")), 0, null);
                        }
                    }
                    default -> { }
                }
            }
            default -> { }
        }
    }

    private static void coding(RegisteredParameter p, JsonObject coding, IndexSink sink) {
        String code = coding.string("code");
        String display = coding.string("display");
        if (code != null || display != null) {
            sink.token(p, code == null ? "" : key(code), ValueHash.of(coding.string("system")), text(display));
        }
    }

    private static void concept(RegisteredParameter p, JsonObject concept, IndexSink sink) {
        String text = text(concept.string("text"));
        boolean told = text == null;
        for (JsonObject coding : concept.objects("coding")) {
            coding(p, coding, sink);
            told |= text != null && text.equals(text(coding.string("display")));
        }
        if (!told) {
            sink.token(p, "", 0, text);
        }
    }

    private static void identifier(RegisteredParameter p, JsonObject identifier, IndexSink sink) {
        String value = identifier.string("value");
        JsonObject type = identifier.object("type");
        if (value == null) {
            return;
        }
        sink.token(p, key(value), ValueHash.of(identifier.string("system")), type == null ? null : text(type.string("text")));
        if (type != null) {
            for (JsonObject coding : type.objects("coding")) {
                if (coding.string("code") != null) {
                    sink.add(new IndexRow.Token(p.secondId(), key(coding.string("code") + "|" + value),
                            ValueHash.of(coding.string("system")), null));
                }
            }
        }
    }

    @Override
    public Match match(RegisteredParameter p, String modifier, List<String> values, RequestBase base) {
        if (modifier.equals("text")) {
            return new Tokens(p, List.of(), values.stream().map(v -> Folding.fold(Escapes.unescape(v))).toList(), false);
        }
        List<Value> anyOf = new ArrayList<>();
        for (String raw : values) {
            anyOf.add(modifier.equals("of-type") ? ofType(p, raw) : read(p, raw));
        }
        return modifier.equals("of-type") ? new OfType(p, anyOf) : new Tokens(p, anyOf, List.of(), modifier.equals("not"));
    }

    /** Reads {@code code}, {@code system|code}, {@code |code} or {@code system|}. */
    static Value read(RegisteredParameter p, String raw) {
        List<String> parts = Escapes.split(raw, '|');
        if (raw.isEmpty() || raw.equals("|") || parts.size() > 2) {
            throw ParameterKind.invalid(p, raw, "code, system|code, |code or system|; a | inside is written \\|");
        }
        if (parts.size() == 1) {
            return new Value(key(Escapes.unescape(raw)), null);
        }
        String system = Escapes.unescape(parts.get(0));
        String code = Escapes.unescape(parts.get(1));
        // an element of type code has its system by definition only: any of them is met by the code alone
        boolean bare = p.path() != null && Set.of("code").containsAll(p.path().types());
        if (bare && !code.isEmpty()) {
            return new Value(key(code), null);
        }
        return new Value(code.isEmpty() ? null : key(code), system.isEmpty() ? Long.valueOf(0) : ValueHash.of(system));
    }

    private static Value ofType(RegisteredParameter p, String raw) {
        List<String> parts = Escapes.split(raw, '|');
        if (parts.size() != 3 || parts.stream().anyMatch(String::isEmpty)) {
            throw ParameterKind.invalid(p, raw, "system|code|value, where system and code are of the identifier's type");
        }
        return new Value(key(Escapes.unescape(parts.get(1)) + "|" + Escapes.unescape(parts.get(2))),
                ValueHash.of(Escapes.unescape(parts.get(0))));
    }

    @Override
    public String order(RegisteredParameter p, String r, boolean descending) {
        StringBuilder sql = new StringBuilder("(SELECT ").append(descending ? "max" : "min").append("(o.code) FROM (");
        String union = "";
        for (RegisteredParameter s : p.sources()) {
            sql.append(union).append("SELECT code FROM ")
                    .append(s.place() == RegisteredParameter.Place.CHART_CODE ? "code_index" : "token_index")
                    .append(" WHERE rid = ").append(r).append(".rid AND param = ").append(s.id())
                    .append(" AND code <> ''");
            union = " UNION ALL ";
        }
        return sql.append(") o)").toString();
    }

    private static String text(String text) {
        return text == null || text.isEmpty() ? null : Folding.fold(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
    }

    /** The code as the index holds it: itself, or for a very long one its beginning with its hash. */
    static String key(String code) {
        if (code.length() <= LONGEST) {
            return code;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
            return code.substring(0, 60) + "#" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
