package org.ketaminerecord.interaction;

import org.ketaminerecord.access.Grant;
import org.ketaminerecord.search.parameter.RequestBase;

/**
 * Who asks, and under which URL.
 *
 * @param base  the URL under which the server is called
 * @param grant what the caller may do
 */
public record Caller(RequestBase base, Grant grant) {

    /** The server itself: it may do everything. */
    public static Caller server(RequestBase base) {
        return new Caller(base, Grant.OPEN);
    }
}
