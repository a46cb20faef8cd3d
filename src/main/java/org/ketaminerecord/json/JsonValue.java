package org.ketaminerecord.json;

/** One JSON value. Objects and arrays can be changed in place; the scalars are immutable. */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {

    /** A copy that shares no object and no array with this value. */
    JsonValue copy();
}
