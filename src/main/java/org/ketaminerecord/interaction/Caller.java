package org.ketaminerecord.interaction;

import org.ketaminerecord.access.Grant;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.search.parameter.RequestBase;

/**
 * Who asks, and under which URL.
 *
 * @param base       the URL under which the server is called
 * @param grant      what the caller may do
 * @param provenance of what the caller writes, without targets (header X-Provenance); null for none
 */
public record Caller(RequestBase base, Grant grant, JsonObject provenance) {

    /** A caller who sends no Provenance. */
    public Caller(RequestBase base, Grant grant) {
        this(base, grant, null);
    }

    /** The server itself: it may do everything. */
    public static Caller server(RequestBase base) {
        return new Caller(base, Grant.OPEN);
    }
}
