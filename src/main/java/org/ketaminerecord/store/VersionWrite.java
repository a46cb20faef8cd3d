package org.ketaminerecord.store;

import org.ketaminerecord.store.row.IndexEntry;

/**
 * A version to be written with what the index then holds.
 *
 * @param version the new current version
 * @param fresh   true when the resource has no row yet
 * @param before  what the index holds of the version before
 * @param after   what it shall hold
 */
public record VersionWrite(StoredVersion version, boolean fresh, IndexEntry before, IndexEntry after) {
}
