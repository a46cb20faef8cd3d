package org.ketaminerecord.patch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.ketaminerecord.json.JsonReader;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** XML as a DOM, with the JDK's own parser whatever else is on the classpath: no DTD, no entities, nothing fetched. */
final class XmlDocument {

    private XmlDocument() {
    }

    /** Parses a document. */
    static Document read(byte[] xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://apache.org/xml/features/dom/defer-node-expansion", false);
            factory.setAttribute("http://www.oracle.com/xml/jaxp/properties/maxElementDepth", "" + JsonReader.DEEPEST);
            factory.setCoalescing(true);
            factory.setXIncludeAware(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Throwing());
            return builder.parse(new ByteArrayInputStream(xml));
        } catch (SAXParseException e) {
            throw InvalidPatch.malformed("The patch is not XML that is taken here, at line " + e.getLineNumber()
                    + ", column " + e.getColumnNumber() + ". Send well-formed XML without a DOCTYPE, of at most "
                    + JsonReader.DEEPEST + " levels.");
        } catch (SAXException | IOException e) {
            throw InvalidPatch.malformed("The patch is not XML in UTF-8. Send well-formed XML without a DOCTYPE.");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a document as UTF-8. */
    static byte[] bytes(Document document) {
        try {
            TransformerFactory factory = TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Transformer transformer = factory.newTransformer();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            transformer.transform(new DOMSource(document), new StreamResult(out));
            return out.toByteArray();
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The parser's default is to print to standard error. */
    private static final class Throwing implements ErrorHandler {

        @Override
        public void warning(SAXParseException e) {
            // nothing FHIR XML could be warned of
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
