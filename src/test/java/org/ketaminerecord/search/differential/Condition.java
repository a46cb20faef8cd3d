package org.ketaminerecord.search.differential;

import java.util.List;
import java.util.stream.Collectors;

/** A condition of a query in its parts, from which both the text of the request and the plain evaluation are made. */
sealed interface Condition {

    /** The name in the query. */
    String name();

    /** The value in the query, with its escapes. */
    String value();

    /** One alternative: a prefix, and pieces with | between them. */
    record Piece(String prefix, List<String> parts) {

        String text() {
            return prefix + parts.stream().map(Piece::escape).collect(Collectors.joining("|"));
        }

        /** R4 search.html#escaping. */
        private static String escape(String part) {
            return part.replace("\\", "\\\\").replace(",", "\\,").replace("|", "\\|").replace("$", "\\$");
        }
    }

    /** A parameter with its alternatives; each is one piece, or as many as a composite has parts. */
    record Leaf(String code, String modifier, List<List<Piece>> anyOf) implements Condition {

        @Override
        public String name() {
            return modifier.isEmpty() ? code : code + ":" + modifier;
        }

        @Override
        public String value() {
            return anyOf.stream().map(a -> a.stream().map(Piece::text).collect(Collectors.joining("$"))).collect(Collectors.joining(","));
        }
    }

    /** A chain; the type is null when the request names none. */
    record Chain(String code, String type, Condition target) implements Condition {

        @Override
        public String name() {
            return code + (type == null ? "" : ":" + type) + "." + target.name();
        }

        @Override
        public String value() {
            return target.value();
        }
    }

    /** A resource of the type refers here and meets a condition. */
    record Has(String type, String code, Condition source) implements Condition {

        @Override
        public String name() {
            return "_has:" + type + ":" + code + ":" + source.name();
        }

        @Override
        public String value() {
            return source.value();
        }
    }
}
