package org.ketaminerecord.search;

import java.util.ArrayList;
import java.util.List;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.search.SearchRequest.SortKey;
import org.ketaminerecord.search.parameter.RegisteredParameter;

/** Reads {@code _sort} (R4 search.html#sort). */
final class SortParser {

    /** Each type is sorted by an expression of its own when the parameter is not the same for all. */
    private static final int MOST_SORTED_TYPES = 20;

    private final MatchParser matchParser;

    SortParser(MatchParser matchParser) {
        this.matchParser = matchParser;
    }

    /** The keys of a value such as {@code -date,_id}. */
    List<SortKey> keys(SearchScope scope, String value) {
        List<SortKey> keys = new ArrayList<>();
        for (String piece : value.split(",", -1)) {
            boolean descending = piece.startsWith("-");
            String code = descending ? piece.substring(1) : piece;
            List<RegisteredParameter> byType = matchParser.parameters(scope, code);
            SearchParser.requireFew(byType, MOST_SORTED_TYPES, "types when it is sorted by '" + SearchParser.cut(code) + "', which is not the same parameter for all of them");
            if (byType.stream().map(p -> p.definition().type()).distinct().count() > 1) {
                throw SearchParser.refuse(FaultCode.INVALID_PARAMETER, "One cannot sort by '" + code + "': it is of different kinds for the types that are "
                        + "searched. Search one type, or sort by _lastUpdated.");
            }
            for (RegisteredParameter p : byType) {
                if (p.place() == RegisteredParameter.Place.NOWHERE || p.kind() != null && p.kind().order(p, "r", descending) == null) {
                    throw SearchParser.refuse(FaultCode.INVALID_PARAMETER, "One cannot sort by '" + code + "': its values have no order. "
                            + "Sort by a date, string, number, quantity, token, uri or reference parameter.");
                }
            }
            keys.add(new SortKey(byType, descending));
        }
        return keys;
    }
}
