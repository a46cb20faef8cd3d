package org.ketaminerecord.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonValue;

/**
 * A place in a JSON document (RFC 6901).
 *
 * @param text   as it was sent
 * @param tokens the member names and array indexes on the way, unescaped; none for the whole document
 */
record JsonPointer(String text, List<String> tokens) {

    /** Stands for the place after the last item of an array (RFC 6901 section 4). */
    static final String END = "-";

    private static final int LONGEST_SHOWN = 200;
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final Pattern STRAY_TILDE = Pattern.compile("~(?![01])");

    /** Reads a pointer; null when the text is none. */
    static JsonPointer of(String text) {
        if (!text.isEmpty() && text.charAt(0) != '/' || STRAY_TILDE.matcher(text).find()) {
            return null;
        }
        List<String> tokens = new ArrayList<>();
        for (int slash = 0; slash < text.length(); ) {
            int end = text.indexOf('/', slash + 1);
            end = end < 0 ? text.length() : end;
            // "~1" first: "~01" means "~1", not "/" (RFC 6901 section 4)
            tokens.add(text.substring(slash + 1, end).replace("~1", "/").replace("~0", "~"));
            slash = end;
        }
        return new JsonPointer(text, List.copyOf(tokens));
    }

    /** The value here, or null when there is none. */
    JsonValue in(JsonValue document) {
        return walk(document, tokens.size());
    }

    /** The value that holds the one here, or null when there is none; asked only of a pointer with tokens. */
    JsonValue parentIn(JsonValue document) {
        return walk(document, tokens.size() - 1);
    }

    /** The last token. */
    String last() {
        return tokens.getLast();
    }

    /** True when this place is inside the other. */
    boolean isInside(JsonPointer other) {
        return tokens.size() > other.tokens.size() && tokens.subList(0, other.tokens.size()).equals(other.tokens);
    }

    /** The array index that a token is, or -1: leading zeros and signs are none (RFC 6901 section 4). */
    static int index(String token) {
        return INDEX.matcher(token).matches() ? Integer.parseInt(token) : -1;
    }

    private JsonValue walk(JsonValue document, int steps) {
        JsonValue at = document;
        for (int i = 0; i < steps && at != null; i++) {
            at = switch (at) {
                case JsonObject o -> o.get(tokens.get(i));
                case JsonArray a -> {
                    int index = index(tokens.get(i));
                    yield index >= 0 && index < a.size() ? a.get(index) : null;
                }
                default -> null;
            };
        }
        return at;
    }

    @Override
    public String toString() {
        String shown = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
        return text.isEmpty() ? "\"\"" : shown;
    }
}
