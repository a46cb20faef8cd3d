package org.ketaminerecord.outcome;

import java.util.Locale;

/**
 * The stable machine codes of this server's issues ({@code details.coding} in {@link #SYSTEM}). A code is never
 * renamed and never given another meaning; a client may branch on it.
 */
public enum FaultCode {
    MALFORMED, UNKNOWN_ELEMENT, WRONG_TYPE, INVALID_VALUE, INVALID_CODE, CARDINALITY, MISSING_ELEMENT, CONTAINED,
    UNKNOWN_TYPE, UNKNOWN_INTERACTION, ID_MISMATCH, INVALID_ID, TYPE_MISMATCH, RESOURCE_NOT_FOUND, RESOURCE_DELETED,
    VERSION_NOT_FOUND, UNKNOWN_PARAMETER, UNKNOWN_MODIFIER, INVALID_PARAMETER, UNSUPPORTED_PARAMETER, INVALID_CURSOR,
    VERSION_CONFLICT, EDIT_CONFLICT, MULTIPLE_MATCHES, NO_MATCH, DUPLICATE_ENTRY, UNRESOLVED_REFERENCE, REFERRED_TO,
    INVALID_PATCH, INVALID_BUNDLE, NOT_ACCEPTABLE, UNSUPPORTED_MEDIA_TYPE, TOO_LARGE, TOO_COSTLY, UNKNOWN_OPERATION,
    NOT_ALLOWED, DATABASE_UNAVAILABLE, OVERLOADED, INTERNAL_ERROR, STORED, DELETED, UNCHANGED, EXPLAINED, IGNORED_PARAMETER,
    INCLUDE_LIMIT, NOT_PROFILED, INVARIANT, INVALID_REFERENCE, INVALID_NARRATIVE, UNKNOWN_VALUE_SET, UNKNOWN_CODE_SYSTEM, UNKNOWN_CODE,
    NOT_EXPANDABLE;

    /** The code system of these codes. */
    public static final String SYSTEM = "https://ketamine-record.example/fhir/CodeSystem/ktr-outcome";

    /** The code as clients see it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
