package org.ketaminerecord.access.token;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;

/**
 * An issuer of tokens: what it publishes of itself and its keys, fetched when they are first needed and again every few minutes, behind the back of
 * requests. While it cannot be reached the keys that are known stay good, for a day.
 */
final class Issuer {

    private static final Logger LOG = Logger.getLogger(Issuer.class);
    /** After this a new key is seen though nobody sends a token with it, and a key that was withdrawn is forgotten. */
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration GOOD = Duration.ofDays(1);
    /** How soon it is asked again: after a failure, and because of a key that is not known, which a caller may have made up. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** What is known of it. */
    private record Known(Discovery discovery, List<JsonWebKey> keys, long since) {

        boolean isOlderThan(Duration age) {
            return System.nanoTime() - since > age.toNanos();
        }
    }

    private final IssuerAddress address;
    private final IssuerClient client;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Known known;
    private volatile long silentUntil = System.nanoTime();

    Issuer(IssuerAddress address, IssuerClient client) {
        this.address = address;
        this.client = client;
    }

    String name() {
        return address.issuer();
    }

    /**
     * What it publishes.
     *
     * @throws Fault {@code UNAVAILABLE} when it does not answer and nothing is known of it yet
     */
    Discovery discovery() {
        return current().discovery();
    }

    /** What it published, if that is known without waiting for it; else null. */
    Discovery discoveryIfKnown() {
        Known k = known;
        return k == null ? null : k.discovery();
    }

    /**
     * Its keys.
     *
     * @throws Fault {@code UNAVAILABLE} when it does not answer and they are not known, or too old
     */
    List<JsonWebKey> keys() {
        return current().keys();
    }

    /** Its keys, asked for again because one is missing, unless that was done a moment ago. */
    List<JsonWebKey> keysAgain() {
        Known k = current();
        if (!k.isOlderThan(PAUSE)) {
            return k.keys();
        }
        return load(k).keys();
    }

    /** What an issuer says of a token that cannot be read here. */
    JsonObject introspect(Introspection by, String token) {
        String url = discovery().url("introspection_endpoint");
        if (url == null || address.asked().getScheme().equals("https") && !address.inward(url).getScheme().equals("https")) {
            LOG.errorf("The issuer %s publishes no introspection_endpoint, or one without TLS; opaque tokens are refused", name());
            throw Refused.invalid();
        }
        try {
            return client.introspect(address.inward(url), by, token);
        } catch (IOException | IllegalArgumentException e) {
            LOG.errorf("The issuer %s was asked about a token and gave %s", name(), e.getMessage());
            throw Refused.unavailable();
        }
    }

    private Known current() {
        Known k = known;
        if (k == null || k.isOlderThan(GOOD)) {
            return load(k);
        }
        if (k.isOlderThan(FRESH) && System.nanoTime() - silentUntil > 0 && !asking.isLocked()) {
            Thread.ofVirtual().start(() -> {
                try {
                    load(k);
                } catch (Fault unavailable) {
                    // logged; what is known goes on being good
                }
            });
        }
        return k;
    }

    /** Fetches what is newer than what the caller had; the others who wait get it too. */
    private Known load(Known had) {
        asking.lock();
        try {
            if (known != had && known != null) {
                return known;
            }
            if (System.nanoTime() - silentUntil < 0) {
                throw Refused.unavailable();
            }
            Known fetched = fetch();
            if (had == null) {
                LOG.infof("Tokens of %s are good here; it has %d keys", name(), fetched.keys().size());
            }
            known = fetched;
            return fetched;
        } catch (IOException e) {
            silentUntil = System.nanoTime() + PAUSE.toNanos();
            LOG.warnf("The issuer %s gives nothing to check tokens by: %s. Asked at %s; tried again in %d s when it is needed", name(),
                    e.getMessage(), address.discovery(), PAUSE.toSeconds());
            throw Refused.unavailable();
        } finally {
            asking.unlock();
        }
    }

    private Known fetch() throws IOException {
        Discovery discovery = new Discovery(client.get(address.discovery()), address::outward);
        // OpenID Connect Discovery 1.0 section 4.3: exactly the same, else anybody could publish keys for another
        if (!name().equals(discovery.name())) {
            throw new IOException("it calls itself another name than ktr.access.issuers says: \"" + discovery.name() + "\"");
        }
        String keys = discovery.url("jwks_uri");
        if (keys == null || address.asked().getScheme().equals("https") && !address.inward(keys).getScheme().equals("https")) {
            throw new IOException("it publishes no jwks_uri, or one without TLS");
        }
        try {
            List<JsonWebKey> all = new JsonWebKeySet(client.get(address.inward(keys)).toString()).getJsonWebKeys().stream()
                    .filter(PublicJsonWebKey.class::isInstance).toList();
            return new Known(discovery, all, System.nanoTime());
        } catch (JoseException | IllegalArgumentException e) {
            throw new IOException("its keys cannot be read");
        }
    }
}
