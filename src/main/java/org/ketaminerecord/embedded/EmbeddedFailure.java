package org.ketaminerecord.embedded;

/** The embedded PostgreSQL cannot run; the message says why and what to do. */
public final class EmbeddedFailure extends RuntimeException {

    EmbeddedFailure(String message) {
        super(message);
    }

    EmbeddedFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
