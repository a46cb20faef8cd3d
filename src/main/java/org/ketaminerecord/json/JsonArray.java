package org.ketaminerecord.json;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A JSON array: a list that can be changed. */
public final class JsonArray extends AbstractList<JsonValue> implements JsonValue {

    private final ArrayList<JsonValue> items;

    /** An empty array. */
    public JsonArray() {
        items = new ArrayList<>(4);
    }

    private JsonArray(List<? extends JsonValue> values) {
        items = new ArrayList<>(values);
    }

    /** An array of these values. */
    public static JsonArray of(JsonValue... values) {
        return new JsonArray(Arrays.asList(values));
    }

    /** An array of these values. */
    public static JsonArray of(List<? extends JsonValue> values) {
        return new JsonArray(values);
    }

    @Override
    public JsonValue get(int index) {
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public void add(int index, JsonValue value) {
        items.add(index, value);
    }

    @Override
    public JsonValue set(int index, JsonValue value) {
        return items.set(index, value);
    }

    @Override
    public JsonValue remove(int index) {
        return items.remove(index);
    }

    /** The items that are objects, in order. */
    public List<JsonObject> objects() {
        return items.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList();
    }

    @Override
    public JsonArray copy() {
        JsonArray copy = new JsonArray();
        for (JsonValue v : items) {
            copy.items.add(v.copy());
        }
        return copy;
    }
}
