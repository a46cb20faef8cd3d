package org.ketaminerecord.search;

import java.util.List;
import java.util.Map;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.search.parameter.LocalReference;
import org.ketaminerecord.store.StoredVersion;

/**
 * A page of a search.
 *
 * @param matches  what was asked for, in order
 * @param included what was added, each once and none of the matches
 * @param total    how many there are on all pages, or null when not counted
 * @param next     the cursor of the next page, or null on the last
 * @param issues   remarks for the caller
 * @param in       the containers of those matches that are contained resources, by the numbers of the matches
 */
public record SearchPage(List<StoredVersion> matches, List<StoredVersion> included, Long total, String next, List<Issue> issues,
        Map<Long, LocalReference> in) {

    /** A page without contained resources. */
    public SearchPage(List<StoredVersion> matches, List<StoredVersion> included, Long total, String next, List<Issue> issues) {
        this(matches, included, total, next, issues, Map.of());
    }
}
