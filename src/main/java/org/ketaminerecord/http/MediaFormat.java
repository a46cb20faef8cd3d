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
        return of(contentType).orElseThrow(() -> Fault.of(Reason.UNSUPPORTED_MEDIA_TYPE, IssueType.NOT_SUPPORTED, FaultCode.UNSUPPORTED_MEDIA_TYPE,
                "A body of type '" + cut(contentType) + "' is not understood. Send application/fhir+json or application/fhir+xml."));
    }

    /** The format to answer in: {@code _format} wins over {@code Accept}; without either it is JSON. */
    static MediaFormat toAnswer(String format, String accept) {
        if (format != null) {
            return of(format).orElseThrow(() -> refuse("_format=" + cut(format)));
        }
        if (accept == null || accept.isBlank() || accept.startsWith("application/fhir+json")) {
            requireVersion(accept);
            return JSON;
        }
        double best = 0;
        MediaFormat chosen = null;
        for (String piece : accept.split(",")) {
            double weight = weight(piece);
            String name = piece.split(";")[0].trim();
            MediaFormat found = of(piece).orElse(name.equals("*/*") || name.equals("application/*") || name.equals("text/html")
                    || name.equals("text/*") ? JSON : null);
            if (found != null && weight > best) {
                requireVersion(piece);
                best = weight;
                chosen = found;
            }
        }
        if (chosen == null) {
            throw refuse("Accept: " + cut(accept));
        }
        return chosen;
    }

    private static double weight(String piece) {
        int q = piece.indexOf("q=");
        try {
            return q < 0 ? 1 : Double.parseDouble(piece.substring(q + 2).split("[;,\\s]")[0]);
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    /** R4 http.html#version-parameter. */
    private static void requireVersion(String mediaType) {
        int at = mediaType == null ? -1 : mediaType.indexOf("fhirVersion=");
        if (at >= 0 && !mediaType.startsWith("4.0", at + 12)) {
            throw refuse("fhirVersion " + cut(mediaType.substring(at + 12)));
        }
    }

    private static Fault refuse(String asked) {
        return Fault.of(Reason.NOT_ACCEPTABLE, IssueType.NOT_SUPPORTED, FaultCode.NOT_ACCEPTABLE, "This server cannot answer with " + asked
                + ". It answers with application/fhir+json and application/fhir+xml of FHIR 4.0.");
    }

    private static String cut(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}
