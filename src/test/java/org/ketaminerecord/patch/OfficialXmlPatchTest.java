package org.ketaminerecord.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.ketaminerecord.outcome.Fault;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The examples of RFC 5261 appendix A and others, as HL7 publishes them; none of the documents is a resource. */
class OfficialXmlPatchTest {

    @TestFactory
    Stream<DynamicTest> case_of_hl7() {
        return OfficialCases.cases("xml-patch-tests.xml").stream()
                .filter(c -> OfficialCases.child(OfficialCases.child(c, "target"), null) != null)   // a resource is always there
                .map(c -> dynamicTest(c.getAttribute("name"), () -> run(c)));
    }

    private static void run(Element c) {
        Document target = OfficialCases.document(OfficialCases.child(c, "target"));
        Element patch = OfficialCases.child(c, "patch");
        if (OfficialCases.child(c, "error") != null) {
            assertThrows(Fault.class, () -> XmlPatch.of(patch).apply(target));
        } else {
            XmlPatch.of(patch).apply(target);
            assertEquals(text(OfficialCases.document(OfficialCases.child(c, "patched"))), text(target));
        }
    }

    private static String text(Document document) {
        return new String(XmlDocument.bytes(document), StandardCharsets.UTF_8).replaceAll(">\\s+<", "><")
                .replaceAll("<(\\w+)([^<>]*)></\\1>", "<$1$2/>");
    }
}
