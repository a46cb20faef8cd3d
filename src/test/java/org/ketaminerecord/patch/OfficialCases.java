package org.ketaminerecord.patch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The test cases that HL7 publishes (org.hl7.fhir.testcases:fhir-test-cases). */
final class OfficialCases {

    private OfficialCases() {
    }

    static byte[] file(String name) {
        try (InputStream in = OfficialCases.class.getResourceAsStream("/org/hl7/fhir/testcases/r4/patch/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The case elements of a file in XML. */
    static List<Element> cases(String name) {
        List<Element> cases = new ArrayList<>();
        for (Node n = XmlDocument.read(file(name)).getDocumentElement().getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e && e.getNodeName().equals("case")) {
                cases.add(e);
            }
        }
        return cases;
    }

    /** A child element, or null. */
    static Element child(Element parent, String name) {
        for (Node n = parent == null ? null : parent.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e && (name == null || e.getLocalName().equals(name))) {
                return e;
            }
        }
        return null;
    }

    /** A document of its own with what is inside a wrapper, or null when nothing is. */
    static Document document(Element wrapper) {
        Element root = child(wrapper, null);
        if (root == null) {
            return null;
        }
        try {
            Document document = DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder().newDocument();
            document.appendChild(document.importNode(root, true));
            return document;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
