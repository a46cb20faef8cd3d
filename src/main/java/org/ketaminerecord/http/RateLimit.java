package org.ketaminerecord.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ketaminerecord.access.Grant;

/**
 * How many requests a client may send: a bucket that holds {@code ktr.limits.burst} and gets {@code ktr.limits.requests-per-second} back. A client
 * is told by its id in the grant, or by the address that it calls from.
 *
 * <p>A bucket is one number, the time at which it is full again (the generic cell rate algorithm), and is changed by compare-and-set: no lock, no
 * thread that fills buckets. One that is full again is the same as none, and goes when there are many.
 */
@Singleton
public class RateLimit {

    private static final int MANY = 20_000;
    private static final int MOST = 200_000;

    private final long interval;            // nanoseconds between requests; 0 for no limit
    private final long burst;               // nanoseconds
    private final LongSupplier clock;
    private final ConcurrentHashMap<String, AtomicLong> buckets = new ConcurrentHashMap<>();
    private final AtomicBoolean sweeping = new AtomicBoolean();

    @Inject
    RateLimit(@ConfigProperty(name = "ktr.limits.requests-per-second", defaultValue = "0") double perSecond,
            @ConfigProperty(name = "ktr.limits.burst") Optional<Integer> burst) {
        this(perSecond, burst.orElse((int) Math.max(1, Math.min(1_000_000, Math.ceil(perSecond * 5)))), System::nanoTime);
    }

    RateLimit(double perSecond, int burst, LongSupplier clock) {
        this.interval = perSecond > 0 ? Math.max(1, (long) (1e9 / perSecond)) : 0;
        this.burst = interval * Math.max(1, burst);
        this.clock = clock;
    }

    /** Takes one from a client's bucket; returns the seconds to wait when it is empty, and 0 when it was not. */
    long take(HttpServerRequest request, Grant grant) {
        if (interval == 0) {
            return 0;
        }
        return take(grant != null && grant.client() != null ? grant.issuer() + " " + grant.client()
                : address(request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress()));
    }

    /** One who has an IPv6 address has 2^64 of them. */
    static String address(String address) {
        if (address == null || address.indexOf(':') < 0) {
            return String.valueOf(address);
        }
        String[] groups = address.split(":", -1);
        StringBuilder network = new StringBuilder();
        for (int i = 0; i < 4 && i < groups.length && !(groups[i].isEmpty() && i > 0); i++) {
            network.append(groups[i]).append(':');
        }
        return network.append(':').toString();
    }

    long take(String client) {
        if (interval == 0) {
            return 0;
        }
        AtomicLong bucket = buckets.get(client);
        if (bucket == null) {
            bucket = fresh(client);
        }
        while (true) {
            long now = clock.getAsLong();
            long full = bucket.get();
            long next = (full - now > 0 ? full : now) + interval;
            if (next - now > burst) {
                return Math.max(1, (next - now - burst + 999_999_999) / 1_000_000_000);
            }
            if (bucket.compareAndSet(full, next)) {
                return 0;
            }
        }
    }

    private AtomicLong fresh(String client) {
        if (buckets.size() > MANY) {
            sweep();
        }
        // when there are more callers than any clinic has, new ones share one bucket
        return buckets.computeIfAbsent(buckets.size() > MOST ? "" : client, c -> new AtomicLong(clock.getAsLong()));
    }

    int clients() {
        return buckets.size();
    }

    private void sweep() {
        if (sweeping.compareAndSet(false, true)) {
            try {
                long now = clock.getAsLong();
                buckets.values().removeIf(full -> full.get() - now <= 0);
            } finally {
                sweeping.set(false);
            }
        }
    }
}
