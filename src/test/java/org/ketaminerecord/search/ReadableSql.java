package org.ketaminerecord.search;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.search.parameter.ParameterRegistry;
import org.ketaminerecord.search.parameter.RegisteredParameter;
import org.ketaminerecord.store.ResourceReader;

/** The SQL of a search as a page shows it: names where a database has numbers, and a line for each clause. */
final class ReadableSql {

    private static final int WIDTH = 118;
    private static final int SHOWN = 4;
    private static final Pattern PARAMETER = Pattern.compile("param = (-?\\d+)");
    private static final Pattern PARAMETERS = Pattern.compile("param IN \\((-?\\d+(?:, -?\\d+)*)\\)");
    private static final Pattern TYPE = Pattern.compile("(?<=type = |SELECT |CASE r\\.type WHEN )(\\d+)(?=\\b(?!\\)| FROM))");
    private static final Pattern TYPES = Pattern.compile("type IN \\((\\d+(?:, \\d+)*)\\)");
    private static final Pattern CLAUSE = Pattern.compile("\\G (?:SELECT|FROM|WHERE|AND|OR|JOIN|CROSS JOIN|UNION ALL|UNION|ORDER BY|LIMIT|OFFSET) ");

    private final ParameterRegistry registry;

    ReadableSql(ParameterRegistry registry) {
        this.registry = registry;
    }

    /** @param sql as {@code _explain} tells it */
    String of(String sql) {
        String named = sql.replace(ResourceReader.COLUMNS, "...");
        named = replaced(PARAMETERS, named, m -> "param IN (" + list(m, this::parameter) + ")");
        named = replaced(PARAMETER, named, m -> "param = " + parameter(m));
        named = replaced(TYPES, named, m -> "type IN (" + list(m, ReadableSql::type) + ")");
        named = replaced(TYPE, named, ReadableSql::type);
        StringBuilder text = new StringBuilder();
        clauses(text, named, "", true);
        return text.toString();
    }

    private static String replaced(Pattern pattern, String sql, UnaryOperator<String> by) {
        return pattern.matcher(sql).replaceAll((MatchResult m) -> Matcher.quoteReplacement(by.apply(m.group(1))));
    }

    /** Numbers differ between databases, and so does their order; names do not. */
    private static String list(String numbers, UnaryOperator<String> name) {
        Set<String> names = new TreeSet<>(Arrays.stream(numbers.split(", ")).map(name).toList());
        return names.stream().limit(SHOWN).collect(Collectors.joining(", ")) + (names.size() > SHOWN ? ", ... " + names.size() + " in all" : "");
    }

    private String parameter(String number) {
        short wanted = Short.parseShort(number);
        for (String type : Definitions.r4().resourceTypes()) {
            for (RegisteredParameter p : registry.standard(type)) {
                if (p.id() == Math.abs(wanted)) {
                    return ":" + type + "." + p.code() + (wanted < 0 ? "#2" : "");
                }
            }
        }
        throw new IllegalArgumentException("no parameter has the number " + number);
    }

    private static String type(String number) {
        return ":" + Definitions.r4().typeOf(Short.parseShort(number));
    }

    private static void clauses(StringBuilder text, String sql, String indent, boolean broken) {
        if (!broken && indent.length() + sql.length() <= WIDTH) {
            text.append(indent).append(sql).append('\n');
            return;
        }
        int from = 0;
        int depth = 0;
        Matcher clause = CLAUSE.matcher(sql);
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0 && c == ' ' && clause.find(i) && !sql.substring(from, i).endsWith("BETWEEN ?")) {
                clause(text, sql.substring(from, i), indent);
                from = i + 1;
                i = clause.end() - 2;
            }
        }
        clause(text, sql.substring(from), indent);
    }

    private static void clause(StringBuilder text, String clause, String indent) {
        String deeper = clause.startsWith("AND ") || clause.startsWith("OR ") ? indent + "  " : indent;
        int[] group = deeper.length() + clause.length() <= WIDTH ? null : longestGroup(clause);
        if (group == null) {
            text.append(deeper).append(clause).append('\n');
            return;
        }
        text.append(deeper).append(clause, 0, group[0] + 1).append('\n');
        clauses(text, clause.substring(group[0] + 1, group[1]), deeper + "    ", false);
        text.append(deeper).append(clause, group[1], clause.length()).append('\n');
    }

    /** Where the longest part in parentheses that has clauses of its own begins and ends; null when there is none. */
    private static int[] longestGroup(String clause) {
        int[] longest = null;
        int depth = 0;
        int open = 0;
        for (int i = 0; i < clause.length(); i++) {
            if (clause.charAt(i) == '(' && depth++ == 0) {
                open = i;
            } else if (clause.charAt(i) == ')' && --depth == 0 && (longest == null || i - open > longest[1] - longest[0])) {
                boolean clauses = Pattern.compile("SELECT | AND | OR ").matcher(clause).region(open, i).find();
                longest = clauses ? new int[] {open, i} : longest;
            }
        }
        return longest;
    }
}
