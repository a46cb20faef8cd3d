package org.ketaminerecord.search;

import java.time.Instant;
import java.util.List;
import org.ketaminerecord.search.parameter.Sql;

/**
 * One key of an order. Resources without a value are lowest: first ascending, last descending.
 *
 * @param sql        the expression
 * @param descending highest first
 * @param type       what its values are
 * @param absent     whether a resource may have none, and what the index says of those
 */
record OrderKey(String sql, boolean descending, Type type, Absent absent) {

    /** Resources without a value of a key. */
    enum Absent {
        /** They come first, ascending. */
        FIRST,
        /** There are none among the matches; the index has them first. */
        FIRST_ELSEWHERE,
        /** There are none. */
        NEVER
    }

    /** What one can order by, either way. */
    record Source(String sql, Type type, Absent absent) {

        OrderKey order(boolean descending) {
            return new OrderKey(sql, descending, type, absent);
        }
    }

    /** A number that every resource has. */
    static OrderKey number(String sql, boolean descending) {
        return new OrderKey(sql, descending, Type.NUMBER, Absent.NEVER);
    }

    /** The type of the key's values, as they travel in a cursor. */
    enum Type { TEXT, NUMBER, DECIMAL, TIME }

    /** A value as it came out of a cursor. */
    Object value(String text) {
        return text == null ? null : switch (type) {
            case TEXT -> text;
            case NUMBER -> Long.valueOf(text);
            case DECIMAL -> Double.valueOf(text);
            case TIME -> Instant.parse(text);
        };
    }

    /** Appends ORDER BY. */
    static void orderBy(Sql sql, List<OrderKey> keys) {
        sql.add(" ORDER BY ");
        for (int i = 0; i < keys.size(); i++) {
            OrderKey k = keys.get(i);
            sql.add(i == 0 ? "" : ", ").add(k.sql()).add(k.descending() ? " DESC" : "").add(k.absent() == Absent.NEVER ? ""
                    : k.descending() ? " NULLS LAST" : " NULLS FIRST");
        }
    }

    /** Appends the condition that a row comes after the one with these values; the last key is never null. */
    static void after(Sql sql, List<OrderKey> keys, List<Object> values) {
        sql.add("(");
        OrderKey first = keys.getFirst();
        if (keys.size() > 1 && values.getFirst() != null && !(first.descending() && first.absent() == Absent.FIRST)) {
            // implied by the rest, and what an index begins with: a page deep inside costs what the first one does
            sql.add(first.sql()).add(first.descending() ? " <= " : " >= ").value(values.getFirst()).add(" AND (");
        } else {
            sql.add("(");
        }
        for (int i = 0; i < keys.size(); i++) {
            sql.add(i == 0 ? "(" : " OR (");
            for (int j = 0; j < i; j++) {
                sql.add(keys.get(j).sql());
                if (values.get(j) == null) {
                    sql.add(" IS NULL AND ");
                } else {
                    sql.add(" = ").value(values.get(j)).add(" AND ");
                }
            }
            OrderKey k = keys.get(i);
            if (values.get(i) == null) {
                sql.add(k.descending() ? "false" : k.sql() + " IS NOT NULL");
            } else if (k.descending()) {
                sql.add("(").add(k.sql()).add(" < ").value(values.get(i)).add(i == keys.size() - 1 ? ")" : " OR " + k.sql() + " IS NULL)");
            } else {
                sql.add(k.sql()).add(" > ").value(values.get(i));
            }
            sql.add(")");
        }
        sql.add("))");
    }
}
