package org.ketaminerecord.outcome;

import java.sql.SQLException;

/**
 * What a log may have of an exception: its classes, where it came from, and PostgreSQL's state. Messages are left out, because they quote what they
 * are about: a value that could not be read is a patient's.
 */
public final class Wordless extends Exception {

    private final String what;

    private Wordless(Throwable e, Throwable cause) {
        super(null, cause, false, true);
        what = e.getClass().getName() + (e instanceof SQLException sql ? " (SQL state " + sql.getSQLState() + ")" : "");
        setStackTrace(e.getStackTrace());
    }

    /** An exception with its causes, without their messages. */
    public static Wordless of(Throwable e) {
        return of(e, 0);
    }

    private static Wordless of(Throwable e, int depth) {
        return new Wordless(e, e.getCause() == null || e.getCause() == e || depth == 20 ? null : of(e.getCause(), depth + 1));
    }

    @Override
    public String toString() {
        return what;
    }
}
