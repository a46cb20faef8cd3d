package org.ketaminerecord.search.parameter;

/** One step of a search parameter's path. */
sealed interface Step {

    /** To the elements of this name, whatever their type. */
    record Child(String name) implements Step {
    }

    /** To the n-th of what came so far, counted from 0 within its array. */
    record Index(int at) implements Step {
    }

    /** Keeps values of a type: {@code as(Quantity)}, {@code ofType(Quantity)}. */
    record OfType(String type) implements Step {
    }

    /** Keeps references to a type: {@code where(resolve() is Patient)}. */
    record ResolvesTo(String type) implements Step {
    }

    /** Keeps the first of all that came so far: {@code first()}. */
    record First() implements Step {
    }

    /** Whether anything came so far: {@code exists()}, or with false {@code empty()}. */
    record Exists(boolean some) implements Step {
    }

    /** Keeps objects whose member has a value: {@code where(system='phone')}. */
    record Where(String member, String value) implements Step {
    }
}
