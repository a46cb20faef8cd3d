package org.ketaminerecord.format;

import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.ElementDefinition;
import org.ketaminerecord.definition.TypeDefinition;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonValue;

/** The parts that {@code _summary} has a code for (R4 search.html#summary). */
enum SummarySubset implements Subset {

    /** The elements that the definitions mark as summary, at every level. */
    TRUE {
        @Override
        boolean keeps(ElementDefinition e) {
            return e.summary() || e.modifier() || e.min() > 0;
        }

        @Override
        JsonValue value(ElementDefinition e, JsonValue value) {
            return summary(e, value);
        }
    },

    /** The narrative, and at the top what is mandatory. */
    TEXT {
        @Override
        boolean keeps(ElementDefinition e) {
            return e.name().equals("text") && e.type().equals("Narrative") || e.min() > 0;
        }
    },

    /** All but the narrative. */
    DATA {
        @Override
        boolean keeps(ElementDefinition e) {
            return !(e.name().equals("text") && e.type().equals("Narrative"));
        }
    };

    abstract boolean keeps(ElementDefinition e);

    /** What stays of the value of an element that stays. */
    JsonValue value(ElementDefinition e, JsonValue value) {
        return value;
    }

    @Override
    public JsonObject of(JsonObject resource) {
        return Subset.tagged(part(Definitions.r4().type(resource.string("resourceType")), resource));
    }

    @Override
    public boolean coversIncluded() {
        return true;
    }

    private JsonObject part(TypeDefinition type, JsonObject o) {
        JsonObject part = new JsonObject();
        for (int i = 0; i < o.size(); i++) {
            String name = o.name(i);
            ElementDefinition e = type.element(name.charAt(0) == '_' ? name.substring(1) : name);
            if (e == null || name.equals("id") || name.equals("meta") && e.type().equals("Meta")) {
                part.append(name, o.value(i));
            } else if (keeps(e)) {
                Subset.append(part, name, value(e, o.value(i)));
            }
        }
        return part;
    }

    private static JsonValue summary(ElementDefinition e, JsonValue value) {
        return switch (value) {
            case JsonArray a -> {
                JsonArray parts = new JsonArray();
                a.forEach(item -> Subset.add(parts, summary(e, item)));
                yield parts;
            }
            case JsonObject o -> {
                String resourceType = o.string("resourceType");
                TypeDefinition type = Definitions.r4().type(resourceType == null ? e.type() : resourceType);
                yield hasSummary(type) ? TRUE.part(type, o) : o;
            }
            default -> value;
        };
    }

    /** Extension, Narrative and a few more have no summary of their own: they are there wholly or not at all. */
    private static boolean hasSummary(TypeDefinition type) {
        return type.elements().stream().anyMatch(e -> e.summary() && !e.name().equals("modifierExtension"));
    }
}
