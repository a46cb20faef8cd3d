package org.ketaminerecord.search.parameter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.ElementDefinition;
import org.ketaminerecord.definition.TypeDefinition;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonValue;

/** A search parameter's expression, ready to be walked over a resource of one type. */
public final class ValuePath {

    /** Receives the values that a path finds. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * @param value the value; never null and never a JSON null
         * @param type  its FHIR type, for example {@code CodeableConcept}
         */
        void value(JsonValue value, String type);
    }

    private final String type;
    private final List<List<Step>> chains;
    private final boolean ofResource;
    private final Way[] ways;
    private final String[] firstMembers;
    private final JsonBoolean otherwise;

    private ValuePath(String type, List<List<Step>> chains, boolean ofResource) {
        this(type, chains, ofResource, null);
    }

    /** @param otherwise what a resource has when it has none of the elements; null for no value */
    private ValuePath(String type, List<List<Step>> chains, boolean ofResource, JsonBoolean otherwise) {
        this.type = type;
        this.ofResource = ofResource;
        this.otherwise = otherwise;
        this.chains = chains;
        this.ways = chains.stream().map(Way::new).toArray(Way[]::new);
        this.firstMembers = firstMembers(type, chains);
    }

    /** The JSON names of the members that chains begin with; null when one begins with the node itself. */
    private static String[] firstMembers(String type, List<List<Step>> chains) {
        Set<String> names = new HashSet<>();
        TypeDefinition definition = Definitions.r4().type(type);
        for (List<Step> chain : chains) {
            if (definition == null || chain.isEmpty() || !(chain.getFirst() instanceof Step.Child child)
                    || chain.stream().anyMatch(Step.Exists.class::isInstance)) {
                return null;
            }
            elements(definition, child.name()).forEach(e -> names.add(e.name()));
        }
        return names.toArray(String[]::new);
    }

    /** The elements of a name in FHIRPath, or the one of a JSON name such as {@code valueDateTime}, which published parameters use too. */
    static List<ElementDefinition> elements(TypeDefinition type, String name) {
        List<ElementDefinition> elements = type.elementsOf(name);
        return elements.isEmpty() && type.element(name) != null ? List.of(type.element(name)) : elements;
    }

    /** False when a resource has none of the members that the path begins with: most paths find nothing in most resources. */
    boolean touches(JsonObject resource) {
        if (firstMembers == null || otherwise != null) {
            return true;
        }
        for (String name : firstMembers) {
            if (resource.getInterned(name) != null) {
                return true;
            }
        }
        return false;
    }

    /**
     * The path of an expression for resources of a type: only the branches that begin at that type, at Resource or at
     * DomainResource.
     *
     * @throws IllegalArgumentException when the expression uses more of FHIRPath than search parameters do
     */
    public static ValuePath compile(String expression, String type) {
        if (expression.equals("Patient.deceased.exists() and Patient.deceased != false")) {
            // the only boolean expression among R4's: the element, where a date stands for true and nothing for false
            return new ValuePath(type, List.of(List.of(new Step.Child("deceased"))), false, JsonBoolean.FALSE);
        }
        List<ValuePathParser.Chain> parsed = ValuePathParser.parse(expression);
        if (parsed.stream().allMatch(c -> c.root().equals(ValuePathParser.RESOURCE))) {
            int dot = type.indexOf('.');
            return new ValuePath(dot < 0 ? type : type.substring(0, dot), parsed.stream().map(ValuePathParser.Chain::steps).toList(), true);
        }
        List<List<Step>> chains = new ArrayList<>();
        for (ValuePathParser.Chain chain : parsed) {
            boolean forType = chain.root().equals(type) || chain.root().equals("Resource")
                    || chain.root().equals("DomainResource") || chain.root().isEmpty();
            if (forType && !chains.contains(chain.steps())) {
                chains.add(chain.steps());
            }
        }
        return new ValuePath(type, List.copyOf(chains), false);
    }

    /** The branches, for comparing what two parameters read. */
    List<List<Step>> chains() {
        return chains;
    }

    /** True when it begins at the resource even where it belongs to an element in it: {@code %resource.referenceSeq}. */
    boolean ofResource() {
        return ofResource;
    }

    /** Calls for every value in the resource; references to contained resources may be of any type. */
    public void forEach(JsonObject resource, Visitor visitor) {
        forEach(resource, ContainedResources.NONE, visitor);
    }

    /** Calls for every value in the resource, with the types of those that it contains or is contained beside. */
    void forEach(JsonObject resource, ContainedResources contained, Visitor visitor) {
        if (otherwise == null) {
            walk(resource, type, contained, visitor);
            return;
        }
        boolean[] found = new boolean[1];
        walk(resource, type, contained, (value, valueType) -> {
            found[0] = true;
            visitor.value(value, valueType);
        });
        if (!found[0]) {
            visitor.value(otherwise, "boolean");
        }
    }

    /** Calls for every value reached from a node of a type other than the resource itself. */
    void from(JsonValue node, String nodeType, Visitor visitor) {
        walk(node, nodeType, ContainedResources.NONE, visitor);
    }

    private void walk(JsonValue node, String nodeType, ContainedResources contained, Visitor visitor) {
        for (Way way : ways) {
            way.go(0, node, nodeType, contained, visitor);
        }
    }

    /** The types that the values can have, by the definitions; empty when that depends on the instance. */
    Set<String> types() {
        Set<String> types = new HashSet<>();
        for (List<Step> chain : chains) {
            Set<String> current = Set.of(type);
            for (Step step : chain) {
                current = typesAfter(current, step);
            }
            types.addAll(current);
        }
        return types;
    }

    /** True when a resource can have one value at most, by the definitions. */
    boolean single() {
        if (chains.size() != 1) {
            return false;
        }
        Set<String> current = Set.of(type);
        for (Step step : chains.getFirst()) {
            if (step instanceof Step.Child child) {
                for (String t : current) {
                    TypeDefinition d = Definitions.r4().type(t);
                    if (d == null || elements(d, child.name()).stream().anyMatch(ElementDefinition::many)) {
                        return false;
                    }
                }
            }
            current = typesAfter(current, step);
        }
        return true;
    }

    private static Set<String> typesAfter(Set<String> types, Step step) {
        return switch (step) {
            case Step.Child child -> {
                Set<String> next = new HashSet<>();
                for (String t : types) {
                    TypeDefinition d = Definitions.r4().type(t);
                    if (d != null) {
                        elements(d, child.name()).forEach(e -> next.add(e.type()));
                    }
                }
                yield next;
            }
            case Step.OfType of -> types.contains(of.type()) || types.contains("Resource") ? Set.of(of.type()) : Set.of();
            case Step.Index ignored -> types;
            case Step.ResolvesTo ignored -> types;
            case Step.Where where -> types.stream().filter(t -> Definitions.r4().type(t) != null && Definitions.r4().type(t).element(where.member()) != null)
                    .collect(Collectors.toSet());
            case Step.First ignored -> types;
            case Step.Exists ignored -> types.isEmpty() ? Set.of() : Set.of("boolean");
        };
    }
}
