package org.ketaminerecord.definition;

import java.util.List;

/**
 * A search parameter as a SearchParameter resource defines it.
 *
 * @param url         canonical
 * @param code        its name in a request
 * @param type        what kind of values it has
 * @param base        resource types it is for; {@code Resource} or {@code DomainResource} for all
 * @param expression  FHIRPath of the values, or null ({@code _text}, {@code _content}, {@code _query})
 * @param target      types a reference may point to; empty for any
 * @param components  the parts of a composite; else empty
 * @param description one sentence or more for people
 */
public record SearchParameterDefinition(String url, String code, SearchParameterType type, List<String> base,
        String expression, List<String> target, List<Component> components, String description) {

    /**
     * A part of a composite.
     *
     * @param definition canonical of the parameter the part behaves as
     * @param expression FHIRPath of its values from the composite's own node
     */
    public record Component(String definition, String expression) {
    }
}
