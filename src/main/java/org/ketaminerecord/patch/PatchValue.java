package org.ketaminerecord.patch;

import java.util.List;
import java.util.stream.Collectors;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.ElementDefinition;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.definition.TypeDefinition;
import org.ketaminerecord.fhirpath.Repetition;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;

/**
 * The value of a FHIRPath Patch operation, as a part of the Parameters carries it (R4 fhirpatch.html): a
 * {@code value[x]}, a resource, or, for types that have no {@code value[x]}, the elements as further parts.
 */
sealed interface PatchValue {

    /** A value with its type. */
    record Typed(String type, Repetition content) implements PatchValue {
    }

    /** A whole resource, for {@code contained} or a bundle's entry. */
    record Whole(JsonObject resource) implements PatchValue {
    }

    /** An anonymous type by its elements; each part has the element's name and again a value. */
    record Elements(List<JsonObject> parts) implements PatchValue {
    }

    /** Reads the value of a part; null when it has none. */
    static PatchValue of(JsonObject part) {
        for (ElementDefinition e : Definitions.r4().type("Parameters.parameter").elementsOf("value")) {
            List<Repetition> found = Repetition.of(part, e);
            if (!found.isEmpty()) {
                return new Typed(e.type(), found.getFirst());
            }
        }
        if (part.object("resource") != null) {
            return new Whole(part.object("resource"));
        }
        return part.objects("part").isEmpty() ? null : new Elements(part.objects("part"));
    }

    /**
     * Finds what element of a type an operation means. A choice of types may be named with or without the type
     * ({@code value} or {@code valueQuantity}); the value decides in the first case.
     *
     * @param at FHIRPath of the patch's operation, for the refusal
     */
    default ElementDefinition element(TypeDefinition parent, String name, String at) {
        List<ElementDefinition> candidates = parent.elementsOf(name);
        if (candidates.isEmpty() && parent.element(name) != null) {
            candidates = List.of(parent.element(name));
        }
        if (candidates.isEmpty()) {
            throw InvalidPatch.inapplicable(at, parent.name() + " has no element \"" + name + "\". "
                    + Nearest.to(name, parent.bases()).map(n -> "Did you mean \"" + n + "\"?")
                    .orElse("Send one of: " + String.join(", ", parent.bases()) + "."));
        }
        for (ElementDefinition e : candidates) {
            boolean anyFits = candidates.size() == 1;
            if (fits(e, anyFits)) {
                return e;
            }
        }
        throw InvalidPatch.inapplicable(at, "The value for " + parent.name() + "." + name + " has the wrong type. Send "
                + candidates.stream().map(PatchValue::wanted).distinct().collect(Collectors.joining(", or ")) + ".");
    }

    private boolean fits(ElementDefinition element, boolean loosely) {
        TypeDefinition wanted = Definitions.r4().type(element.type());
        return switch (this) {
            case Whole w -> wanted.kind() == TypeDefinition.Kind.RESOURCE;
            case Elements e -> loosely && (wanted.kind() == TypeDefinition.Kind.COMPLEX
                    || wanted.kind() == TypeDefinition.Kind.BACKBONE);
            // a string for a code, or a Quantity for an Age: beyond its shape the value is checked in the outcome
            case Typed t -> t.type.equals(wanted.name()) || loosely && (wanted.kind() == TypeDefinition.Kind.PRIMITIVE
                    ? sameShape(wanted.name(), t.content.value())
                    : t.type.equals(wanted.base()) || wanted.name().equals(Definitions.r4().type(t.type).base()));
        };
    }

    private static boolean sameShape(String primitive, JsonValue value) {
        return switch (primitive) {
            case "boolean" -> value instanceof JsonBoolean;
            case "integer", "unsignedInt", "positiveInt", "decimal" -> value instanceof JsonNumber;
            default -> value instanceof JsonString;
        };
    }

    private static String wanted(ElementDefinition element) {
        TypeDefinition type = Definitions.r4().type(element.type());
        return switch (type.kind()) {
            case RESOURCE -> "a \"resource\"";
            case BACKBONE -> "its elements as \"part\"s";
            case PRIMITIVE, COMPLEX -> {
                String name = type.name().equals("xhtml") ? "string" : type.name();
                boolean open = Definitions.r4().type("Parameters.parameter").elementsOf("value").stream()
                        .anyMatch(e -> e.type().equals(name));
                yield open ? "value" + Character.toUpperCase(name.charAt(0)) + name.substring(1)
                        : "its elements as \"part\"s";
            }
        };
    }

    /**
     * The value in the form that it has in an element.
     *
     * @param at FHIRPath of the patch's operation, for the refusal
     */
    default Repetition content(ElementDefinition element, String at) {
        return switch (this) {
            case Typed t -> new Repetition(t.content.value() == null ? null : t.content.value().copy(),
                    t.content.companion() == null ? null : t.content.companion().copy());
            case Whole w -> new Repetition(w.resource.copy(), null);
            case Elements e -> new Repetition(object(Definitions.r4().type(element.type()), e.parts, at), null);
        };
    }

    private static JsonObject object(TypeDefinition type, List<JsonObject> parts, String at) {
        JsonObject object = new JsonObject();
        for (JsonObject part : parts) {
            String name = part.string("name");
            PatchValue value = of(part);
            if (name == null || value == null) {
                throw InvalidPatch.malformed(at, "A part of the value has no " + (name == null ? "\"name\"" : "value")
                        + ". Send the name of an element of " + type.name() + ", and its value.");
            }
            ElementDefinition element = value.element(type, name, at);
            List<Repetition> all = Repetition.of(object, element);
            if (!element.many() && !all.isEmpty()) {
                throw InvalidPatch.inapplicable(at, "The value has \"" + name + "\" twice, but " + type.name()
                        + " has one. Send it once.");
            }
            all.add(value.content(element, at));
            Repetition.write(object, element, all);
        }
        return object;
    }
}
