package org.ketaminerecord.json;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A JSON object that keeps the order of its members. Objects in FHIR are small, so members are found by a walk
 * along an array; that is quicker than hashing and takes a fifth of the memory.
 */
public final class JsonObject implements JsonValue {

    private String[] names = new String[6];
    private JsonValue[] values = new JsonValue[6];
    private int size;

    /** The number of members. */
    public int size() {
        return size;
    }

    /** The name of the member at a place. */
    public String name(int at) {
        return names[at];
    }

    /** The value of the member at a place. */
    public JsonValue value(int at) {
        return values[at];
    }

    /** The names of all members, in order. */
    public List<String> names() {
        return List.of(Arrays.copyOf(names, size));
    }

    /** The place of a member, or -1. */
    public int indexOf(String name) {
        for (int i = 0; i < size; i++) {
            if (names[i] == name) {          // names that were read are interned
                return i;
            }
        }
        int hash = name.hashCode();              // strings keep theirs, so a name that is not here costs no comparison
        for (int i = 0; i < size; i++) {
            if (names[i].hashCode() == hash && names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The value of a member whose name is an interned string, or null. Names in objects are interned too, so a member
     * that is not there is known by comparing references.
     */
    public JsonValue getInterned(String name) {
        for (int i = 0; i < size; i++) {
            if (names[i] == name) {
                return values[i];
            }
        }
        return null;
    }

    /** True when there is such a member. */
    public boolean has(String name) {
        return indexOf(name) >= 0;
    }

    /** The value of a member, or null when there is none. */
    public JsonValue get(String name) {
        int at = indexOf(name);
        return at < 0 ? null : values[at];
    }

    /** The text of a member that is a string, else null. */
    public String string(String name) {
        return get(name) instanceof JsonString s ? s.value() : null;
    }

    /** A member that is an object, else null. */
    public JsonObject object(String name) {
        return get(name) instanceof JsonObject o ? o : null;
    }

    /** A member that is an array, else null. */
    public JsonArray array(String name) {
        return get(name) instanceof JsonArray a ? a : null;
    }

    /** The objects in a member that is an array; empty when there is no such member. */
    public List<JsonObject> objects(String name) {
        return get(name) instanceof JsonArray a ? a.objects() : List.of();
    }

    /** Sets a member: in its place when it is there, else at the end. Returns this. */
    public JsonObject put(String name, JsonValue value) {
        int at = indexOf(name);
        if (at >= 0) {
            values[at] = value;
            return this;
        }
        return append(name, value);
    }

    /** Sets a member to a string; null removes it. Returns this. */
    public JsonObject put(String name, String value) {
        if (value == null) {
            remove(name);
            return this;
        }
        return put(name, new JsonString(value));
    }

    /** Sets a member to a whole number. Returns this. */
    public JsonObject put(String name, long value) {
        return put(name, new JsonNumber(Long.toString(value)));
    }

    /** Sets a member to a boolean. Returns this. */
    public JsonObject put(String name, boolean value) {
        return put(name, JsonBoolean.of(value));
    }

    /** Adds a member that is known not to be there yet. Returns this. */
    public JsonObject append(String name, JsonValue value) {
        return appendInterned(name.intern(), value);
    }

    /** Adds a member whose name is interned already, as names that were read are. */
    JsonObject appendInterned(String name, JsonValue value) {
        grow();
        names[size] = name;
        values[size++] = value;
        return this;
    }

    /** Puts a member at a place, moving the later ones; a member of that name elsewhere is taken out first. */
    public void insert(int at, String name, JsonValue value) {
        remove(name);
        grow();
        int place = Math.min(at, size);
        System.arraycopy(names, place, names, place + 1, size - place);
        System.arraycopy(values, place, values, place + 1, size - place);
        names[place] = name.intern();
        values[place] = value;
        size++;
    }

    /** Sets the value at a place. */
    public void setValue(int at, JsonValue value) {
        values[at] = value;
    }

    /** Takes a member out and returns its value, or null when it was not there. */
    public JsonValue remove(String name) {
        int at = indexOf(name);
        if (at < 0) {
            return null;
        }
        JsonValue old = values[at];
        System.arraycopy(names, at + 1, names, at, size - at - 1);
        System.arraycopy(values, at + 1, values, at, size - at - 1);
        size--;
        names[size] = null;
        values[size] = null;
        return old;
    }

    /** Calls for each member in order; the object must not be changed meanwhile. */
    public void forEach(BiConsumer<String, JsonValue> action) {
        for (int i = 0; i < size; i++) {
            action.accept(names[i], values[i]);
        }
    }

    @Override
    public JsonObject copy() {
        JsonObject copy = new JsonObject();
        copy.names = Arrays.copyOf(names, Math.max(size, 4));
        copy.values = new JsonValue[Math.max(size, 4)];
        for (int i = 0; i < size; i++) {
            copy.values[i] = values[i].copy();
        }
        copy.size = size;
        return copy;
    }

    /** Equal when both have the same members with equal values, in any order. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof JsonObject o) || o.size != size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (!values[i].equals(o.get(names[i]))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = 0; i < size; i++) {
            hash += names[i].hashCode() ^ values[i].hashCode();
        }
        return hash;
    }

    @Override
    public String toString() {
        return JsonWriter.text(this);
    }

    private void grow() {
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
    }
}
