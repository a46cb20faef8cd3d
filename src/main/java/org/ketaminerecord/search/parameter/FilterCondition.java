package org.ketaminerecord.search.parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The comparisons of {@code _filter} that no other search parameter has (R4 search_filter.html#ops). */
public final class FilterCondition {

    private FilterCondition() {
    }

    /** How a folded string is compared; the ordering is that of Unicode code points. */
    public enum Relation {
        EQUAL("="), UNEQUAL("<>"), GREATER(">"), LESS("<"), AT_LEAST(">="), AT_MOST("<="), ENDS(null);

        private final String sql;

        Relation(String sql) {
            this.sql = sql;
        }
    }

    /** Resources with a string that compares so, case and accents folded. */
    public record Text(RegisteredParameter parameter, Relation relation, String folded) implements Match.OfIndex {

        @Override
        public void writeRow(Sql sql, String x) {
            String begin = StringParameter.begin(folded);
            switch (relation) {      // the beginning is what the B-tree has
                case EQUAL -> sql.add("left(").add(x).add(".value, 100) = ").value(begin).add(" AND ");
                case GREATER, AT_LEAST -> sql.add("left(").add(x).add(".value, 100) >= ").value(begin).add(" AND ");
                case LESS, AT_MOST -> sql.add("left(").add(x).add(".value, 100) <= ").value(begin).add(" AND ");
                case UNEQUAL -> { }
                case ENDS -> {
                    sql.add("right(").add(x).add(".value, ").add(folded.codePointCount(0, folded.length())).add(") = ").value(folded);
                    return;
                }
            }
            sql.add(x).add(".value ").add(relation.sql).add(" ").value(folded);
        }
    }

    /** Resources with a URI other than this one. */
    public record OtherUri(RegisteredParameter parameter, String uri) implements Match.OfIndex {

        @Override
        public void writeRow(Sql sql, String x) {
            sql.add(x).add(".value <> ").value(uri);
        }
    }

    /** Resources with this token, or with another one; letters A to Z count alike in both cases. */
    public record Caseless(RegisteredParameter parameter, TokenParameter.Value value, boolean other) implements Match.OfIndex {

        /** Letters at the beginning of a code that are looked up in both cases; the code as a whole is compared on the row. */
        private static final int LETTERS = 3;

        @Override
        public void writeRow(Sql sql, String x) {
            if (other) {
                sql.add(x).add(".code <> '' AND NOT (");
                same(sql, x);
                sql.add(")");
                return;
            }
            String or = "(";
            for (String begin : beginnings(value.code())) {
                sql.add(or).add(x).add(".code >= ").value(begin).add(" AND ").add(x).add(".code < ").value(begin + "\uDBFF\uDFFF");
                or = " OR ";
            }
            sql.add(") AND ");
            same(sql, x);
        }

        private void same(Sql sql, String x) {
            if (value.code() != null) {
                sql.add("lower(").add(x).add(".code) = ").value(lower(value.code()));
            }
            if (value.system() != null) {
                sql.add(value.code() == null ? "" : " AND ").add(x).add(".system = ").value(value.system());
            }
        }

        private static List<String> beginnings(String code) {
            List<String> all = List.of("");
            int letters = 0;
            for (int i = 0; i < code.length() && letters < LETTERS; i++) {
                char c = code.charAt(i);
                List<String> longer = new ArrayList<>();
                for (String begin : all) {
                    longer.add(begin + c);
                    if (letter(c)) {
                        longer.add(begin + (char) (c ^ 0x20));
                    }
                }
                letters += letter(c) ? 1 : 0;
                all = longer;
            }
            return all;
        }
    }

    /** Resources whose period includes the whole of another, or overlaps with it. */
    public record Period(RegisteredParameter parameter, DateRange range, boolean whole) implements Match.OfIndex {

        @Override
        public boolean byNumber() {
            return parameter.place() == RegisteredParameter.Place.INDEX;
        }

        @Override
        public void write(Sql sql, String r) {
            switch (parameter.place()) {
                case CLINICAL_DATE -> compare(sql, r + ".low", r + ".high");
                case ROW -> compare(sql, r + ".updated", r + ".updated");
                default -> IndexCondition.write(sql, r, parameter, false, this::writeRow);
            }
        }

        @Override
        public void writeRow(Sql sql, String x) {
            compare(sql, x + ".low", x + ".high");
        }

        private void compare(Sql sql, String low, String high) {
            sql.add("(").add(low).add(" <= ").value(whole ? range.low() : range.high()).add(" AND ").add(high).add(" >= ")
                    .value(whole ? range.high() : range.low()).add(")");
        }
    }

    private static final Map<String, String> SYSTEMS = Map.of("loinc", "http://loinc.org", "snomed", "http://snomed.info/sct",
            "rxnorm", "http://www.nlm.nih.gov/research/umls/rxnorm", "ucum", Ucum.SYSTEM);

    /**
     * The condition that a token of a resource is this one, or (R4: "an item in the set has an unequal value") that one of
     * them is another.
     *
     * @param raw code, system|code, |code or system|
     */
    public static Match token(RegisteredParameter p, String raw, boolean other) {
        TokenParameter.Value value = TokenParameter.read(p, named(raw, 0));
        boolean cased = value.code() != null && value.code().chars().anyMatch(c -> letter((char) c));
        return other || cased ? new Caseless(p, value, other) : new TokenParameter.Tokens(p, List.of(value), List.of(), false);
    }

    /** A value with the system that R4 lets a short name stand for: loinc, snomed, rxnorm, ucum. */
    public static String named(String raw, int part) {
        List<String> parts = new ArrayList<>(Escapes.split(raw, '|'));
        if (parts.size() > part + 1 && SYSTEMS.containsKey(lower(parts.get(part)))) {
            parts.set(part, SYSTEMS.get(lower(parts.get(part))));
            return String.join("|", parts);
        }
        return raw;
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** As PostgreSQL's lower() of a text whose order is "C": A to Z. */
    private static String lower(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
                lower.setCharAt(i, (char) (text.charAt(i) + 32));
            }
        }
        return lower.toString();
    }
}
