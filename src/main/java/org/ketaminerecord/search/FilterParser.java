package org.ketaminerecord.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.FilterExpression.Comparison;
import org.ketaminerecord.search.FilterExpression.Reference;

/**
 * Reads the grammar of {@code _filter} (R4 search_filter.html#intro). As R4 has it, {@code and} and {@code or} bind alike and
 * are taken from left to right. One thing goes beyond R4: a reference may name its type as in a chain,
 * {@code subject:Patient.name}.
 */
final class FilterParser {

    private static final int DEEPEST = 20;
    private static final int MOST_COMPARISONS = 100;

    private final String text;
    private int at;
    private int depth;
    private int comparisons;

    private FilterParser(String text) {
        this.text = text;
    }

    /**
     * The expression that a value of {@code _filter} is.
     *
     * @throws Fault when it is not one, with the position and what was expected there
     */
    static FilterExpression parse(String text) {
        FilterParser p = new FilterParser(text);
        FilterExpression whole = p.expression();
        if (p.at < text.length()) {
            throw p.expected("and, or or the end (a value with spaces, ) or ] in it is written in double quotes)");
        }
        return whole;
    }

    private FilterExpression expression() {
        if (++depth > DEEPEST) {
            throw tooCostly("is nested more than " + DEEPEST + " deep");
        }
        FilterExpression left = operand();
        while (true) {
            if (word("and")) {
                left = and(left, operand());
            } else if (word("or")) {
                left = or(left, operand());
            } else {
                depth--;
                return left;
            }
        }
    }

    private FilterExpression operand() {
        space();
        int start = at;
        if (word("not")) {
            if (accept('(')) {
                return new FilterExpression.Not(enclosed(')'));
            }
            at = start;
        }
        if (accept('(')) {
            return enclosed(')');
        }
        return comparison();
    }

    private FilterExpression enclosed(char end) {
        FilterExpression inside = expression();
        if (!accept(end)) {
            throw expected("and, or or " + end);
        }
        return inside;
    }

    private Comparison comparison() {
        if (++comparisons > MOST_COMPARISONS) {
            throw tooCostly("has more than " + MOST_COMPARISONS + " comparisons");
        }
        List<Reference> way = new ArrayList<>();
        while (true) {
            String name = name("the name of a search parameter, not( or (");
            String type = at < text.length() && text.charAt(at) == ':' ? type() : null;
            FilterExpression filter = null;
            if (at < text.length() && text.charAt(at) == '[') {
                at++;
                filter = enclosed(']');
            }
            if (at < text.length() && text.charAt(at) == '.') {
                at++;
                way.add(new Reference(name, type, filter));
                continue;
            }
            if (type != null || filter != null) {
                throw expected(". and a parameter of what " + name + " refers to");
            }
            FilterOperator operator = operator();
            return new Comparison(List.copyOf(way), name, operator, value());
        }
    }

    private String type() {
        at++;
        return name("a resource type");
    }

    private String name(String wanted) {
        int start = at;
        while (at < text.length() && nameCharacter(text.charAt(at), at == start)) {
            at++;
        }
        if (at == start) {
            throw expected(wanted);
        }
        return text.substring(start, at);
    }

    private static boolean nameCharacter(char c, boolean first) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || !first && (c == '-' || c >= '0' && c <= '9');
    }

    private FilterOperator operator() {
        List<FilterOperator> all = Arrays.asList(FilterOperator.values());
        int before = at;
        space();
        int start = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && "()[]\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String code = text.substring(start, at);
        FilterOperator operator = start == before ? null : FilterOperator.of(code);
        if (operator == null) {
            at = start;
            throw expected((start == before ? "a space and " : "") + "one of the operators " + FilterOperator.codes(all));
        }
        return operator;
    }

    private String value() {
        int before = at;
        space();
        if (at == before) {
            throw expected("a space and a value");
        }
        if (at < text.length() && text.charAt(at) == '"') {
            return string();
        }
        int start = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && text.charAt(at) != ')' && text.charAt(at) != ']') {
            at++;
        }
        if (at == start) {
            throw expected("a value");
        }
        return text.substring(start, at);
    }

    /** A JSON string. */
    private String string() {
        int start = at++;
        StringBuilder plain = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                if (at < text.length() && !Character.isWhitespace(text.charAt(at)) && text.charAt(at) != ')' && text.charAt(at) != ']') {
                    throw expected("a space behind the value");
                }
                if (plain.isEmpty()) {
                    at = start;
                    throw expected("a value that is not empty (that there is none is asked for by pr false)");
                }
                return plain.toString();
            }
            plain.append(c == '\\' ? escaped() : c);
        }
        at = start;
        throw expected("a string that ends with \"");
    }

    private char escaped() {
        int start = at - 1;
        char c = at < text.length() ? text.charAt(at++) : ' ';
        switch (c) {
            case '"', '\\', '/' -> {
                return c;
            }
            case 'b' -> {
                return '\b';
            }
            case 'f' -> {
                return '\f';
            }
            case 'n' -> {
                return '\n';
            }
            case 'r' -> {
                return '\r';
            }
            case 't' -> {
                return '\t';
            }
            case 'u' -> {
                if (text.length() >= at + 4 && text.substring(at, at + 4).matches("[0-9a-fA-F]{4}") && !text.startsWith("0000", at)) {
                    at += 4;
                    return (char) Integer.parseInt(text.substring(at - 4, at), 16);
                }
            }
            default -> { }
        }
        at = start;
        throw expected("an escape of JSON, such as \\\" or \\\\");
    }

    private void space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean accept(char c) {
        space();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private boolean word(String word) {
        space();
        int end = at + word.length();
        boolean whole = text.regionMatches(true, at, word, 0, word.length())
                && (end == text.length() || Character.isWhitespace(text.charAt(end)) || text.charAt(end) == '(');
        if (whole) {
            at = end;
        }
        return whole;
    }

    private static FilterExpression and(FilterExpression left, FilterExpression right) {
        return new FilterExpression.And(left instanceof FilterExpression.And a ? with(a.all(), right) : List.of(left, right));
    }

    private static FilterExpression or(FilterExpression left, FilterExpression right) {
        return new FilterExpression.Or(left instanceof FilterExpression.Or o ? with(o.anyOf(), right) : List.of(left, right));
    }

    private static List<FilterExpression> with(List<FilterExpression> some, FilterExpression another) {
        List<FilterExpression> all = new ArrayList<>(some);
        all.add(another);
        return List.copyOf(all);
    }

    private Fault expected(String wanted) {
        int end = at;
        while (end < text.length() && end < at + 20 && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return SearchParser.refuse(FaultCode.INVALID_PARAMETER, "The _filter cannot be read at character " + (at + 1) + ": expected " + wanted
                + ", found " + (at == text.length() ? "the end" : "'" + text.substring(at, Math.max(end, at + 1)) + "'")
                + ". A filter is written parameter operator value, for example: name co \"pet\" and birthdate ge 2014-10-10.");
    }

    private static Fault tooCostly(String how) {
        return Fault.of(Reason.BAD_REQUEST, IssueType.TOO_COSTLY, FaultCode.TOO_COSTLY, "The _filter " + how + ". Ask for less at once.");
    }
}
