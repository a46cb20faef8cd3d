package org.ketaminerecord.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A resource type, a datatype, or a backbone element such as {@code Patient.contact}, with its elements in order. */
public final class TypeDefinition {

    /** What sort of type it is. */
    public enum Kind { RESOURCE, COMPLEX, BACKBONE, PRIMITIVE }

    private final String name;
    private final Kind kind;
    private final boolean isAbstract;
    private final String base;
    private final List<ElementDefinition> elements;
    private final Map<String, ElementDefinition> byName = new HashMap<>();
    private final Map<String, List<ElementDefinition>> byBase = new HashMap<>();

    TypeDefinition(String name, Kind kind, boolean isAbstract, String base, List<ElementDefinition> elements) {
        this.name = name;
        this.kind = kind;
        this.isAbstract = isAbstract;
        this.base = base;
        this.elements = List.copyOf(elements);
        for (ElementDefinition e : elements) {
            byName.put(e.name(), e);
            byBase.computeIfAbsent(e.base(), b -> new ArrayList<>()).add(e);
        }
    }

    /** The name: {@code Patient}, {@code HumanName}, {@code Patient.contact}, {@code decimal}. */
    public String name() {
        return name;
    }

    /** The sort. */
    public Kind kind() {
        return kind;
    }

    /** True for Resource, DomainResource, Element and BackboneElement, of which there are no instances. */
    public boolean isAbstract() {
        return isAbstract;
    }

    /** The name of the type it specialises, or null. */
    public String base() {
        return base;
    }

    /** All elements in the order of the definition; those with a choice of types once for each type. */
    public List<ElementDefinition> elements() {
        return elements;
    }

    /** The element with this JSON name, or null. */
    public ElementDefinition element(String jsonName) {
        return byName.get(jsonName);
    }

    /** The elements with this FHIRPath name: one, or one for each type of a choice; empty when there is none. */
    public List<ElementDefinition> elementsOf(String base) {
        return byBase.getOrDefault(base, List.of());
    }

    /** The names in FHIRPath, in order. */
    public Set<String> bases() {
        Set<String> names = new LinkedHashSet<>();
        for (ElementDefinition e : elements) {
            names.add(e.base());
        }
        return names;
    }
}
