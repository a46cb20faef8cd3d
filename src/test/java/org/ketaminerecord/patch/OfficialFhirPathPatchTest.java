package org.ketaminerecord.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ketaminerecord.format.XmlReader;
import org.ketaminerecord.format.XmlWriter;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.Reason;
import org.w3c.dom.Element;

/** HL7's cases of FHIRPath Patch. They are in XML; they are compared in JSON after being read with {@link XmlReader}. */
class OfficialFhirPathPatchTest {

    private static final List<Element> CASES = OfficialCases.cases("fhir-patch-tests.xml");

    @Test
    void there_are_33_cases() {
        assertEquals(33, CASES.size());
    }

    @TestFactory
    Stream<DynamicTest> case_of_hl7() {
        return CASES.stream().map(c -> dynamicTest(c.getAttribute("name"), () -> run(c)));
    }

    private static void run(Element c) {
        JsonObject input = resource(OfficialCases.child(c, "input"));
        JsonObject before = input.copy();
        Patch patch = PatchFormat.of("application/fhir+xml",
                XmlDocument.bytes(OfficialCases.document(OfficialCases.child(c, "diff"))));
        if (OfficialCases.child(c, "output") == null) {
            assertEquals(Reason.UNPROCESSABLE, assertThrows(Fault.class, () -> patch.apply(input)).reason());
        } else {
            JsonObject output = patch.apply(input);
            assertEquals(resource(OfficialCases.child(c, "output")), output);
            assertEquals(output, XmlReader.object(XmlWriter.bytes(output, false)));
        }
        assertEquals(before, input);
    }

    private static JsonObject resource(Element wrapper) {
        return XmlReader.object(XmlDocument.bytes(OfficialCases.document(wrapper)));
    }
}
