package org.ketaminerecord.forms;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.interaction.Caller;

/** Profiles, as extraction by definition needs them: of which type, which slices, which values are given. Read once for a call. */
final class Structures {

    /** Where R4's own structures stand. */
    static final String BASE = "http://hl7.org/fhir/StructureDefinition/";

    private final Records records;
    private final Caller caller;
    private final Map<String, JsonObject> read = new HashMap<>();

    Structures(Records records, Caller caller) {
        this.records = records;
        this.caller = caller;
    }

    /** The resource type that a canonical is of, or null when it is not known. */
    String type(String canonical) {
        if (canonical.startsWith(BASE) && Definitions.r4().isResourceType(canonical.substring(BASE.length()))) {
            return canonical.substring(BASE.length());
        }
        JsonObject structure = structure(canonical);
        return structure == null ? null : structure.string("type");
    }

    /** The elements of a profile, of its snapshot where it has one; none when it is not known. */
    List<JsonObject> elements(String canonical) {
        JsonObject structure = canonical == null || canonical.startsWith(BASE) ? null : structure(canonical);
        if (structure == null) {
            return List.of();
        }
        JsonObject view = structure.object("snapshot") != null ? structure.object("snapshot") : structure.object("differential");
        return view == null ? List.of() : view.objects("element");
    }

    /** The element with an id, or null. */
    JsonObject element(String canonical, String id) {
        return elements(canonical).stream().filter(e -> id.equals(e.string("id"))).findFirst().orElse(null);
    }

    /** The value that a profile gives an element, whole or in part; null when it gives none. */
    static JsonValue given(JsonObject element) {
        return element.names().stream().filter(n -> n.startsWith("pattern") || n.startsWith("fixed")).map(element::get).findFirst().orElse(null);
    }

    /** True for an element that has to be there. */
    static boolean required(JsonObject element) {
        return element.get("min") instanceof JsonNumber n && n.decimal().signum() > 0;
    }

    private JsonObject structure(String canonical) {
        return read.computeIfAbsent(canonical, c -> {
            JsonObject found = records.canonical("StructureDefinition", c, caller);
            return found == null ? new JsonObject() : found;
        }).has("type") ? read.get(canonical) : null;
    }
}
