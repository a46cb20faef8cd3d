package org.ketaminerecord.search;

import java.util.List;

/** What a {@code _filter} says, before parameters are looked up. */
sealed interface FilterExpression {

    /** All of these. */
    record And(List<FilterExpression> all) implements FilterExpression {
    }

    /** One of these. */
    record Or(List<FilterExpression> anyOf) implements FilterExpression {
    }

    /** The opposite. */
    record Not(FilterExpression filter) implements FilterExpression {
    }

    /**
     * A parameter compared with a value.
     *
     * @param way      the references to follow before it, in order; mostly none
     * @param name     the parameter's name
     * @param value    the value without quotes and the escapes of JSON
     */
    record Comparison(List<Reference> way, String name, FilterOperator operator, String value) implements FilterExpression {
    }

    /**
     * A reference that is followed.
     *
     * @param type   the type it shall lead to, or null for any
     * @param filter what the resource it leads to must meet, or null
     */
    record Reference(String name, String type, FilterExpression filter) {
    }
}
