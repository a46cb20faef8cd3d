package org.ketaminerecord.profile;

import org.ketaminerecord.fhirpath.Place;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.json.JsonWriter;

/** Comparing values with what a definition fixes. */
final class Values {

    private static final int LONGEST = 120;

    private Values() {
    }

    /** R4 elementdefinition: the value has exactly these contents. */
    static boolean fixed(JsonValue fixed, JsonValue value) {
        return value != null && (fixed.equals(value) || sameNumber(fixed, value));
    }

    /** R4 elementdefinition: the value has at least these contents; of an array each item matches some item. */
    static boolean pattern(JsonValue pattern, JsonValue value) {
        return switch (pattern) {
            case JsonObject p -> {
                if (!(value instanceof JsonObject v)) {
                    yield false;
                }
                for (int i = 0; i < p.size(); i++) {
                    JsonValue inside = v.get(p.name(i));
                    if (inside == null || !pattern(p.value(i), inside)) {
                        yield false;
                    }
                }
                yield true;
            }
            case JsonArray p -> value instanceof JsonArray v && p.stream().allMatch(x -> v.stream().anyMatch(y -> pattern(x, y)));
            default -> value != null && (pattern.equals(value) || sameNumber(pattern, value));
        };
    }

    private static boolean sameNumber(JsonValue a, JsonValue b) {
        return a instanceof JsonNumber x && b instanceof JsonNumber y && x.decimal().compareTo(y.decimal()) == 0;
    }

    /** True when a place's value is outside a limit; what cannot be compared is not. */
    static boolean beyond(ElementRule.Limit limit, Place place, boolean least) {
        JsonValue value = place.content().value() instanceof JsonObject o ? o.get("value") : place.content().value();
        int order;
        if (limit.number() != null && value instanceof JsonNumber n) {
            order = n.decimal().compareTo(limit.number());
        } else if (limit.number() == null && value instanceof JsonString s) {
            int digits = Math.min(s.value().length(), limit.text().length());
            order = s.value().substring(0, Math.min(digits, 19)).compareTo(limit.text().substring(0, Math.min(digits, 19)));
        } else {
            return false;
        }
        return least ? order < 0 : order > 0;
    }

    /** A value to be shown in a sentence. */
    static String show(JsonValue value) {
        String text = value == null ? "nothing" : JsonWriter.text(value);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
