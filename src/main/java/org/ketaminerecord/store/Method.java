package org.ketaminerecord.store;

/** The interaction that made a version, as {@code Bundle.entry.request.method} of a history names it. */
public enum Method {
    POST, PUT, PATCH, DELETE;

    private static final Method[] ALL = values();

    /** The number in the database. */
    public short number() {
        return (short) ordinal();
    }

    /** The method of a number. */
    public static Method of(short number) {
        return ALL[number];
    }
}
