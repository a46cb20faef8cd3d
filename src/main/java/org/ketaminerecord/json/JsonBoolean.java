package org.ketaminerecord.json;

/** A JSON boolean. */
public enum JsonBoolean implements JsonValue {
    FALSE, TRUE;

    /** The constant for a Java boolean. */
    public static JsonBoolean of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** The Java boolean of this constant. */
    public boolean value() {
        return this == TRUE;
    }

    @Override
    public JsonBoolean copy() {
        return this;
    }
}
