package org.ketaminerecord.profile;

import org.ketaminerecord.fhirpath.CompiledPath.Truth;
import org.ketaminerecord.fhirpath.Place;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;

/** dom-3 without FHIRPath: HAPI's engine does not find what a url refers to, and looks at every element for each contained resource. */
final class ContainedUse {

    private ContainedUse() {
    }

    /** True when something refers to each contained resource, or it to what contains it. */
    static Truth allUsed(Place resource) {
        if (!(resource.members().get("contained") instanceof JsonArray contained)) {
            return Truth.TRUE;
        }
        for (JsonObject c : contained.objects()) {
            String id = c.string("id");
            if (id != null && !has(resource.members(), "#" + id) && !has(c, "#")) {
                return Truth.FALSE;
            }
        }
        return Truth.TRUE;
    }

    /** A narrative can show a contained image or link to what is contained (R4 narrative.html#id). */
    private static boolean linksTo(String narrative, String text) {
        return narrative.contains("\"" + text + "\"") || narrative.contains("'" + text + "'");
    }

    private static boolean has(JsonValue value, String text) {
        return switch (value) {
            case JsonString s -> s.value().equals(text) || s.value().startsWith("<") && linksTo(s.value(), text);
            case JsonArray a -> a.stream().anyMatch(v -> has(v, text));
            case JsonObject o -> {
                for (int i = 0; i < o.size(); i++) {
                    if (has(o.value(i), text)) {
                        yield true;
                    }
                }
                yield false;
            }
            default -> false;
        };
    }
}
