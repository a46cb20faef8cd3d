package org.ketaminerecord.search;

import java.util.List;
import org.ketaminerecord.search.parameter.Sql;

/** The SQL of a search: a page of it, or its count. */
sealed interface PageSql permits SearchSql, ContainedSql {

    /** What a search needs. */
    static PageSql of(SearchRequest request) {
        return request.contained().wanted() ? new ContainedSql(request) : new SearchSql(request);
    }

    /** The keys that order the page; the last is unique. */
    List<OrderKey> order();

    /**
     * The columns of {@link org.ketaminerecord.store.ResourceReader#COLUMNS} and then the order keys, of at most so many matches.
     *
     * @param after the keys of the last match of the page before, or null
     */
    Sql page(List<Object> after, int limit);

    /** The matches in no order, for the planner's guess of how many there are. */
    Sql all();

    /**
     * A statement that counts.
     *
     * @param settled true when PostgreSQL has no choice of how to count, so that the plan may be kept
     */
    record Count(Sql sql, boolean settled) {
    }

    /** The number of matches. */
    Count count();

    /** Where it begins, in a word. */
    String index();

    /** True when PostgreSQL has no choice of where to begin, so that the plan may be kept. */
    boolean settled();
}
