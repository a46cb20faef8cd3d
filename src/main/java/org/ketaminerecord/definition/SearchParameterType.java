package org.ketaminerecord.definition;

import java.util.Locale;

/** R4 ValueSet search-param-type. */
public enum SearchParameterType {
    NUMBER, DATE, STRING, TOKEN, REFERENCE, COMPOSITE, QUANTITY, URI, SPECIAL;

    /** The type of a code, for example {@code token}. */
    public static SearchParameterType of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** The code in FHIR. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
