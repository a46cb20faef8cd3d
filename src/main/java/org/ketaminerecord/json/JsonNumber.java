package org.ketaminerecord.json;

import java.math.BigDecimal;

/**
 * A JSON number as it was written: {@code 1.0} stays {@code 1.0}, since in FHIR the digits carry the precision
 * (R4 datatypes.html#decimal). Two numbers are equal when their text is.
 */
public record JsonNumber(String text) implements JsonValue {

    /** The value with the written scale. */
    public BigDecimal decimal() {
        return new BigDecimal(text);
    }

    @Override
    public JsonNumber copy() {
        return this;
    }
}
