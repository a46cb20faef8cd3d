package org.ketaminerecord.search;

import java.util.List;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.store.StoredVersion;

/**
 * A page of a search.
 *
 * @param matches  what was asked for, in order
 * @param included what was added, each once and none of the matches
 * @param total    how many there are on all pages, or null when not counted
 * @param next     the cursor of the next page, or null on the last
 * @param issues   remarks for the caller
 */
public record SearchPage(List<StoredVersion> matches, List<StoredVersion> included, Long total, String next, List<Issue> issues) {
}
