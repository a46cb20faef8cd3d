package org.ketaminerecord.outcome;

import java.util.Locale;

/** R4 ValueSet issue-type: what kind of fault an issue is. */
public enum IssueType {
    INVALID, STRUCTURE, REQUIRED, VALUE, INVARIANT, SECURITY, LOGIN, UNKNOWN, EXPIRED, FORBIDDEN, SUPPRESSED, PROCESSING,
    NOT_SUPPORTED, DUPLICATE, MULTIPLE_MATCHES, NOT_FOUND, DELETED, TOO_LONG, CODE_INVALID, EXTENSION, TOO_COSTLY,
    BUSINESS_RULE, CONFLICT, TRANSIENT, LOCK_ERROR, NO_STORE, EXCEPTION, TIMEOUT, INCOMPLETE, THROTTLED, INFORMATIONAL;

    /** The code in FHIR. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
