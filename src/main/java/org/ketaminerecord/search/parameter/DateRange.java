package org.ketaminerecord.search.parameter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The instants that a date means: its implicit range (R4 search.html#date). Both ends belong to it; the finest step is
 * PostgreSQL's microsecond. A date without a time zone is taken as UTC.
 */
public record DateRange(Instant low, Instant high) {

    /** Before every date of FHIR, whose years have four digits. */
    public static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");
    /** After every date of FHIR. */
    public static final Instant END = Instant.parse("9999-12-31T23:59:59.999999Z");

    private static final Pattern FORM = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2})(?:T(\\d{2}):(\\d{2})(?::(\\d{2})"
            + "(?:\\.(\\d{1,9})\\d*)?)?(Z|[+-]\\d{2}:\\d{2})?)?)?)?");

    /** The range of a date, dateTime, instant or search value; null when it is none of these. */
    public static DateRange of(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            return null;
        }
        try {
            int year = Integer.parseInt(m.group(1));
            if (year == 0) {
                return null;
            }
            if (m.group(2) == null) {
                return days(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
            }
            YearMonth month = YearMonth.of(year, Integer.parseInt(m.group(2)));
            if (m.group(3) == null) {
                return days(month.atDay(1), month.atEndOfMonth());
            }
            LocalDate day = month.atDay(Integer.parseInt(m.group(3)));
            return m.group(4) == null ? days(day, day) : time(m, day);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static DateRange time(Matcher m, LocalDate day) {
        ZoneOffset zone = m.group(8) == null ? ZoneOffset.UTC : ZoneOffset.of(m.group(8));
        int hour = Integer.parseInt(m.group(4));
        int minute = Integer.parseInt(m.group(5));
        if (m.group(6) == null) {
            Instant start = LocalDateTime.of(day, LocalTime.of(hour, minute)).toInstant(zone);
            return until(start, start.plusSeconds(60));
        }
        int second = Math.min(59, Integer.parseInt(m.group(6)));       // R4 allows 60, for leap seconds
        Instant start = LocalDateTime.of(day, LocalTime.of(hour, minute, second)).toInstant(zone);
        String fraction = m.group(7);
        if (fraction == null) {
            return until(start, start.plusSeconds(1));
        }
        long nanos = Long.parseLong((fraction + "00000000").substring(0, 9));
        long step = Math.max(1000, (long) Math.pow(10, 9 - fraction.length()));
        Instant exact = start.plusNanos(nanos).truncatedTo(ChronoUnit.MICROS);
        return until(exact, exact.plusNanos(step));
    }

    private static DateRange days(LocalDate first, LocalDate last) {
        return until(first.atStartOfDay().toInstant(ZoneOffset.UTC), last.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    private static DateRange until(Instant low, Instant end) {
        return new DateRange(low, end.minus(1, ChronoUnit.MICROS));
    }
}
