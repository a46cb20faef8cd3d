package org.ketaminerecord.search;

/**
 * What a search may cost.
 *
 * @param pageSize    matches on a page when the request does not say
 * @param largestPage most matches on a page whatever the request says
 * @param included    most resources that includes add to a page
 */
public record SearchLimits(int pageSize, int largestPage, int included) {
}
