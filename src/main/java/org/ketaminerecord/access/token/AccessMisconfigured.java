package org.ketaminerecord.access.token;

/** The settings of {@code ktr.access} do not say who gets in; the message says what to set. The server must not start. */
public final class AccessMisconfigured extends RuntimeException {

    AccessMisconfigured(String message) {
        super(message, null, false, false);
    }
}
