package org.ketaminerecord.format;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/** XML as it comes from outside, before anything is known of FHIR: decoding, a parser without its traps, refusals. */
final class XmlSource {

    private static final XMLInputFactory FACTORY = factory();

    private XmlSource() {
    }

    /** The text of a body. */
    static String text(byte[] utf8) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw malformed("The body is not valid UTF-8. Send UTF-8.");
        }
        String source = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (source.isBlank()) {
            throw malformed("The body is empty. Send a resource.");
        }
        for (char c : new char[] {'\0', '\uFFFE', '\uFFFF'}) {    // a parser that is given text lets the latter two by
            int at = source.indexOf(c);
            if (at >= 0) {
                long line = source.chars().limit(at).filter(e -> e == '\n').count() + 1;
                throw malformed("The body holds the character U+%04X, at line %d, column %d; XML may not. Leave it out."
                        .formatted((int) c, line, at - source.lastIndexOf('\n', at)));
            }
        }
        return source;
    }

    /** A parser at the start of a text. */
    static XMLStreamReader open(String text) throws XMLStreamException {
        XMLStreamReader in = FACTORY.createXMLStreamReader(new StringReader(text));
        String encoding = in.getCharacterEncodingScheme();
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8") && !encoding.equalsIgnoreCase("US-ASCII")) {
            throw malformed("The XML declares the encoding " + shown(encoding) + ", " + where(in)
                    + ". Send UTF-8 (R4 http.html#mime-type).");
        }
        if ("1.1".equals(in.getVersion())) {
            throw malformed("The body is XML 1.1, " + where(in) + ". Send XML 1.0.");
        }
        return in;
    }

    /** Its parsers know no DTD and fetch nothing, so that an entity can neither read a file nor multiply. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
        // Woodstox: an attachment is one attribute, however long (the body has its own limit); faults where they stand
        set(factory, "com.ctc.wstx.maxAttributeSize", Integer.MAX_VALUE);
        set(factory, "com.ctc.wstx.lazyParsing", false);
        return factory;
    }

    private static void set(XMLInputFactory factory, String property, Object value) {
        if (factory.isPropertySupported(property)) {
            factory.setProperty(property, value);
        }
    }

    // ---- refusals ------------------------------------------------------------------------------------

    static Fault notWellFormed(XMLStreamException e) {
        String where = e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNumber() + ", column "
                + e.getLocation().getColumnNumber();
        String what = firstSentence(e.getMessage());
        return malformed("The body is not well-formed XML" + where + ": " + what + (what.endsWith(".") ? "" : ".")
                + (what.contains("entity \"") ? " Send the character itself, or its number such as &#160;." : ""));
    }

    static Fault tooDeep(XMLStreamReader in) {
        return malformed("The XML nests deeper than " + JsonReader.DEEPEST + " levels, " + where(in)
                + ". Send a flatter resource.");
    }

    static Fault doctype(XMLStreamReader in) {
        return malformed("The XML has a DOCTYPE or an entity, " + where(in) + ", which FHIR XML may not "
                + "(R4 security.html#xml). Send the resource without, characters as themselves.");
    }

    static Fault malformed(String sentence) {
        return Fault.of(Reason.BAD_REQUEST, IssueType.STRUCTURE, FaultCode.MALFORMED, sentence);
    }

    static String where(XMLStreamReader in) {
        return "at line " + in.getLocation().getLineNumber() + ", column " + in.getLocation().getColumnNumber();
    }

    /** A name of the caller's, not longer than it is worth. */
    static String shown(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60) + "...";
    }

    private static String firstSentence(String message) {
        String text = message.startsWith("ParseError at") ? message.substring(message.indexOf('\n') + 1) : message;
        int end = text.indexOf('\n');
        return (end < 0 ? text : text.substring(0, end)).replaceFirst("^Message: ", "");
    }
}
