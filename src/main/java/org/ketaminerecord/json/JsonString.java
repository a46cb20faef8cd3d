package org.ketaminerecord.json;

/** A JSON string, unescaped. */
public record JsonString(String value) implements JsonValue {

    @Override
    public JsonString copy() {
        return this;
    }
}
