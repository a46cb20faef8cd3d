package org.ketaminerecord.search.differential;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonValue;

/** Choices from a seed: the same in every run. */
record Draw(Random random) {

    Draw(long seed) {
        this(new Random(seed));
    }

    /** A number from 0 to below the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** True once in so many. */
    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** One of these. */
    @SafeVarargs
    final <T> T of(T... options) {
        return options[random.nextInt(options.length)];
    }

    /** One of these. */
    <T> T from(List<T> options) {
        return options.get(random.nextInt(options.size()));
    }

    /** From so many to so many values. */
    JsonArray some(int least, int most, Supplier<? extends JsonValue> value) {
        JsonArray array = new JsonArray();
        for (int i = least + random.nextInt(most - least + 1); i > 0; i--) {
            array.add(value.get());
        }
        return array;
    }

    /** Puts a value once in so many, and never an empty array. */
    void maybe(JsonObject to, int times, String name, Supplier<? extends JsonValue> value) {
        if (oneIn(times)) {
            JsonValue v = value.get();
            if (!(v instanceof JsonArray a && a.size() == 0)) {
                to.put(name, v);
            }
        }
    }
}
