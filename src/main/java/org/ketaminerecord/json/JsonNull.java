package org.ketaminerecord.json;

/** The JSON null, which FHIR allows only as a filler in the arrays of primitive values (R4 json.html#null). */
public enum JsonNull implements JsonValue {
    NULL;

    @Override
    public JsonNull copy() {
        return this;
    }
}
