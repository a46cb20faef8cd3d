package org.ketaminerecord.store.row;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * All that the index holds of one version of a resource.
 *
 * @param patient   number of the patient whose chart it is in, of a contained one, negative hash of an external one, or null
 * @param low       first instant of the clinical date, or null
 * @param high      last instant of it, or null
 * @param labels    codes of its security labels with commas between, or null when it has none
 * @param text      what it says in words, or null when it says nothing or full text is not indexed
 * @param rows      the rows, without doubles
 * @param contained the rows of the resources that it contains, by their negative numbers
 */
public record IndexEntry(Long patient, Instant low, Instant high, String labels, FullText text, Set<IndexRow> rows,
        Map<Long, Set<IndexRow>> contained) {

    /** What a deleted resource has. */
    public static final IndexEntry NONE = new IndexEntry(null, null, null, null, null, Set.of());

    /** The entry of a resource that contains no others. */
    public IndexEntry(Long patient, Instant low, Instant high, String labels, FullText text, Set<IndexRow> rows) {
        this(patient, low, high, labels, text, rows, Map.of());
    }

    /** The hash of the text, or null. */
    public Long textHash() {
        return text == null ? null : text.hash();
    }
}
