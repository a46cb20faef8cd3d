package org.ketaminerecord.interaction;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.parameter.DateRange;

/** Versions and times as headers and bundle entries write them. */
public final class Versions {

    /** Stands for any version that exists: {@code *} (RFC 9110 13.1.1). */
    public static final int ANY = -1;

    /** An ETag, or what a caller writes in place of one; a comma in quotes does not end it. */
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"[^\"]*\"(?=\\s*(?:,|$))|[^,\\s][^,]*");

    private Versions() {
    }

    /**
     * The versions of an If-Match, those that are ours; null for null.
     *
     * @throws Fault when it names none of ours, so that nothing can match
     */
    public static List<Integer> ifMatch(String text) {
        if (text == null) {
            return null;
        }
        List<Integer> versions = tags(text);
        if (versions.isEmpty()) {
            throw Fault.of(Reason.PRECONDITION_FAILED, IssueType.VALUE, FaultCode.VERSION_CONFLICT, "No version has that ETag. Send the one "
                    + "that the server gave, such as W/\"3\".");
        }
        return versions;
    }

    /** The versions of an If-None-Match; null for null. What is no version of ours matches none. */
    public static List<Integer> ifNoneMatch(String text) {
        return text == null ? null : tags(text);
    }

    private static List<Integer> tags(String text) {
        return TAG.matcher(text).results().map(tag -> version(tag.group().trim())).filter(Objects::nonNull).toList();
    }

    /** The version of an ETag: {@code W/"3"}, {@code "3"} or {@code 3}; {@link #ANY} for {@code *}; null when it is not ours. */
    private static Integer version(String text) {
        if (text.equals("*")) {
            return ANY;
        }
        String tag = text.startsWith("W/") ? text.substring(2) : text;
        if (tag.length() > 1 && tag.startsWith("\"") && tag.endsWith("\"")) {
            tag = tag.substring(1, tag.length() - 1);
        }
        try {
            int version = Integer.parseInt(tag);
            return version < 0 ? null : version;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The number of a version in a URL. */
    public static Integer number(String text) {
        try {
            int n = Integer.parseInt(text);
            if (n > 0) {
                return n;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Fault.of(Reason.NOT_FOUND, IssueType.NOT_FOUND, FaultCode.VERSION_NOT_FOUND, "There is no such version. Versions are numbered "
                + "from 1; those that exist are in the _history.");
    }

    /** The time of an If-Modified-Since, as HTTP or as FHIR writes it; null for null and for what is neither. */
    public static Instant time(String text) {
        if (text == null) {
            return null;
        }
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeException e) {
            DateRange range = DateRange.of(text);
            return range == null ? null : range.low();      // RFC 9110 13.1.3: an invalid date is ignored
        }
    }
}
