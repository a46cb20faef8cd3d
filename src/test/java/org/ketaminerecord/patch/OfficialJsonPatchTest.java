package org.ketaminerecord.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.Reason;

/** The examples of RFC 6902 appendix A as HL7 publishes them. */
class OfficialJsonPatchTest {

    @TestFactory
    Stream<DynamicTest> example_of_rfc_6902() {
        JsonArray cases = (JsonArray) JsonReader.value(OfficialCases.file("json-patch-tests.json"));
        return cases.objects().stream().map(c -> dynamicTest(c.string("comment"), () -> run(c)));
    }

    private static void run(JsonObject c) {
        JsonPatch patch = JsonPatch.of(JsonWriter.bytes(c.get("patch")));
        if (c.has("error")) {
            assertEquals(Reason.UNPROCESSABLE, assertThrows(Fault.class, () -> patch.patched(c.get("doc"))).reason());
        } else {
            assertEquals(c.get("expected"), patch.patched(c.get("doc")));
        }
    }
}
