package org.ketaminerecord.access.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.ketaminerecord.access.Grant;
import org.ketaminerecord.outcome.Fault;

/** Gives for a bearer token the grant that it stands for. A token that was found good is not checked again for a minute, but for its time. */
@Singleton
public class Grants {

    private static final Logger LOG = Logger.getLogger(Grants.class);
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 10_000;

    /**
     * A token that was found good.
     *
     * @param until when it expires, in milliseconds since 1970
     * @param check when it is to be checked again, of {@link System#nanoTime}
     */
    private record Kept(Grant grant, long until, long check) {
    }

    private final AccessSettings settings;
    private final List<Issuer> issuers;
    private final TokenCheck tokens;
    private final GrantReader reader;
    /** By the hash of the token, which in a heap dump opens nothing. */
    private final Cache<String, Kept> kept = Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(KEPT).build();

    @Inject
    public Grants(Config config) {
        settings = AccessSettings.from(config);
        IssuerClient client = new IssuerClient(settings.timeout());
        issuers = settings.open() ? List.of() : settings.issuers().stream().map(address -> new Issuer(address, client)).toList();
        tokens = new TokenCheck(issuers, settings);
        reader = new GrantReader(settings);
    }

    /** Whether everybody may do everything. */
    public boolean isOpen() {
        return settings.open();
    }

    /**
     * What a request may do.
     *
     * @param authorization the value of its header Authorization, null when it has none
     * @throws Fault {@code UNAUTHORIZED} when it may not come in, {@code UNAVAILABLE} when that cannot be found out now
     */
    public Grant of(String authorization) {
        if (settings.open()) {
            return Grant.OPEN;
        }
        String token = token(authorization);
        String key = hash(token);
        Kept known = kept.getIfPresent(key);
        if (known != null && System.nanoTime() - known.check() < 0) {
            if (known.until() <= System.currentTimeMillis() - TokenCheck.SKEW_SECONDS * 1000L) {
                throw Refused.expired();
            }
            return known.grant();
        }
        TokenCheck.Good good = tokens.check(token);
        Grant grant = reader.read(good.issuer(), good.claims());
        Double expires = good.claims().time("exp");
        Duration keep = good.introspected() ? settings.introspection().map(Introspection::keep).orElse(Duration.ZERO) : KEPT;
        kept.put(key, new Kept(grant, expires == null ? Long.MAX_VALUE : (long) (expires * 1000), System.nanoTime() + keep.toNanos()));
        return grant;
    }

    /**
     * What the issuer that apps are sent to publishes of itself; none when everybody may do everything.
     *
     * @throws Fault {@code UNAVAILABLE} when it does not answer
     */
    public Optional<Discovery> discovery() {
        return settings.open() ? Optional.empty() : Optional.of(issuers.getFirst().discovery());
    }

    /** The same if it is known already. */
    public Optional<Discovery> discoveryIfKnown() {
        return settings.open() ? Optional.empty() : Optional.ofNullable(issuers.getFirst().discoveryIfKnown());
    }

    /** Says at the start who gets in, and asks the issuers for their keys behind the back of it: they may come up later. */
    void start(@Observes StartupEvent event) {
        if (settings.open()) {
            LOG.warn("ktr.access=open: everybody who reaches this server reads and changes every record. Put no real patient's data here");
        }
        settings.issuers().stream().filter(i -> !settings.open() && i.isPlain()).forEach(i ->
                LOG.warnf("The issuer %s is asked without TLS, at %s: who can change that traffic can let anybody in", i.issuer(), i.asked()));
        issuers.forEach(issuer -> Thread.ofVirtual().start(() -> {
            try {
                issuer.keys();
            } catch (Fault unavailable) {
                // logged; it is asked again when a token comes
            }
        }));
    }

    private static String token(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw Refused.noToken();
        }
        String token = authorization.substring(7).strip();
        if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw Refused.invalid();
        }
        return token;
    }

    private static String hash(String token) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);      // every JDK has it
        }
    }
}
