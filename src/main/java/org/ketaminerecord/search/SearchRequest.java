package org.ketaminerecord.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.search.parameter.CompositeParameter;
import org.ketaminerecord.search.parameter.Match;
import org.ketaminerecord.search.parameter.QuantityParameter;
import org.ketaminerecord.search.parameter.Reach;
import org.ketaminerecord.search.parameter.RegisteredParameter;
import org.ketaminerecord.search.parameter.TokenParameter;

/**
 * A search, understood.
 *
 * @param scope       where to look
 * @param matches     the conditions, all of which must hold
 * @param sort        the sort keys, most important first; empty for the order of the index that serves best
 * @param count       most matches on a page; 0 asks for the number only
 * @param includes    what to add to the matches
 * @param total       whether to count
 * @param explained   true when not the matches are wanted but how they would be found: {@code _explain=true}
 * @param understood  the parameters that were understood, as sent, without the cursor: the self link
 * @param contained   whether contained resources are found, and as what
 * @param cursor      where the page before ended, or null
 * @param warnings    what was not understood and left out, under lenient handling
 * @param reach       what the caller reaches; nothing else is found, counted or led through
 * @param pairing     the composite that a code and a quantity of one element stand for, or null when there is none
 */
public record SearchRequest(SearchScope scope, List<Match> matches, List<SortKey> sort, int count, List<Include> includes,
        Total total, ContainedSearch contained, boolean explained, List<QueryParameter> understood, String cursor, List<Issue> warnings, Reach reach,
        BiFunction<TokenParameter.Tokens, QuantityParameter.Quantities, CompositeParameter.Pairs> pairing) {

    /** R4 search.html#total. */
    public enum Total { NONE, ESTIMATE, ACCURATE }

    /** The same with one more condition. */
    SearchRequest and(Match match) {
        List<Match> all = new ArrayList<>(matches);
        all.add(match);
        return new SearchRequest(scope, List.copyOf(all), sort, count, includes, total, contained, explained, understood, cursor, warnings, reach, pairing);
    }

    /**
     * A parameter to sort by.
     *
     * @param byType the parameter of each type that is searched; one entry when it is the same for all
     */
    public record SortKey(List<RegisteredParameter> byType, boolean descending) {

        /** The parameter, where it is the same for all types. */
        public RegisteredParameter parameter() {
            return byType.getFirst();
        }
    }

    /**
     * {@code _include} or {@code _revinclude}.
     *
     * @param source     the type that has the reference
     * @param parameter  the reference parameter, or null for all of the type's
     * @param targetType the only type to follow to, or null for any
     * @param reverse    true for {@code _revinclude}
     * @param iterate    true when it holds for what was included too
     */
    public record Include(String source, RegisteredParameter parameter, String targetType, boolean reverse, boolean iterate) {
    }
}
