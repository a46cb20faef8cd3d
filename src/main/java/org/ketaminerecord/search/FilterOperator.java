package org.ketaminerecord.search;

import static org.ketaminerecord.definition.SearchParameterType.COMPOSITE;
import static org.ketaminerecord.definition.SearchParameterType.DATE;
import static org.ketaminerecord.definition.SearchParameterType.NUMBER;
import static org.ketaminerecord.definition.SearchParameterType.QUANTITY;
import static org.ketaminerecord.definition.SearchParameterType.REFERENCE;
import static org.ketaminerecord.definition.SearchParameterType.STRING;
import static org.ketaminerecord.definition.SearchParameterType.TOKEN;
import static org.ketaminerecord.definition.SearchParameterType.URI;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.ketaminerecord.definition.SearchParameterType;

/**
 * The comparisons of {@code _filter}, each with the types of parameter that it is for (R4 search_filter.html#ops). R4 says
 * nothing of uri and composite parameters; they have what can mean one thing only.
 */
enum FilterOperator {
    /** An item of the set has an equal value. */
    EQ(STRING, NUMBER, DATE, TOKEN, QUANTITY, URI, COMPOSITE),
    /** An item of the set has an unequal value. */
    NE(STRING, NUMBER, DATE, TOKEN, QUANTITY, URI),
    /** An item of the set contains the value: characters, or a period that includes it. */
    CO(STRING, DATE),
    /** Starts with. */
    SW(STRING),
    /** Ends with. */
    EW(STRING),
    /** Greater than. */
    GT(STRING, NUMBER, DATE, QUANTITY),
    /** Less than. */
    LT(STRING, NUMBER, DATE, QUANTITY),
    /** Greater than or equal. */
    GE(STRING, NUMBER, DATE, QUANTITY),
    /** Less than or equal. */
    LE(STRING, NUMBER, DATE, QUANTITY),
    /** Approximately the same. */
    AP(NUMBER, DATE, QUANTITY),
    /** Starts after. */
    SA(NUMBER, DATE, QUANTITY),
    /** Ends before. */
    EB(NUMBER, DATE, QUANTITY),
    /** The set is empty (false) or not (true). */
    PR(SearchParameterType.values()),
    /** Periods overlap. */
    PO(DATE),
    /** The value subsumes a concept of the set. */
    SS(TOKEN),
    /** The value is subsumed by a concept of the set. */
    SB(TOKEN),
    /** A concept of the set is in the value set. */
    IN(TOKEN),
    /** No concept of the set is in the value set. */
    NI(TOKEN),
    /** A reference of the set points to the URL. */
    RE(REFERENCE);

    private final Set<SearchParameterType> types;

    FilterOperator(SearchParameterType... types) {
        this.types = EnumSet.copyOf(Arrays.asList(types));
    }

    /** As it is written. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True when parameters of a type have it. */
    boolean isFor(SearchParameterType type) {
        return types.contains(type);
    }

    /** The operator of a code, or null. */
    static FilterOperator of(String code) {
        return Arrays.stream(values()).filter(o -> o.code().equalsIgnoreCase(code)).findFirst().orElse(null);
    }

    /** Codes for a sentence. */
    static String codes(List<FilterOperator> operators) {
        return operators.stream().map(FilterOperator::code).collect(Collectors.joining(", "));
    }
}
