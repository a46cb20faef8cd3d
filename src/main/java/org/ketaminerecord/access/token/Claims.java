package org.ketaminerecord.access.token;

import java.util.List;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;

/** What a token says (RFC 7519 section 4), or its issuer says of it (RFC 7662 section 2.2). */
record Claims(JsonObject json) {

    /** A text; null when there is none. */
    String text(String name) {
        return json.get(name) instanceof JsonString s && !s.value().isEmpty() ? s.value() : null;
    }

    /** One text or several; empty when there is none. */
    List<String> texts(String name) {
        JsonValue value = json.get(name);
        return value instanceof JsonArray all ? all.stream().filter(JsonString.class::isInstance).map(v -> ((JsonString) v).value()).toList()
                : value instanceof JsonString one ? List.of(one.value()) : List.of();
    }

    /** A moment in seconds since 1970; null when there is none. */
    Double time(String name) {
        return json.get(name) instanceof JsonNumber n ? Double.valueOf(n.text()) : null;
    }
}
