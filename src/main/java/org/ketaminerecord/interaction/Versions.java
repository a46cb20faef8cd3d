package org.ketaminerecord.interaction;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.parameter.DateRange;

/** Versions and times as headers and bundle entries write them. */
public final class Versions {

    /** Stands for any version that exists: {@code *} (RFC 9110 13.1.1). */
    public static final int ANY = -1;

    private Versions() {
    }

    /** The version of an ETag: {@code W/"3"}, {@code "3"} or {@code 3}; {@link #ANY} for {@code *}; null for null. */
    public static Integer tag(String text) {
        if (text == null) {
            return null;
        }
        String tag = text.trim();
        if (tag.equals("*")) {
            return ANY;
        }
        tag = tag.startsWith("W/") ? tag.substring(2) : tag;
        if (tag.length() > 1 && tag.startsWith("\"") && tag.endsWith("\"")) {
            tag = tag.substring(1, tag.length() - 1);
        }
        try {
            int version = Integer.parseInt(tag);
            if (version >= 0) {
                return version;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Fault.of(Reason.PRECONDITION_FAILED, IssueType.VALUE, FaultCode.VERSION_CONFLICT, "No version has that ETag. Send the one "
                + "that the server gave, such as W/\"3\".");
    }

    /** The versions of an If-None-Match; null for null. What is no version of ours matches none. */
    public static List<Integer> list(String text) {
        if (text == null) {
            return null;
        }
        List<Integer> versions = new ArrayList<>();
        for (String piece : text.split(",")) {
            try {
                versions.add(tag(piece));
            } catch (Fault notOurs) {
                versions.add(0);
            }
        }
        return versions;
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
