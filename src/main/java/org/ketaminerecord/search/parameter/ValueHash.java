package org.ketaminerecord.search.parameter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * 64 bits of SHA-256 of a string, never 0. A cryptographic hash, because its values come from callers: with a quick one
 * anybody could make an identifier that is taken for somebody else's.
 */
public final class ValueHash {

    private record Known(String text, long hash) {
    }

    private static final Known[] CACHE = new Known[4096];      // systems, units: the same few again and again
    private static final ThreadLocal<MessageDigest> SHA = ThreadLocal.withInitial(() -> {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    });

    private ValueHash() {
    }

    /** The hash of a string; 0 for null. */
    public static long of(String text) {
        if (text == null) {
            return 0;
        }
        int slot = text.hashCode() & CACHE.length - 1;
        Known known = CACHE[slot];
        if (known != null && known.text().equals(text)) {
            return known.hash();
        }
        byte[] digest = SHA.get().digest(text.getBytes(StandardCharsets.UTF_8));
        long hash = 0;
        for (int i = 0; i < 8; i++) {
            hash = hash << 8 | digest[i] & 0xFF;
        }
        hash = hash == 0 ? 1 : hash;
        if (text.length() <= 200) {
            CACHE[slot] = new Known(text, hash);
        }
        return hash;
    }

    /** The hash as a negative number: the target of a reference to something outside. */
    public static long external(String url) {
        return of(url) | Long.MIN_VALUE;
    }
}
