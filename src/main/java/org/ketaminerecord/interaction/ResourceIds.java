package org.ketaminerecord.interaction;

import java.security.SecureRandom;
import java.util.UUID;

/** Ids that the server gives: UUID version 7 (RFC 9562), so that new rows stand together in the index. */
final class ResourceIds {

    private static final SecureRandom RANDOM = new SecureRandom();

    private ResourceIds() {
    }

    static String next() {
        long random = RANDOM.nextLong();
        long high = System.currentTimeMillis() << 16 | 0x7000 | random & 0xFFF;
        long low = RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** R4 datatypes.html#id: letters, digits, - and ., at most 64 of them. */
    static boolean valid(String id) {
        if (id.isEmpty() || id.length() > 64) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.')) {
                return false;
            }
        }
        return true;
    }
}
