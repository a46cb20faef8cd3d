package org.ketaminerecord.interaction;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ketaminerecord.search.QueryParameter;
import org.ketaminerecord.search.parameter.RequestBase;

/** URLs of a bundle's links. */
public final class Links {

    private Links() {
    }

    /** A URL below the base with a query; null values are left out. */
    public static String of(RequestBase base, String path, List<QueryParameter> query, String cursor) {
        StringBuilder url = new StringBuilder(base.url());
        if (!path.isEmpty()) {
            url.append('/').append(path);
        }
        char separator = '?';
        for (QueryParameter q : query) {
            url.append(separator).append(encode(q.name())).append('=').append(encode(q.value()));
            separator = '&';
        }
        if (cursor != null) {
            url.append(separator).append("_cursor=").append(cursor);
        }
        return url.toString();
    }

    /** Encodes for a query, leaving what R4's examples leave readable. */
    private static String encode(String text) {
        boolean plain = true;
        for (int i = 0; i < text.length() && plain; i++) {
            char c = text.charAt(i);
            plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~,:/$*".indexOf(c) >= 0;
        }
        return plain ? text : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2C", ",").replace("%3A", ":").replace("%2F", "/")
                .replace("%24", "$").replace("+", "%20");
    }
}
