package org.ketaminerecord.search.parameter;

import org.ketaminerecord.definition.Definitions;

/** A relative reference to a resource of this server: {@code Patient/1}, perhaps with a version behind it. */
public record LocalReference(String type, String id) {

    /** Reads a reference; null when it is not relative or not of a resource type. */
    public static LocalReference of(String reference) {
        int slash = reference.indexOf('/');
        if (slash <= 0 || !Character.isUpperCase(reference.charAt(0))) {
            return null;
        }
        String type = reference.substring(0, slash);
        int end = reference.indexOf('/', slash + 1);
        if (end > 0 && !reference.startsWith("/_history/", end)) {
            return null;
        }
        String id = end < 0 ? reference.substring(slash + 1) : reference.substring(slash + 1, end);
        return id.isEmpty() || !Definitions.r4().isResourceType(type) ? null : new LocalReference(type, id);
    }
}
