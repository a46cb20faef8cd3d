package org.ketaminerecord.search.parameter;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.ketaminerecord.json.JsonValue;

/**
 * {@code _text} and {@code _content} (R4 search.html#content): words in the narrative, or anywhere in the resource. A value is
 * a query as search engines on the web take it; no value is an error to PostgreSQL.
 */
public enum TextParameter implements ParameterKind {
    INSTANCE;

    @Override
    public String table() {
        return "full_text";
    }

    @Override
    public Set<String> modifiers() {
        return Set.of();
    }

    /** Its words are no values of one path: {@link TextCollector} collects them. */
    @Override
    public void index(RegisteredParameter p, JsonValue value, String type, IndexSink sink) {
    }

    @Override
    public Match match(RegisteredParameter p, String modifier, List<String> values, RequestBase base) {
        return new Match.Words(p, values.stream().map(v -> {
            String query = Words.query(Escapes.unescape(v));
            if (query.isEmpty()) {
                throw ParameterKind.invalid(p, v, "at least one word with a letter or digit: words that must all be there, \"words in this "
                        + "order\", one or another, -without");
            }
            return query;
        }).toList());
    }

    @Override
    public String order(RegisteredParameter p, String r, boolean descending) {
        return null;
    }

    static void write(Match.Words match, Sql sql, String r) {
        within(sql, r, x -> {
            sql.add("(");
            for (int i = 0; i < match.anyOf().size(); i++) {
                String query = match.anyOf().get(i);
                // looked up resource by resource, the query is read once and not for each
                String read = sql.probing() ? "(SELECT " : "";
                sql.add(i == 0 ? "" : " OR ").add(x).add(".words @@ ").add(read);
                query(sql, match.parameter(), query);
                sql.add(sql.probing() ? ")" : "");
            }
            sql.add(")");
        });
    }

    static void write(Match.Missing match, Sql sql, String r) {
        if (match.parameter().code().equals(TextIndex.CONTENT_CODE)) {
            sql.add(r).add(match.missing() ? ".text_hash IS NULL" : ".text_hash IS NOT NULL");
            return;
        }
        if (match.missing()) {
            sql.add("(").add(r).add(".text_hash IS NULL OR NOT ");
        }
        within(sql, r, x -> sql.add("ts_filter(").add(x).add(".words, '{a}') <> ''"));
        sql.add(match.missing() ? ")" : "");
    }

    private static void within(Sql sql, String r, Consumer<String> condition) {
        String x = sql.alias();
        if (sql.probing()) {
            sql.add("EXISTS (SELECT 1 FROM full_text ").add(x).add(" WHERE ").add(x).add(".hash = ").add(r).add(".text_hash AND ");
            condition.accept(x);
            sql.add(" OFFSET 0)");      // OFFSET 0 keeps it a look-up
        } else {
            sql.add(r).add(".text_hash IN (SELECT ").add(x).add(".hash FROM full_text ").add(x).add(" WHERE ");
            condition.accept(x);
            sql.add(")");
        }
    }

    /** The words of a query hold no quotes, so that the weight of the narrative can be written behind each. */
    private static void query(Sql sql, RegisteredParameter p, String query) {
        if (p.code().equals(TextIndex.NARRATIVE_CODE)) {
            sql.add("regexp_replace(websearch_to_tsquery('simple', ").value(query).add(")::text, '''([^'']+)''', '''\\1'':A', 'g')::tsquery");
        } else {
            sql.add("websearch_to_tsquery('simple', ").value(query).add(")");
        }
    }
}
