package org.ketaminerecord.capability;

import org.ketaminerecord.definition.SearchParameterDefinition;

/**
 * A search parameter that a type can be searched by.
 *
 * @param definition what it is
 * @param followed   true when {@code _include} and {@code _revinclude} can follow it
 */
public record ServedParameter(SearchParameterDefinition definition, boolean followed) {

    /** True when it can lead to resources of a type. */
    boolean leadsTo(String type) {
        return followed && (definition.target().isEmpty() || definition.target().contains(type));
    }
}
