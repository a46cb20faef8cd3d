package org.ketaminerecord.store;

import java.time.Instant;

/**
 * One version of a resource.
 *
 * @param rid     number of the resource
 * @param type    number of its type
 * @param id      its id
 * @param version from 1; 0 for a resource that others refer to and that was never sent
 * @param updated when it was made, to the millisecond
 * @param method  what made it
 * @param deleted true when this version is the deletion
 * @param body    the JSON as it is served; null when deleted
 */
public record StoredVersion(long rid, short type, String id, int version, Instant updated, Method method, boolean deleted,
        byte[] body) {

    /** True when there is something to read. */
    public boolean live() {
        return !deleted && version > 0;
    }
}
