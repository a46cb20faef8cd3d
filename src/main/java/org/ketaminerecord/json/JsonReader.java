package org.ketaminerecord.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/** Reads JSON from UTF-8 bytes into values. Refuses duplicate members, deep nesting and NUL characters. */
public final class JsonReader {

    /** No FHIR resource in the wild nests nearly so deep; beyond it the body is an attack on the stack. */
    public static final int DEEPEST = 300;

    private static final JsonFactory FACTORY = factory(DEEPEST);
    private static final JsonFactory OWN = factory(DEEPEST * 2);

    private final JsonParser in;

    private JsonReader(JsonParser in) {
        this.in = in;
    }

    /**
     * Reads one object.
     *
     * @throws Fault with reason {@code BAD_REQUEST} that names line and column, when the bytes are not one JSON object
     */
    public static JsonObject object(byte[] utf8) {
        return value(utf8) instanceof JsonObject o ? o : refuse("The body is JSON but not an object. "
                + "Send a resource: an object with a \"resourceType\".");
    }

    /** Reads an object that this server wrote itself: a bundle nests deeper than the resources in it. */
    public static JsonObject own(byte[] utf8) {
        return (JsonObject) value(utf8, OWN);
    }

    /**
     * Reads one value of any kind.
     *
     * @throws Fault with reason {@code BAD_REQUEST} that names line and column, when the bytes are not JSON
     */
    public static JsonValue value(byte[] utf8) {
        if (!Utf8.isText(utf8)) {
            return refuse("The body is not valid UTF-8, or holds a NUL. Send UTF-8 (R4 json.html).");
        }
        return value(utf8, FACTORY);
    }

    private static JsonFactory factory(int deepest) {
        return JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(deepest)
                .maxNumberLength(200).maxStringLength(Integer.MAX_VALUE).build()).build();
    }

    private static JsonValue value(byte[] utf8, JsonFactory factory) {
        int start = utf8.length >= 3 && utf8[0] == (byte) 0xEF && utf8[1] == (byte) 0xBB && utf8[2] == (byte) 0xBF ? 3 : 0;
        try (JsonParser parser = factory.createParser(utf8, start, utf8.length - start)) {
            JsonReader reader = new JsonReader(parser);
            if (parser.nextToken() == null) {
                return refuse("The body is empty. Send a resource.");
            }
            JsonValue value = reader.current();
            if (parser.nextToken() != null) {
                return refuse("There is more after the end of the JSON value, at " + reader.place(parser.currentTokenLocation())
                        + ". Send one resource; use a Bundle for several.");
            }
            return value;
        } catch (StreamConstraintsException e) {
            return refuse("The JSON nests deeper than " + DEEPEST + " levels, or has a number of over 200 digits or a "
                    + "member whose name is longer than any of FHIR. Send a resource without that.");
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            return refuse("The body is not well-formed JSON" + where + ": " + firstSentence(e.getOriginalMessage()));
        } catch (IOException e) {
            return refuse("The body is not valid UTF-8.");
        }
    }

    private JsonValue current() throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> new JsonString(checked(in.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(in.getText());
            case VALUE_TRUE -> JsonBoolean.TRUE;
            case VALUE_FALSE -> JsonBoolean.FALSE;
            case VALUE_NULL -> JsonNull.NULL;
            default -> throw new IllegalStateException("token " + in.currentToken());
        };
    }

    private JsonObject object() throws IOException {
        JsonObject o = new JsonObject();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            if (o.has(name)) {
                return refuse("The member \"" + name + "\" is there twice in one object, at " + place(in.currentTokenLocation())
                        + ". Send it once.");
            }
            in.nextToken();
            o.appendInterned(name, current());
        }
        return o;
    }

    private JsonArray array() throws IOException {
        JsonArray a = new JsonArray();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            a.add(current());
        }
        return a;
    }

    private String checked(String text) {
        if (text.indexOf('\0') >= 0) {
            refuse("A string holds a NUL character, at " + place(in.currentTokenLocation())
                    + "; FHIR strings may not (R4 datatypes.html#string). Leave it out.");
        }
        return text;
    }

    private String place(JsonLocation at) {
        return "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static <T> T refuse(String sentence) {
        throw Fault.of(Reason.BAD_REQUEST, IssueType.STRUCTURE, FaultCode.MALFORMED, sentence);
    }

    private static String firstSentence(String message) {
        int end = message.indexOf('\n');
        return (end < 0 ? message : message.substring(0, end)).replaceAll("\\s*\\(?\\[Source:.*", "");
    }
}
