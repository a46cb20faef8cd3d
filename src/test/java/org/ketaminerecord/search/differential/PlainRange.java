package org.ketaminerecord.search.differential;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Timing;

/** A stretch of time from its first instant to just before its last one; null is an open end (R4 search.html#date). */
record PlainRange(Instant from, Instant before) {

    /** What a date as text stands for; without a zone it is UTC. */
    static PlainRange of(String text) {
        if (!text.contains("T")) {
            String first = (text + "-01-01").substring(0, 10);
            OffsetDateTime start = OffsetDateTime.parse(first + "T00:00:00Z");
            OffsetDateTime end = switch (text.length()) {
                case 4 -> start.plusYears(1);
                case 7 -> start.plusMonths(1);
                default -> start.plusDays(1);
            };
            return new PlainRange(start.toInstant(), end.toInstant());
        }
        String zoned = text.matches(".*(Z|[+-]\\d\\d:\\d\\d)") ? text : text + "Z";
        Instant start = OffsetDateTime.parse(zoned).toInstant().truncatedTo(ChronoUnit.MICROS);
        String seconds = zoned.substring(16).replaceAll("(Z|[+-]\\d\\d:\\d\\d)$", "");
        if (seconds.isEmpty()) {
            return new PlainRange(start, start.plusSeconds(60));
        }
        int digits = seconds.contains(".") ? Math.min(6, seconds.length() - 4) : 0;
        return new PlainRange(start, start.plusNanos(BigDecimal.ONE.movePointLeft(digits).movePointRight(9).longValueExact()));
    }

    /** What an element stands for; null when it has no date. Of a Timing only the outer limits matter. */
    static PlainRange of(Base value) {
        return switch (value) {
            // a fixed point, as narrow as the system can tell
            case InstantType i when i.hasValue() -> new PlainRange(of(i.getValueAsString()).from(), of(i.getValueAsString()).from().plus(1, ChronoUnit.MICROS));
            case BaseDateTimeType d when d.hasValue() -> of(d.getValueAsString());
            case Period p when p.hasStart() || p.hasEnd() -> new PlainRange(p.hasStart() ? of(p.getStartElement()).from() : null,
                    p.hasEnd() ? of(p.getEndElement()).before() : null);
            case Timing t -> {
                List<PlainRange> parts = new ArrayList<>();
                for (DateTimeType event : t.getEvent()) {
                    parts.add(of(event));
                }
                if (t.getRepeat().hasBoundsPeriod()) {
                    parts.add(of(t.getRepeat().getBoundsPeriod()));
                }
                yield parts.stream().reduce((a, b) -> new PlainRange(a.from() == null || b.from() != null && a.from().isBefore(b.from()) ? a.from() : b.from(),
                        a.before() == null || b.before() != null && a.before().isAfter(b.before()) ? a.before() : b.before())).orElse(null);
            }
            default -> null;
        };
    }

    /** R4 search.html#prefix, word by word: this is the target's range, the other the search value's. */
    boolean compares(String prefix, PlainRange search) {
        boolean within = from != null && before != null && !from.isBefore(search.from) && !before.isAfter(search.before);
        boolean above = before == null || before.isAfter(search.before);
        boolean below = from == null || from.isBefore(search.from);
        return switch (prefix) {
            case "", "eq" -> within;
            case "ne" -> !within;
            case "gt" -> above;
            case "lt" -> below;
            case "ge" -> above || within;
            case "le" -> below || within;
            case "sa" -> from != null && !from.isBefore(search.before);
            case "eb" -> before != null && !before.isAfter(search.from);
            case "ap" -> {
                long slack = Math.abs(ChronoUnit.NANOS.between(search.from, Instant.now().truncatedTo(ChronoUnit.MICROS))) / 10;
                Instant low = search.from.minusNanos(slack);
                Instant high = search.before.plusNanos(slack);
                yield (from == null || from.isBefore(high)) && (before == null || before.isAfter(low));
            }
            default -> throw new IllegalArgumentException(prefix);
        };
    }
}
