package org.ketaminerecord.search.parameter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.store.row.IndexRow;

/** Dates, times, periods, timings (R4 search.html#date): ranges compared with ranges. */
public enum DateParameter implements ParameterKind {
    INSTANCE;

    /** A prefix with the range of the date behind it. */
    public record Comparison(Prefix prefix, DateRange range) {
    }

    @Override
    public String table() {
        return "date_index";
    }

    @Override
    public Set<String> modifiers() {
        return Set.of();
    }

    @Override
    public void index(RegisteredParameter p, JsonValue value, String type, IndexSink sink) {
        DateRange range = range(value, type);
        if (range != null) {
            sink.add(new IndexRow.Date(p.id(), range.low(), range.high()));
        }
    }

    /** The range of a value of a resource, or null when it has none. An open end of a period is the end of time. */
    static DateRange range(JsonValue value, String type) {
        return switch (value) {
            case JsonString s when type.equals("instant") -> instant(s.value());
            case JsonString s when type.equals("string") -> null;       // a choice of words, though it may look like a date
            case JsonString s -> DateRange.of(s.value());
            case JsonObject o when type.equals("Period") -> period(o);
            case JsonObject o when type.equals("Timing") -> timing(o);
            default -> null;
        };
    }

    /** A fixed point, as narrow as the system can tell, however few digits it has (R4 search.html#date). */
    private static DateRange instant(String text) {
        DateRange range = DateRange.of(text);
        return range == null ? null : new DateRange(range.low(), range.low());
    }

    private static DateRange period(JsonObject period) {
        DateRange start = period.string("start") == null ? null : DateRange.of(period.string("start"));
        DateRange end = period.string("end") == null ? null : DateRange.of(period.string("end"));
        if (start == null && end == null) {
            return null;
        }
        return new DateRange(start == null ? DateRange.BEGINNING : start.low(), end == null ? DateRange.END : end.high());
    }

    /** Only the outer limits of a schedule matter (R4 search.html#date). */
    private static DateRange timing(JsonObject timing) {
        DateRange whole = null;
        JsonArray events = timing.array("event");
        if (events != null) {
            for (JsonValue v : events) {
                whole = both(whole, v instanceof JsonString s ? DateRange.of(s.value()) : null);
            }
        }
        JsonObject repeat = timing.object("repeat");
        return repeat == null || repeat.object("boundsPeriod") == null ? whole : both(whole, period(repeat.object("boundsPeriod")));
    }

    private static DateRange both(DateRange a, DateRange b) {
        return a == null ? b : b == null ? a : new DateRange(min(a.low(), b.low()), max(a.high(), b.high()));
    }

    @Override
    public Match match(RegisteredParameter p, String modifier, List<String> values, RequestBase base) {
        List<Comparison> anyOf = new ArrayList<>();
        for (String raw : values) {
            anyOf.add(read(p, raw));
        }
        return new Match.Dates(p, anyOf);
    }

    /**
     * "Later than" is a condition on the end of a range, and the indexes are by its beginning. Nearly all ranges are a moment
     * or a day; for those the beginning says enough. The others have small indexes of their own.
     */
    static final Duration SHORT = Duration.ofHours(25);

    static Comparison read(RegisteredParameter p, String raw) {
        Prefix.Prefixed prefixed = Prefix.read(Escapes.unescape(raw));
        DateRange range = DateRange.of(prefixed.value());
        if (range == null) {
            throw ParameterKind.invalid(p, raw, "a date such as 2026, 2026-11, 2026-11-21 or 2026-11-21T09:30:00Z (a + in a time "
                    + "zone is written %2B), with one of the prefixes eq, ne, gt, lt, ge, le, sa, eb, ap or none");
        }
        return new Comparison(prefixed.prefix(), range);
    }

    static void write(Match.Dates match, Sql sql, String r) {
        RegisteredParameter p = match.parameter();
        switch (p.place()) {
            case CLINICAL_DATE -> {
                compare(sql, match.anyOf(), r + ".low", r + ".high");
                Instant earliest = match.earliest();
                if (earliest != null && !sql.probing()) {
                    sql.add(" AND (").add(r).add(".low >= ").value(earliest).add(" OR ").add(longer(r)).add(")");
                }
            }
            case ROW -> compare(sql, match.anyOf(), r + ".updated", r + ".updated");
            default -> IndexCondition.write(sql, r, p, false, (s, x) -> compare(s, match.anyOf(), x + ".low", x + ".high"));
        }
    }

    /** The condition that a row's range is longer than {@link #SHORT}, as the partial indexes have it. */
    public static String longer(String row) {
        return row + ".high - " + row + ".low > '25:00:00'::interval";
    }

    /** Appends the comparison of a range in two columns with the alternatives. */
    static void compare(Sql sql, List<Comparison> anyOf, String low, String high) {
        sql.add("(");
        for (int i = 0; i < anyOf.size(); i++) {
            sql.add(i == 0 ? "" : " OR ");
            one(sql, anyOf.get(i), low, high);
        }
        sql.add(")");
    }

    private static void one(Sql sql, Comparison c, String low, String high) {
        Instant from = c.range().low();
        Instant to = c.range().high();
        switch (c.prefix()) {
            case EQ -> within(sql, low, high, from, to);
            case NE -> {
                sql.add("NOT (");
                within(sql, low, high, from, to);
                sql.add(")");
            }
            case GT -> sql.add(high).add(" > ").value(to);
            case LT -> sql.add(low).add(" < ").value(from);
            // gt or eq; the first part is implied by it and is what an index can use
            case GE -> sql.add("(").add(high).add(" >= ").value(from).add(" AND (").add(high).add(" > ").value(to)
                    .add(" OR ").add(low).add(" >= ").value(from).add("))");
            case LE -> sql.add("(").add(low).add(" <= ").value(to).add(" AND (").add(low).add(" < ").value(from)
                    .add(" OR ").add(high).add(" <= ").value(to).add("))");
            case SA -> sql.add(low).add(" > ").value(to);
            // the second part is implied by the first and is what an index can use
            case EB -> sql.add("(").add(high).add(" < ").value(from).add(" AND ").add(low).add(" < ").value(from).add(")");
            case AP -> {
                Duration slack = Duration.between(from, Instant.now()).abs().dividedBy(10);
                sql.add("(").add(low).add(" <= ").value(min(DateRange.END, to.plus(slack))).add(" AND ").add(high)
                        .add(" >= ").value(max(DateRange.BEGINNING, from.minus(slack))).add(")");
            }
        }
    }

    private static void within(Sql sql, String low, String high, Instant from, Instant to) {
        sql.add("(").add(low).add(" >= ").value(from).add(" AND ").add(low).add(" <= ").value(to).add(" AND ").add(high)
                .add(" <= ").value(to).add(")");
    }

    @Override
    public String order(RegisteredParameter p, String r, boolean descending) {
        return switch (p.place()) {
            case CLINICAL_DATE -> r + ".low";
            case ROW -> r + ".updated";
            default -> "(SELECT " + (descending ? "max" : "min") + "(o.low) FROM date_index o WHERE o.rid = " + r
                    + ".rid AND " + ParameterKind.params(p, "o") + ")";
        };
    }

    private static Instant min(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant max(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
