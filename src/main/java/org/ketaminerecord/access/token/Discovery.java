package org.ketaminerecord.access.token;

import java.util.List;
import java.util.function.UnaryOperator;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;

/**
 * What an issuer publishes of itself (OpenID Connect Discovery 1.0 section 3, RFC 8414).
 *
 * <p>Two are equal when they publish the same: then what was made from the one need not be made anew.
 */
public final class Discovery {

    private final JsonObject document;
    private final UnaryOperator<String> outward;

    /**
     * @param document as it was published to this server
     * @param outward  gives for a URL of it the one that others use
     */
    Discovery(JsonObject document, UnaryOperator<String> outward) {
        this.document = document;
        this.outward = outward;
    }

    /** The name that its tokens carry. */
    public String name() {
        return document.get("issuer") instanceof JsonString s ? s.value() : null;
    }

    /** A URL, as apps are told it; null when it is not published. */
    public String url(String name) {
        return document.get(name) instanceof JsonString s && !s.value().isEmpty() ? outward.apply(s.value()) : null;
    }

    /** A list of words; empty when it is not published. */
    public List<String> words(String name) {
        return document.get(name) instanceof JsonArray words
                ? words.stream().filter(JsonString.class::isInstance).map(v -> ((JsonString) v).value()).toList() : List.of();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Discovery d && d.document.equals(document);
    }

    @Override
    public int hashCode() {
        return document.hashCode();
    }
}
