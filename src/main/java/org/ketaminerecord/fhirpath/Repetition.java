package org.ketaminerecord.fhirpath;

import java.util.ArrayList;
import java.util.List;
import org.ketaminerecord.definition.ElementDefinition;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNull;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonValue;

/**
 * One occurrence of an element in JSON. Id and extensions of a primitive stand beside its value in a second member,
 * {@code _birthDate} for {@code birthDate} (R4 json.html#primitive), and the two must be edited together.
 *
 * @param value     the value; null when a primitive has only extensions
 * @param companion id and extensions of a primitive, or null
 */
public record Repetition(JsonValue value, JsonObject companion) {

    /** All occurrences of an element in an object, in order; a list that can be changed. */
    public static List<Repetition> of(JsonObject parent, ElementDefinition element) {
        JsonValue value = parent.get(element.name());
        JsonValue companion = parent.get(companion(element));
        List<Repetition> all = new ArrayList<>();
        if (value instanceof JsonArray || companion instanceof JsonArray) {
            JsonArray values = value instanceof JsonArray a ? a : new JsonArray();
            JsonArray companions = companion instanceof JsonArray a ? a : new JsonArray();
            for (int i = 0; i < Math.max(values.size(), companions.size()); i++) {
                JsonValue v = i < values.size() && values.get(i) != JsonNull.NULL ? values.get(i) : null;
                JsonObject c = i < companions.size() && companions.get(i) instanceof JsonObject o ? o : null;
                all.add(new Repetition(v, c));
            }
        } else if (value != null || companion != null) {
            all.add(new Repetition(value, companion instanceof JsonObject o ? o : null));
        }
        return all;
    }

    /** Sets the occurrences of an element; none takes it out. */
    public static void write(JsonObject parent, ElementDefinition element, List<Repetition> all) {
        JsonArray values = new JsonArray();
        JsonArray companions = new JsonArray();
        boolean anyValue = false;
        boolean anyCompanion = false;
        for (Repetition one : all) {
            anyValue |= one.value != null;
            anyCompanion |= one.companion != null;
            values.add(one.value == null ? JsonNull.NULL : one.value);
            companions.add(one.companion == null ? JsonNull.NULL : one.companion);
        }
        set(parent, element.name(), anyValue ? element.many() ? values : values.get(0) : null, parent.size());
        int besideIt = anyValue ? parent.indexOf(element.name()) + 1 : parent.size();
        JsonValue beside = element.many() ? companions : anyCompanion ? companions.get(0) : null;
        set(parent, companion(element), anyCompanion ? beside : null, besideIt);
    }

    private static void set(JsonObject parent, String name, JsonValue value, int otherwiseAt) {
        if (value == null) {
            parent.remove(name);
        } else if (parent.has(name)) {
            parent.put(name, value);
        } else {
            parent.insert(otherwiseAt, name, value);
        }
    }

    private static String companion(ElementDefinition element) {
        return "_" + element.name();
    }
}
