package org.ketaminerecord.http;

import java.util.Locale;
import java.util.Optional;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/** The formats in which resources travel (R4 http.html#mime-type). */
enum MediaFormat {
    JSON("application/fhir+json"), XML("application/fhir+xml");

    private final String mediaType;

    MediaFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The media type by itself. */
    String mediaType() {
        return mediaType;
    }

    /** The Content-Type of answers in this format. */
    String contentType() {
        return mediaType + ";charset=utf-8";
    }

    /** The format of a media type or of a short name, if it is one. */
    static Optional<MediaFormat> of(String text) {
        int semicolon = text.indexOf(';');
        String name = (semicolon < 0 ? text : text.substring(0, semicolon)).trim().toLowerCase(Locale.ROOT).replace(' ', '+');
        return switch (name) {
            case "application/fhir+json", "application/json", "text/json", "json" -> Optional.of(JSON);
            case "application/fhir+xml", "application/xml", "text/xml", "xml" -> Optional.of(XML);
            default -> Optional.empty();
        };
    }

    /** The format of a body by its Content-Type; JSON when there is none. */
    static MediaFormat ofBody(String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return JSON;
        }
        return of(contentType).filter(f -> isR4(contentType)).orElseThrow(() -> Fault.of(Reason.UNSUPPORTED_MEDIA_TYPE, IssueType.NOT_SUPPORTED,
                FaultCode.UNSUPPORTED_MEDIA_TYPE, "A body of type '" + cut(contentType) + "' is not understood. Send application/fhir+json or "
                + "application/fhir+xml of FHIR 4.0."));
    }

    /** The format to answer in: {@code _format} wins over {@code Accept}; without either it is JSON. */
    static MediaFormat toAnswer(String format, String accept) {
        if (format != null) {
            return of(format).filter(f -> isR4(format)).orElseThrow(() -> refuse("_format=" + cut(format)));
        }
        if (accept == null || accept.isBlank() || accept.equals(JSON.mediaType)) {
            return JSON;
        }
        String[] ranges = accept.split(",");
        MediaFormat chosen = null;
        Range best = new Range(-1, 0, 0);
        for (MediaFormat candidate : values()) {
            Range range = candidate.range(ranges);
            if (range.weight > best.weight || range.weight == best.weight && range.weight > 0 && range.place < best.place) {
                best = range;
                chosen = candidate;
            }
        }
        if (chosen == null) {
            throw refuse("Accept: " + cut(accept));
        }
        return chosen;
    }

    /** A media range of an Accept header: how precisely it names a format, how much it is wanted, and where it stands. */
    private record Range(int precision, double weight, int place) {
    }

    /** The range that speaks for this format: of those that match, the most precise one (RFC 9110 12.5.1). */
    private Range range(String[] ranges) {
        Range found = new Range(-1, 0, ranges.length);
        for (int i = 0; i < ranges.length; i++) {
            int precision = precision(ranges[i]);
            double weight = weight(ranges[i]);
            if (precision >= 0 && (precision > found.precision || precision == found.precision && weight > found.weight)) {
                found = new Range(precision, weight, i);
            }
        }
        return found;
    }

    /** 2 for this format by name, 1 and 0 for wider ranges, -1 when the range is for something else. */
    private int precision(String range) {
        if (!isR4(range)) {
            return -1;
        }
        return of(range).map(f -> f == this ? 2 : -1).orElseGet(() -> switch (range.split(";")[0].trim().toLowerCase(Locale.ROOT)) {
            case "application/*", "text/*" -> 1;
            case "text/html" -> this == JSON ? 1 : -1;          // a browser is shown JSON
            case "*/*" -> 0;
            default -> -1;
        });
    }

    private static double weight(String range) {
        int q = range.indexOf("q=");
        try {
            return q < 0 ? 1 : Double.parseDouble(range.substring(q + 2).split("[;\\s]")[0]);
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    /** R4 http.html#version-parameter: a type without a version is of any. */
    private static boolean isR4(String mediaType) {
        int at = mediaType.indexOf("fhirVersion=");
        return at < 0 || mediaType.startsWith("4.0", at + 12);
    }

    private static Fault refuse(String asked) {
        return Fault.of(Reason.NOT_ACCEPTABLE, IssueType.NOT_SUPPORTED, FaultCode.NOT_ACCEPTABLE, "This server cannot answer with " + asked
                + ". It answers with application/fhir+json and application/fhir+xml of FHIR 4.0.");
    }

    private static String cut(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}
