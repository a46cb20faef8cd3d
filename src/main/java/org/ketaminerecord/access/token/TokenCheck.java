package org.ketaminerecord.access.token;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.outcome.Fault;

/**
 * Decides whether a bearer token is good here (RFC 7519, RFC 9068, RFC 8725): signed by a key of an issuer that is trusted, meant for this server,
 * not expired and not too early. What is not a signed token, or is one that does not name this server (a "lightweight" token says little), is asked
 * about at its issuer, where that is configured; the answer must name this server.
 */
final class TokenCheck {

    /** How far the clocks of two machines may be apart. */
    static final int SKEW_SECONDS = 10;

    private static final int LONGEST = 32 << 10;
    /** Signatures by a private key only: a shared secret, or none, would let a client make tokens of its own (RFC 8725 3.1). */
    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(ConstraintType.PERMIT,
            "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");
    /** What a header may call an access token; other kinds are signed by the same keys (RFC 8725 3.11). */
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt");
    /** What Keycloak calls tokens that are no access tokens. */
    private static final Set<String> OTHER_KINDS = Set.of("id", "refresh", "offline", "logout");

    /**
     * A token that is good.
     *
     * @param issuer     whose
     * @param claims     what it says
     * @param introspected whether the issuer was asked, so that the answer holds only for a short time
     */
    record Good(String issuer, Claims claims, boolean introspected) {
    }

    private final List<Issuer> issuers;
    private final Set<String> audiences;
    private final Introspection introspection;

    TokenCheck(List<Issuer> issuers, AccessSettings settings) {
        this.issuers = issuers;
        this.audiences = settings.audiences();
        this.introspection = settings.introspection().orElse(null);
    }

    /**
     * Checks a token.
     *
     * @throws Fault {@code UNAUTHORIZED} when it is not good, {@code UNAVAILABLE} when that cannot be found out
     */
    Good check(String token) {
        if (token.length() > LONGEST) {
            throw Refused.invalid();
        }
        JsonWebSignature signed = signed(token);
        if (signed == null) {
            return introspected(token, null);
        }
        Claims unverified = payload(signed);
        Issuer issuer = issuers.stream().filter(i -> i.name().equals(unverified.text("iss"))).findFirst().orElseThrow(Refused::invalid);
        requireSignature(signed, issuer);
        Claims claims = unverified;         // verified now
        requireTime(claims);
        requireKind(signed, claims);
        if (introspection != null && introspection.issuer().equals(issuer.name()) && (introspection.always() || !isForUs(claims))) {
            return introspected(token, issuer);
        }
        requireAudience(claims);
        return new Good(issuer.name(), claims, false);
    }

    /** Null when it is no signed token: three parts, the first of which is a header. */
    private static JsonWebSignature signed(String token) {
        if (token.chars().filter(c -> c == '.').count() != 2) {
            return null;
        }
        try {
            JsonWebSignature signed = new JsonWebSignature();
            signed.setAlgorithmConstraints(ALGORITHMS);
            signed.setCompactSerialization(token);
            return signed;
        } catch (JoseException | RuntimeException e) {
            return null;
        }
    }

    private static Claims payload(JsonWebSignature signed) {
        try {
            return new Claims(JsonReader.object(signed.getUnverifiedPayload().getBytes(StandardCharsets.UTF_8)));
        } catch (Fault noJson) {
            throw Refused.invalid();
        }
    }

    private static void requireSignature(JsonWebSignature signed, Issuer issuer) {
        if (!isSigned(signed, issuer.keys()) && !isSigned(signed, issuer.keysAgain())) {
            throw Refused.invalid();
        }
    }

    private static boolean isSigned(JsonWebSignature signed, List<JsonWebKey> keys) {
        try {
            for (JsonWebKey key : new VerificationJwkSelector().selectList(signed, keys)) {
                signed.setKey(key.getKey());
                if (signed.verifySignature()) {
                    return true;
                }
            }
            return false;
        } catch (JoseException e) {
            return false;       // an algorithm that is not allowed, a key that does not fit it
        }
    }

    private static void requireTime(Claims claims) {
        Double expires = claims.time("exp");
        if (expires == null) {
            throw Refused.invalid();
        }
        double now = System.currentTimeMillis() / 1000.0;
        if (expires <= now - SKEW_SECONDS) {
            throw Refused.expired();
        }
        Double from = claims.time("nbf");
        if (from != null && from > now + SKEW_SECONDS) {
            throw Refused.invalid();
        }
    }

    private static void requireKind(JsonWebSignature signed, Claims claims) {
        String type = signed.getHeader("typ");
        String kind = claims.text("typ");
        // RFC 7800: bound to a key of the client's, which is not checked here; stolen, it must not do as a plain one
        if (claims.json().has("cnf")) {
            throw Refused.invalid();
        }
        if (type != null && !TYPES.contains(type.toLowerCase(Locale.ROOT).replaceFirst("^application/", ""))
                || kind != null && OTHER_KINDS.contains(kind.toLowerCase(Locale.ROOT))) {
            throw Refused.invalid();
        }
    }

    private void requireAudience(Claims claims) {
        if (!isForUs(claims)) {
            throw Refused.notForUs();
        }
    }

    private boolean isForUs(Claims claims) {
        return claims.texts("aud").stream().anyMatch(audiences::contains);
    }

    /** @param issuer whose it is, null when that cannot be seen */
    private Good introspected(String token, Issuer issuer) {
        if (introspection == null) {
            throw Refused.invalid();
        }
        Issuer asked = issuer != null ? issuer : issuers.stream().filter(i -> i.name().equals(introspection.issuer())).findFirst().orElseThrow();
        Claims claims = new Claims(asked.introspect(introspection, token));
        if (!(claims.json().get("active") instanceof org.ketaminerecord.json.JsonBoolean active) || !active.value()
                || claims.json().has("iss") && !asked.name().equals(claims.text("iss"))) {
            throw Refused.invalid();
        }
        if (claims.json().has("exp")) {
            requireTime(claims);        // RFC 7662 2.2: optional there
        }
        String kind = claims.text("typ");
        if (claims.json().has("cnf") || kind != null && OTHER_KINDS.contains(kind.toLowerCase(Locale.ROOT))) {
            throw Refused.invalid();
        }
        requireAudience(claims);
        return new Good(asked.name(), claims, true);
    }
}
