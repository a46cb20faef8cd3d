package org.ketaminerecord.search.parameter;

import java.util.ArrayList;
import java.util.List;

/** SQL being written, with the values for its question marks. */
public final class Sql {

    private final StringBuilder text = new StringBuilder(512);
    private final List<Object> values = new ArrayList<>();
    private int aliases;
    private boolean probing;
    private Reach reach = Reach.EVERYTHING;

    /** Appends text that holds no value from a request. */
    public Sql add(String sql) {
        text.append(sql);
        return this;
    }

    /** Appends a number of our own, such as a parameter's, as a literal, so that the planner sees it. */
    public Sql add(long number) {
        text.append(number);
        return this;
    }

    /** Appends a question mark for a value: a String, Long, Double, Instant, or an array of String or long. */
    public Sql value(Object value) {
        text.append('?');
        values.add(value);
        return this;
    }

    /**
     * From now on, or no longer, conditions are written as look-ups for one resource instead of as joins. PostgreSQL then
     * has no choice of where to begin, so the plan is the same whatever the values are and can be kept.
     */
    public Sql probing(boolean on) {
        probing = on;
        return this;
    }

    /** True when conditions are to be look-ups. */
    boolean probing() {
        return probing;
    }

    /** From now on, whatever resources are named are to be within a reach. */
    public Sql within(Reach reach) {
        this.reach = reach;
        return this;
    }

    /** What the resources that are named are to be within. Whoever names a table of resources appends this for its alias. */
    public Reach reach() {
        return reach;
    }

    /** A table alias that is not used yet in this statement. */
    public String alias() {
        return "x" + aliases++;
    }

    /** The statement so far. */
    public String text() {
        return text.toString();
    }

    /** The values of its question marks, in order. */
    public List<Object> values() {
        return values;
    }
}
