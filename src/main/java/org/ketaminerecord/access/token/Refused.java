package org.ketaminerecord.access.token;

import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/**
 * What a caller is told who does not get in. Of a token that is not good it is told once for all: what exactly is wrong helps only who made
 * it up.
 */
final class Refused {

    private Refused() {
    }

    static Fault noToken() {
        return Fault.of(Reason.UNAUTHORIZED, IssueType.LOGIN, FaultCode.LOGIN_REQUIRED, "This server asks for a token: send the header "
                + "Authorization: Bearer [token]. Where to get one stands in GET [base]/.well-known/smart-configuration.");
    }

    static Fault invalid() {
        return Fault.of(Reason.UNAUTHORIZED, IssueType.LOGIN, FaultCode.INVALID_TOKEN, "The token is not good here. Send one that an issuer of this "
                + "server gave, as it was given; GET [base]/.well-known/smart-configuration says where to get one.");
    }

    static Fault expired() {
        return Fault.of(Reason.UNAUTHORIZED, IssueType.EXPIRED, FaultCode.TOKEN_EXPIRED, "The token has expired. Get a new one.");
    }

    static Fault notForUs() {
        return Fault.of(Reason.UNAUTHORIZED, IssueType.LOGIN, FaultCode.INVALID_TOKEN, "The token is not meant for this server. Ask for one with "
                + "this server's base URL as \"aud\".");
    }

    static Fault unavailable() {
        return Fault.of(Reason.UNAVAILABLE, IssueType.TRANSIENT, FaultCode.ISSUER_UNAVAILABLE, "Tokens cannot be checked just now: their issuer does "
                + "not answer this server. Send the request again in a few seconds.");
    }
}
