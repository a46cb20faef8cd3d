package org.ketaminerecord.audit;

import java.util.Locale;

/** Kinds of interactions (R4 valueset-type-restful-interaction, valueset-system-restful-interaction), with what an AuditEvent says of each. */
public enum Kind {
    CREATE("C", "Create"),
    READ("R", "Read"),
    VREAD("R", "Read"),
    UPDATE("U", "Update"),
    PATCH("U", "Update"),
    DELETE("D", "Delete"),
    HISTORY_INSTANCE("R", null),
    HISTORY_TYPE("E", null),
    HISTORY_SYSTEM("E", null),
    SEARCH_TYPE("E", "Query"),
    SEARCH_SYSTEM("E", "Query"),
    BATCH("E", null),
    TRANSACTION("E", null),
    OPERATION("E", null);

    private final String action;
    private final String pattern;

    Kind(String action, String pattern) {
        this.action = action;
        this.pattern = pattern;
    }

    /** The code of http://hl7.org/fhir/restful-interaction. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** AuditEvent.action: C, R, U, D or E. */
    public String action() {
        return action;
    }

    /** The basic audit log pattern that is about it; null for none. */
    String pattern() {
        return pattern;
    }

    /** True when the request says what to look for, so that it is recorded as a query. */
    boolean asks() {
        return action.equals("E");
    }

    /** True when something is stored. */
    boolean writes() {
        return action.equals("C") || action.equals("U") || action.equals("D");
    }

    /** The kind with a code; null when there is none. */
    public static Kind of(String code) {
        for (Kind kind : values()) {
            if (kind.code().equals(code)) {
                return kind;
            }
        }
        return null;
    }
}
