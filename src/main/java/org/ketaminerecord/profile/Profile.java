package org.ketaminerecord.profile;

import java.util.List;

/**
 * A profile, an extension or a type of R4, compiled.
 *
 * @param url      its canonical URL
 * @param version  its version, or null
 * @param type     the type that it is about
 * @param base     true when it is R4's own definition of a type
 * @param contexts of an extension: where it may stand
 * @param root     its rules
 */
record Profile(String url, String version, String type, boolean base, List<Context> contexts, ElementRule root) {

    /** A place where an extension may stand. */
    record Context(String type, String expression) {
    }

    /** The canonical that asks, for findings; null for R4 itself. */
    String asks() {
        return base ? null : url;
    }
}
