package org.ketaminerecord.interaction;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.QueryParameter;

/** Query strings as they stand in URLs, headers and references. */
public final class QueryStrings {

    private QueryStrings() {
    }

    /** The parameters of a query string without its question mark, decoded, in order. */
    public static List<QueryParameter> parse(String query) {
        List<QueryParameter> parameters = new ArrayList<>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (String piece : query.split("&")) {
            if (!piece.isEmpty()) {
                int equals = piece.indexOf('=');
                parameters.add(new QueryParameter(decode(equals < 0 ? piece : piece.substring(0, equals)),
                        equals < 0 ? "" : decode(piece.substring(equals + 1))));
            }
        }
        return parameters;
    }

    /**
     * The criteria of an If-None-Exist; null for null. R4 http.html#ccreate has the query alone; HAPI's client sends the
     * whole URL of the search, which is taken when it is one of the same type.
     */
    public static List<QueryParameter> criteria(String type, String text) {
        if (text == null) {
            return null;
        }
        int question = text.indexOf('?');
        String path = question < 0 ? "" : text.substring(0, question);
        if (path.indexOf('=') >= 0) {
            return parse(text);             // the question mark is part of a value
        }
        if (!path.isEmpty() && !path.equals(type) && !path.endsWith("/" + type)) {
            throw Fault.of(Reason.BAD_REQUEST, IssueType.INVALID, FaultCode.INVALID_PARAMETER, "If-None-Exist searches for another type than the one "
                    + "that is created, " + type + ". Send the search parameters alone, such as identifier=system%7Cvalue.");
        }
        return parse(text.substring(question + 1));
    }

    private static String decode(String text) {
        try {
            String plain = text.indexOf('%') < 0 && text.indexOf('+') < 0 ? text : URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (plain.indexOf('\0') < 0) {
                return plain;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw Fault.of(Reason.BAD_REQUEST, IssueType.INVALID, FaultCode.INVALID_PARAMETER, "The query string is not well encoded: a % must "
                + "be followed by two hexadecimal digits and may not encode a NUL. Write a plain % as %25.");
    }
}
