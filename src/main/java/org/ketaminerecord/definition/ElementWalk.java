package org.ketaminerecord.definition;

import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonValue;

/**
 * A walk over every element of a resource with its definition. Contained resources belong to it; those in a Bundle or
 * Parameters are resources of their own, whose references mean something there first (R4 bundle.html#references).
 */
public final class ElementWalk {

    /** Called for each member that the definitions know, parents before children. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * @param parent  the object that has the member; the value may be exchanged with {@link JsonObject#setValue}
         * @param at      the member's place in it
         * @param element its definition
         */
        void element(JsonObject parent, int at, ElementDefinition element);
    }

    private ElementWalk() {
    }

    /** Walks over a resource. */
    public static void walk(JsonObject resource, Visitor visitor) {
        TypeDefinition type = Definitions.r4().type(String.valueOf(resource.string("resourceType")));
        if (type != null) {
            object(resource, type, visitor);
        }
    }

    private static void object(JsonObject o, TypeDefinition type, Visitor visitor) {
        for (int i = 0; i < o.size(); i++) {
            String name = o.name(i);
            ElementDefinition e = type.element(name);
            if (e == null && name.startsWith("_")) {
                e = type.element(name.substring(1));
                if (e != null) {
                    children(o.value(i), "Element", visitor);
                }
                continue;
            }
            if (e != null) {
                visitor.element(o, i, e);
                if (!e.type().equals("Resource") || name.equals("contained")) {
                    children(o.value(i), e.type(), visitor);
                }
            }
        }
    }

    private static void children(JsonValue value, String type, Visitor visitor) {
        if (value instanceof JsonObject o) {
            if (type.equals("Resource")) {
                walk(o, visitor);
                return;
            }
            TypeDefinition d = Definitions.r4().type(type);
            if (d != null) {
                object(o, d, visitor);
            }
        } else if (value instanceof JsonArray a) {
            for (JsonValue v : a) {
                if (v instanceof JsonObject) {
                    children(v, type, visitor);
                }
            }
        }
    }
}
