package org.ketaminerecord.audit;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What was done. It is made while a caller waits for its answer, so it holds what is at hand: whose charts the resources are in is found out behind
 * the
 * answer.
 *
 * @param id        UUID of version 7, which holds the time
 * @param kind      what kind of interaction it was
 * @param operation the name of the operation, with its dollar sign; else null
 * @param status    HTTP's
 * @param who       on whose behalf
 * @param origin    where from
 * @param type      the resource type that it was about, or null
 * @param resource  the id of the resource, or null
 * @param version   the version that was read or written, or 0
 * @param said      why it was refused, or null
 * @param shown     numbers of the resources that were read or written
 * @param older     the version of the first of these that says too whose chart it is, or 0
 * @param named     resources that the request names, as {@code Type/id}
 */
public record Event(UUID id, Kind kind, String operation, int status, Who who, Origin origin, String type, String resource, int version, String said,
        long[] shown, int older, List<String> named) {

    /**
     * On whose behalf: what the token says; each may be null.
     *
     * @param purposes codes of v3-ActReason with commas between
     */
    public record Who(String issuer, String subject, String client, String user, String purposes) {

        /** Nobody who is known. */
        public static final Who NOBODY = new Who(null, null, null, null, null);
    }

    /** A fresh id, of now. */
    public static UUID nextId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(System.currentTimeMillis() << 16 | 0x7000 | random.nextInt(0x1000),
                random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
    }

    /** The least id of a moment. */
    static UUID firstId(long millis) {
        return new UUID(millis << 16, 0);
    }

    /** When it was, in milliseconds since 1970. */
    long time() {
        return id.getMostSignificantBits() >>> 16;
    }

    /** R4 valueset-audit-event-outcome: done, not done (nothing is wrong with who asked), refused, failed. */
    int outcome() {
        return status < 400 ? 0 : status == 401 || status == 403 ? 8 : status < 500 ? 4 : 12;
    }
}
