package org.ketaminerecord.patch;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonValue;

/**
 * The arrays and objects out of which a patch took the last thing. They may be filled again by a later operation, so
 * they are dropped at the end only; an empty one that the client sent itself stays, to be told of.
 */
final class VacantContainers {

    private final Set<JsonValue> noted = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Remembers a container if it is empty now. */
    void note(JsonValue container) {
        if (isEmpty(container)) {
            noted.add(container);
        }
    }

    /** Takes what was noted and is empty still out of a document, and what becomes empty by that. */
    void dropFrom(JsonValue document) {
        if (!noted.isEmpty()) {
            sweep(document);
        }
    }

    private void sweep(JsonValue container) {
        switch (container) {
            case JsonObject o -> {
                for (int i = o.size() - 1; i >= 0; i--) {
                    sweep(o.value(i));
                    if (isDropped(o.value(i))) {
                        o.remove(o.name(i));
                        note(o);
                    }
                }
            }
            case JsonArray a -> {
                for (int i = a.size() - 1; i >= 0; i--) {
                    sweep(a.get(i));
                    if (isDropped(a.get(i))) {
                        a.remove(i);
                        note(a);
                    }
                }
            }
            default -> {
            }
        }
    }

    private boolean isDropped(JsonValue value) {
        return isEmpty(value) && noted.contains(value);
    }

    private static boolean isEmpty(JsonValue value) {
        return switch (value) {
            case JsonObject o -> o.size() == 0;
            case JsonArray a -> a.isEmpty();
            default -> false;
        };
    }
}
