package org.ketaminerecord.definition;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.ketaminerecord.json.JsonObject;

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

    /** The definition that a SearchParameter resource holds; its structure must have been checked. */
    public static SearchParameterDefinition of(JsonObject p) {
        return new SearchParameterDefinition(p.string("url"), p.string("code"), SearchParameterType.of(p.string("type")),
                Definitions.strings(p, "base"), p.string("expression"), Definitions.strings(p, "target"),
                p.objects("component").stream().map(c -> new Component(c.string("definition"), c.string("expression"))).toList(),
                p.string("description"));
    }

    /** True when both find the same values of the same resources by the same code: what is indexed need not change. */
    public boolean indexesLike(SearchParameterDefinition other) {
        return code.equals(other.code) && type == other.type && Set.copyOf(base).equals(Set.copyOf(other.base)) && Objects.equals(expression, other.expression)
                && Set.copyOf(target).equals(Set.copyOf(other.target)) && components.equals(other.components);
    }
}
