package org.ketaminerecord.access.token;

import java.util.List;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;

/**
 * What an issuer publishes of itself (OpenID Connect Discovery 1.0 section 3, RFC 8414).
 *
 * @param document as it was published
 */
public record Discovery(JsonObject document) {

    /** The name that its tokens carry. */
    public String issuer() {
        return document.string("issuer");
    }

    /** A URL or another single value; null when it is not published. */
    public String text(String name) {
        return document.get(name) instanceof JsonString s && !s.value().isEmpty() ? s.value() : null;
    }

    /** A list of words; empty when it is not published. */
    public List<String> words(String name) {
        return document.get(name) instanceof JsonArray words
                ? words.stream().filter(JsonString.class::isInstance).map(v -> ((JsonString) v).value()).toList() : List.of();
    }
}
