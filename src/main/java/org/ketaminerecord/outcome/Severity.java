package org.ketaminerecord.outcome;

/** R4 ValueSet issue-severity. */
public enum Severity {
    FATAL, ERROR, WARNING, INFORMATION;

    /** The code in FHIR. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
