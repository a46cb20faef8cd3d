package org.ketaminerecord.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonWriter;

/** What a patch does not touch comes out as it went in, whatever the form of the patch. */
class PatchFidelityTest {

    private static final String OBSERVATION = """
            {"resourceType":"Observation","id":"o",
             "text":{"status":"generated","div":"<div xmlns='http://www.w3.org/1999/xhtml' lang=\\"en\\" id=\\"z\\"><p>a &amp; b &lt; c &#160;<br/></p></div>"},
             "contained":[{"resourceType":"Patient","id":"zz","birthDate":"1980"},
              {"resourceType":"Device","id":"aa","note":[{"text":"nothing refers to this one"}]}],
             "extension":[{"url":"http://x","valueDecimal":0.10}],
             "status":"final","code":{"text":"PHQ-9 \\uD83D\\uDE42 line\\nbreak\\ttab \\" ' < & é"},
             "subject":{"reference":"#zz"},
             "effectiveDateTime":"2026-03-01T10:00:00+01:00","_effectiveDateTime":{"id":"e"},
             "valueQuantity":{"value":1.0,"unit":"mg"},
             "component":[{"code":{"text":"a"},"valueQuantity":{"value":1.50e1}},{"code":{"text":"b"},"valueQuantity":{"value":100}},
              {"code":{"text":"c"},"valueQuantity":{"value":0.00000000010}}]}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            application/json-patch+json | [{"op":"replace","path":"/status","value":"amended"}]
            application/xml-patch+xml   | <diff><replace sel="Observation/status/@value">amended</replace></diff>
            application/fhir+json       | {"resourceType":"Parameters","parameter":[{"name":"operation","part":[{"name":"type","valueCode":"replace"},{"name":"path","valueString":"Observation.status"},{"name":"value","valueCode":"amended"}]}]}
            """)
    void all_else_is_the_same_to_the_digit(String mediaType, String patch) {
        JsonObject before = JsonReader.object(OBSERVATION.getBytes(StandardCharsets.UTF_8));
        String expected = JsonWriter.text(before).replace("\"final\"", "\"amended\"");
        byte[] body = patch.getBytes(StandardCharsets.UTF_8);
        assertEquals(expected, JsonWriter.text(PatchFormat.of(mediaType, body).apply(before)));
        assertEquals(JsonReader.object(OBSERVATION.getBytes(StandardCharsets.UTF_8)), before);

        JsonObject entry = mediaType.equals("application/fhir+json") ? JsonReader.object(body)
                : new JsonObject().put("resourceType", "Binary").put("contentType", mediaType)
                        .put("data", Base64.getEncoder().encodeToString(body));
        assertEquals(expected, JsonWriter.text(PatchFormat.ofEntry(entry).apply(before)));
    }
}
