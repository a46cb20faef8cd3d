package org.ketaminerecord.http;

import java.util.List;
import java.util.Locale;

/** The header Prefer (R4 http.html#ops and search.html#errors). */
record Prefer(Return returned, boolean lenient) {

    /** What a write answers with. */
    enum Return { MINIMAL, REPRESENTATION, OPERATION_OUTCOME }

    static Prefer of(List<String> headers) {
        Return returned = Return.REPRESENTATION;
        boolean lenient = false;
        for (String header : headers) {
            for (String piece : header.split("[,;]")) {
                switch (piece.trim().toLowerCase(Locale.ROOT)) {
                    case "return=minimal" -> returned = Return.MINIMAL;
                    case "return=representation" -> returned = Return.REPRESENTATION;
                    case "return=operationoutcome" -> returned = Return.OPERATION_OUTCOME;
                    case "handling=lenient" -> lenient = true;
                    case "handling=strict" -> lenient = false;
                    default -> { }       // RFC 7240: a preference that is not known is ignored
                }
            }
        }
        return new Prefer(returned, lenient);
    }
}
