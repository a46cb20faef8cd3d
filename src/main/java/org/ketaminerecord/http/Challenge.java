package org.ketaminerecord.http;

import java.util.Optional;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;

/** The header WWW-Authenticate of a refusal (RFC 6750 section 3). */
final class Challenge {

    private static final String BEARER = "Bearer realm=\"fhir\"";

    private Challenge() {
    }

    /** What it says; none when the refusal is not about a token. */
    static Optional<String> of(Fault fault) {
        return switch (fault.reason()) {
            // RFC 6750 3.1: no error code when no token was sent
            case UNAUTHORIZED -> Optional.of(fault.issues().getFirst().code() == FaultCode.LOGIN_REQUIRED ? BEARER : BEARER + ", error=\"invalid_token\"");
            case FORBIDDEN -> Optional.of(BEARER + ", error=\"insufficient_scope\"");
            default -> Optional.empty();
        };
    }
}
