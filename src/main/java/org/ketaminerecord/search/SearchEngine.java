package org.ketaminerecord.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.search.SearchRequest.Total;
import org.ketaminerecord.search.parameter.LocalReference;
import org.ketaminerecord.search.parameter.Sql;
import org.ketaminerecord.store.ResourceReader;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.store.StoredVersion;

/** Answers search requests: at most one statement for the page, one for each round of includes, one for a count. */
public final class SearchEngine {

    private record Row(StoredVersion version, List<String> keys) {
    }

    private final IncludeLoader includes;
    private final java.util.function.Supplier<byte[]> cursorKey;

    /** @param includes follows references; @param cursorKey the installation's secret */
    public SearchEngine(IncludeLoader includes, java.util.function.Supplier<byte[]> cursorKey) {
        this.includes = includes;
        this.cursorKey = cursorKey;
    }

    /** A page of matches with what is to be included. */
    public SearchPage search(Session session, SearchRequest request) throws SQLException {
        PageSql sql = PageSql.of(request);
        if (request.count() == 0) {
            return new SearchPage(List.of(), List.of(), count(session, sql), null, request.warnings());
        }
        String query = fingerprint(request);
        List<Object> after = request.cursor() == null ? null : values(sql.order(), Cursor.read(cursorKey.get(), query, request.cursor()));
        Sql page = sql.page(after, request.count() + 1);
        List<Row> rows = session.search(page.text(), page.values(), sql.settled(), row -> row(row, sql.order()));
        String next = null;
        if (rows.size() > request.count()) {
            rows = rows.subList(0, request.count());
            next = Cursor.write(cursorKey.get(), query, rows.getLast().keys());
        }
        List<StoredVersion> matches = rows.stream().map(Row::version).toList();
        Map<Long, LocalReference> in = new HashMap<>();
        if (sql instanceof ContainedSql contained) {
            matches = contained.cut(matches, rows.stream().map(r -> r.keys().getLast()).toList(), in);
        }
        Long total = null;
        if (after == null && next == null) {
            total = (long) matches.size();
        } else if (request.total() != Total.NONE) {
            // a guess from statistics would tell of what is out of reach
            total = request.total() == Total.ACCURATE || !request.reach().all(request.scope().types()) ? count(session, sql) : Math.max(estimate(session, sql), matches.size() + 1);
        }
        List<Issue> issues = new ArrayList<>(request.warnings());
        List<StoredVersion> included = request.includes().isEmpty() ? List.of() : includes.load(session, request, matches, issues);
        return new SearchPage(matches, included, total, next, issues, in);
    }

    /** How a search would be answered: the SQL, its values, and what PostgreSQL does with it. */
    public List<Issue> explain(Session session, SearchRequest request) throws SQLException {
        PageSql sql = PageSql.of(request);
        List<Object> after = request.cursor() == null ? null
                : values(sql.order(), Cursor.read(cursorKey.get(), fingerprint(request), request.cursor()));
        Sql page = request.count() == 0 ? sql.count().sql() : sql.page(after, request.count() + 1);
        List<String> plan = session.search("EXPLAIN (ANALYZE, BUFFERS) " + page.text(), page.values(), sql.settled(), row -> row.getString(1));
        List<Issue> issues = new ArrayList<>(request.warnings());
        issues.add(explained("Index: " + sql.index() + ", " + (sql.settled() ? "plan kept" : "planned with the values")));
        issues.add(explained("SQL: " + page.text()));
        issues.add(explained("Values: " + page.values().stream().map(SearchEngine::shown).collect(Collectors.joining(", "))));
        issues.add(explained("Plan:\n" + String.join("\n", plan)));
        return issues;
    }

    private static Issue explained(String diagnostics) {
        return Issue.information(IssueType.INFORMATIONAL, FaultCode.EXPLAINED, diagnostics);
    }

    private static String shown(Object value) {
        return switch (value) {
            case long[] a -> Arrays.toString(a);
            case String[] a -> Arrays.toString(a);
            case null -> "null";
            default -> value.toString();
        };
    }

    /** The current versions of all matches of a conditional interaction, at most so many. */
    public List<StoredVersion> matches(Session session, SearchRequest request, int most) throws SQLException {
        SearchSql sql = new SearchSql(request);
        Sql page = sql.page(null, most);
        return session.search(page.text(), page.values(), sql.settled(), ResourceReader::version);
    }

    /** What PostgreSQL expects, from its statistics; it reads none of the matches (R4 search.html#total). */
    private static long estimate(Session session, PageSql sql) throws SQLException {
        Sql all = sql.all();
        String plan = session.search("EXPLAIN (FORMAT JSON) " + all.text(), all.values(), false, row -> row.getString(1)).getFirst();
        JsonArray plans = (JsonArray) JsonReader.value(plan.getBytes(StandardCharsets.UTF_8));
        return ((JsonNumber) plans.objects().getFirst().object("Plan").get("Plan Rows")).decimal().longValue();
    }

    private static long count(Session session, PageSql sql) throws SQLException {
        PageSql.Count count = sql.count();
        return session.search(count.sql().text(), count.sql().values(), count.settled(), row -> row.getLong(1)).getFirst();
    }

    /** What a cursor is bound to: the question, but not the page size, which may change on the way. */
    private static String fingerprint(SearchRequest request) {
        return request.scope() + "@" + request.reach().chart(request.scope().types()) + "?" + request.understood().stream()
                .filter(q -> !q.name().equals("_count") && !q.name().startsWith("_include") && !q.name().startsWith("_revinclude"))
                .map(q -> q.name() + "=" + q.value()).sorted().collect(Collectors.joining("&"));
    }

    private static List<Object> values(List<OrderKey> keys, List<String> texts) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            values.add(keys.get(i).value(texts.get(i)));
        }
        return values;
    }

    private static Row row(ResultSet row, List<OrderKey> keys) throws SQLException {
        StoredVersion version = ResourceReader.version(row);
        List<String> values = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            int column = 9 + i;
            if (keys.get(i).type() == OrderKey.Type.TIME) {
                java.time.Instant time = ResourceReader.instant(row, column);
                values.add(time == null ? null : time.toString());
            } else {
                values.add(row.getString(column));
            }
        }
        return new Row(version, values);
    }
}
