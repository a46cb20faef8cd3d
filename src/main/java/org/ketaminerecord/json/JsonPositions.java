package org.ketaminerecord.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Finds where values stand in JSON that was read before. Reading does not note positions: few are ever asked for, and a
 * second pass over the bytes is cheaper than a note for each value.
 */
public final class JsonPositions {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonParser in;
    private final Set<String> wanted;
    private final Map<String, Position> found = new HashMap<>();

    private JsonPositions(JsonParser in, Set<String> wanted) {
        this.in = in;
        this.wanted = wanted;
    }

    /**
     * The positions of elements, as far as they are there.
     *
     * @param wanted paths such as {@code /name/1/family}: names, with the number of a repetition unless it is the first. The
     *               companion of a primitive counts as the primitive
     */
    public static Map<String, Position> find(byte[] json, Set<String> wanted) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            JsonPositions positions = new JsonPositions(parser, wanted);
            parser.nextToken();
            positions.value("", false);
            return positions.found;
        } catch (IOException e) {
            return Map.of();
        }
    }

    private void value(String path, boolean first) throws IOException {
        if (wanted.contains(path)) {
            JsonLocation at = in.currentTokenLocation();
            Position position = new Position(at.getLineNr(), at.getColumnNr());
            if (first) {
                found.put(path, position);               // the first item stands for itself, not the bracket before it
            } else {
                found.putIfAbsent(path, position);
            }
        }
        if (in.currentToken() == JsonToken.START_OBJECT) {
            for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
                in.nextToken();
                value(path + "/" + (name.startsWith("_") ? name.substring(1) : name), false);
            }
        } else if (in.currentToken() == JsonToken.START_ARRAY) {
            for (int i = 0; in.nextToken() != JsonToken.END_ARRAY; i++) {
                value(i == 0 ? path : path + "/" + i, i == 0);
            }
        }
    }
}
