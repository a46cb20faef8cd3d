package org.ketaminerecord.access.token;

import java.time.Duration;

/**
 * How the issuer is asked about tokens that cannot be read here (RFC 7662).
 *
 * @param issuer its name; only it is sent such tokens
 * @param client this server's client id there
 * @param secret its secret
 * @param always whether every token is asked about, so that one which was revoked is refused
 * @param keep   how long an answer holds
 */
record Introspection(String issuer, String client, String secret, boolean always, Duration keep) {

    @Override
    public String toString() {
        return "Introspection[issuer=" + issuer + ", client=" + client + "]";       // secrets are in no log
    }
}
