package org.ketaminerecord.search;

import java.util.List;

/** A name and a value of a query string or form, decoded. */
public record QueryParameter(String name, String value) {

    /** The values that a query has for a name, in order. */
    public static List<String> values(List<QueryParameter> query, String name) {
        return query.stream().filter(q -> q.name().equals(name)).map(QueryParameter::value).toList();
    }
}
