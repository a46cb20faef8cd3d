package org.ketaminerecord.validation;

import java.util.List;
import java.util.stream.Collectors;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.ElementDefinition;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonNull;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;

/** What the walk says: what is wrong, and what to send instead. */
final class Sentences {

    private static final int MOST_NAMED = 5;

    private Sentences() {
    }

    static String noType(String expectedType) {
        return "The resource has no \"resourceType\". Send "
                + (expectedType == null ? "the name of its type" : '"' + expectedType + '"') + " there.";
    }

    static String unknownType(String name) {
        return Excerpt.of(name) + " is not a resource type of FHIR R4."
                + suggestion(name, Definitions.r4().resourceTypes(), " Send one of the types that the "
                + "CapabilityStatement at [base]/metadata lists.");
    }

    static String otherType(String type, String expectedType) {
        return "The resource is of type " + type + ", not " + expectedType + ". Send one of type " + expectedType
                + ", or send this one to /" + type + ".";
    }

    static String unknownMember(String name, Shape shape) {
        String plain = name.startsWith("_") ? name.substring(1) : name;
        List<ElementDefinition> elements = shape.elementsOf(plain);
        String instead;
        if (elements.isEmpty()) {
            instead = suggestion(name, shape.names(), " Leave it out, or send it as an extension.");
        } else if (elements.getFirst().choice()) {
            instead = " It has a choice of types, and the type is part of the name. Send " + names(elements) + ".";
        } else if (shape.slot(plain).kind == Slot.Kind.PRIMITIVE) {
            instead = " \"" + plain + "\" has neither id nor extensions. Leave this out.";
        } else {
            instead = " Only primitive elements have a member with _. Put id and extensions into \"" + plain + "\".";
        }
        return Excerpt.of(name) + " is not an element of " + shape.name + "." + instead;
    }

    static String missing(String base, Shape shape) {
        List<ElementDefinition> elements = shape.elementsOf(base);
        return shape.name + " must have " + (elements.size() == 1 ? "" : "one of ") + names(elements) + ". Send it"
                + (elements.getFirst().many() ? ", with at least one item." : ".");
    }

    static String emptyObject(Shape shape) {
        return "An object may not be empty (ele-1). Leave it out, or send "
                + (shape.name.equals("Element") ? "an id or extensions." : "elements of " + shape.name + ".");
    }

    static String idAlone(String others) {
        return "An element with an id alone is empty (ele-1). Send " + others + " with it, or leave it out.";
    }

    static String emptyArray(Slot slot) {
        return '"' + slot.name + "\" is an empty array. Leave it out, or send at least one item.";
    }

    static String noArray(Slot slot, JsonValue value) {
        return '"' + slot.name + "\" repeats, but " + what(value) + " was sent. "
                + "Send an array, also for a single value: [...].";
    }

    static String twoOfChoice(Slot one, Slot other) {
        return '"' + one.element.name() + "\" and \"" + other.element.name() + "\" are both there, but \""
                + one.element.base() + "\" is a choice of one type. Send only one of them.";
    }

    static String nullValue(Slot slot) {
        return "A null in \"" + slot.name + "\" stands for a value that has only an id or extensions, but there are "
                + "none at this place of \"_" + slot.name + "\". Leave the null out.";
    }

    static String nullCompanion(Slot slot) {
        return "A null in \"" + slot.name + "\" stands for a value without id and extensions, but there is no value "
                + "at this place of \"" + slot.element.name() + "\". Leave the null out.";
    }

    static String wrongType(Slot slot, JsonValue value) {
        String wanted = switch (slot.kind) {
            case PRIMITIVE -> slot.primitive.json == Primitive.Json.STRING ? "a string with " + slot.primitive.wanted
                    : slot.primitive.wanted;
            case COMPANION -> "an object with an id or extensions for \"" + slot.element.name() + '"';
            case COMPLEX -> "an object of type " + slot.element.type();
            case RESOURCE -> "a resource: an object with a \"resourceType\"";
        };
        return (slot.many ? "An item of \"" : "\"") + slot.name + "\" is " + what(value)
                + (value == JsonNull.NULL ? ". Leave it out, or send " : ". Send ") + wanted
                + (value instanceof JsonArray && !slot.many ? "; it does not repeat." : ".");
    }

    static String invalidValue(Slot slot, String text) {
        if (text.isEmpty()) {
            return '"' + slot.name + "\" is empty. Leave it out, or send " + slot.primitive.wanted + '.';
        }
        String type = slot.primitive == Primitive.ELEMENT_ID ? "id" : slot.primitive.type;
        return '"' + slot.name + "\" is not a valid " + type + ": " + Excerpt.of(text) + ". Send "
                + slot.primitive.wanted + '.';
    }

    static String invalidCode(Slot slot, String code) {
        return Excerpt.of(code) + " is not a code of \"" + slot.name + "\". " + slot.codes.instead(code);
    }

    static String invalidCoding(Slot slot, String code) {
        return '"' + slot.name + "\" has no coding of the codes it is bound to"
                + (code == null ? ". " : ", only " + Excerpt.of(code) + ". ") + slot.codes.codingInstead(code);
    }

    static String what(JsonValue value) {
        return switch (value) {
            case JsonObject o -> "an object";
            case JsonArray a -> "an array";
            case JsonString s -> "a string";
            case JsonNumber n -> "a number";
            case JsonBoolean b -> "a boolean";
            case JsonNull n -> "null";
        };
    }

    private static String names(List<ElementDefinition> elements) {
        return elements.stream().limit(MOST_NAMED).map(e -> '"' + e.name() + '"').collect(Collectors.joining(", "))
                + (elements.size() > MOST_NAMED ? " or another type" : "");
    }

    private static String suggestion(String name, List<String> names, String otherwise) {
        return name.length() > 64 ? otherwise
                : Nearest.to(name, names).map(near -> " Did you mean \"" + near + "\"?").orElse(otherwise);
    }
}
