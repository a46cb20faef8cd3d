package org.ketaminerecord.search;

/**
 * Which of contained and other resources a search finds, and what it answers with for a contained one (R4
 * search.html#contained).
 *
 * @param which what is searched
 * @param type  what stands for a contained match
 */
public record ContainedSearch(Which which, Type type) {

    /** {@code _contained}. */
    public enum Which { FALSE, TRUE, BOTH }

    /** {@code _containedType}. */
    public enum Type { CONTAINER, CONTAINED }

    /** Unless something else is asked for: contained resources are not found. */
    public static final ContainedSearch NONE = new ContainedSearch(Which.FALSE, Type.CONTAINER);

    /** True when contained resources can be found. */
    public boolean wanted() {
        return which != Which.FALSE;
    }

    /** True when containers stand for what they contain. */
    boolean containers() {
        return type == Type.CONTAINER;
    }
}
