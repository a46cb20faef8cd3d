package org.ketaminerecord.operation;

import org.ketaminerecord.interaction.Outcome;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.json.JsonWriter;

/** A Parameters resource that is being made; what is null is left out. */
final class Answers {

    private final JsonArray parameters = new JsonArray();

    Answers add(String name, String type, String value) {
        return value == null ? this : add(name, type, new JsonString(value));
    }

    Answers add(String name, String type, JsonValue value) {
        if (value != null) {
            parameters.add(new JsonObject().put("name", name).put(type, value));
        }
        return this;
    }

    Answers flag(String name, Boolean value) {
        if (value != null) {
            parameters.add(new JsonObject().put("name", name).put("valueBoolean", value));
        }
        return this;
    }

    Answers number(String name, Integer value) {
        if (value != null) {
            parameters.add(new JsonObject().put("name", name).put("valueInteger", value.longValue()));
        }
        return this;
    }

    /** A parameter made of parts. */
    Answers part(String name, Answers parts) {
        parameters.add(new JsonObject().put("name", name).put("part", parts.parameters));
        return this;
    }

    /** A parameter that is there already, as JSON. */
    Answers all(Iterable<? extends JsonValue> more) {
        more.forEach(parameters::add);
        return this;
    }

    /** The Parameters. */
    JsonObject json() {
        JsonObject json = new JsonObject().put("resourceType", "Parameters");
        return parameters.isEmpty() ? json : json.put("parameter", parameters);
    }

    /** The Parameters as what an operation answers. */
    Outcome outcome() {
        return new Outcome.Body(JsonWriter.bytes(json()));
    }
}
