package org.ketaminerecord.interaction;

import java.util.UUID;
import org.ketaminerecord.access.Grant;
import org.ketaminerecord.audit.Origin;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.search.parameter.RequestBase;

/**
 * Who asks, and under which URL.
 *
 * @param base       the URL under which the server is called
 * @param grant      what the caller may do
 * @param provenance of what the caller writes, without targets (header X-Provenance); null for none
 * @param origin     where the request came from; null for the server's own work, which is not audited
 */
public record Caller(RequestBase base, Grant grant, JsonObject provenance, Origin origin) {

    /** A caller within the server. */
    public Caller(RequestBase base, Grant grant) {
        this(base, grant, null, null);
    }

    /** The same caller, as sender of an entry of a bundle. */
    Caller entry(String method, String url, UUID bundle) {
        return origin == null ? this : new Caller(base, grant, provenance, origin.entry(method, url, bundle));
    }

    /** The server itself: it may do everything. */
    public static Caller server(RequestBase base) {
        return new Caller(base, Grant.OPEN);
    }
}
