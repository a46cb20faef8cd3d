package org.ketaminerecord.packages;

/**
 * A definition of a package as this server serves it.
 *
 * @param id       the id that it has here; another than in its package where two have the same
 * @param resource what it is
 */
public record PackagedDefinition(String id, PackagedResource resource) {

    /** Its resource type. */
    public String type() {
        return resource.type();
    }
}
