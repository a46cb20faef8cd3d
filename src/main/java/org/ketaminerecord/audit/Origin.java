package org.ketaminerecord.audit;

import java.util.UUID;

/**
 * Where a request came from.
 *
 * @param address   the address of who is connected to the server; null when it is not known
 * @param requestId the header X-Request-Id, or null
 * @param method    HTTP's
 * @param request   the URL below the base as it was sent, and the form of a search by POST behind a question mark
 * @param within    the event of the bundle that it is an entry of, or null
 */
public record Origin(String address, String requestId, String method, String request, UUID within) {

    /** More of a query is not kept. */
    public static final int LONGEST = 8192;

    public Origin {
        request = request != null && request.length() > LONGEST ? request.substring(0, LONGEST) : request;
        requestId = requestId != null && requestId.length() > 200 ? requestId.substring(0, 200) : requestId;
    }

    /** An entry of the bundle that came from here. */
    public Origin entry(String entryMethod, String url, UUID bundle) {
        return new Origin(address, requestId, entryMethod, url, bundle);
    }
}
