package org.ketaminerecord.format;

import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.ketaminerecord.json.JsonReader;

/**
 * The {@code div} of a narrative: elements in XML, one string in JSON (R4 json.html#xhtml). It passes from one to the
 * other as it was written, character for character, wherever the text can stand alone.
 */
final class Xhtml {

    static final String NAMESPACE = "http://www.w3.org/1999/xhtml";

    private static final boolean KNOWS_STARTS = knowsStarts();
    private static final Set<String> NEVER_FILLED = Set.of("br", "hr", "img", "col", "area");
    private static final Pattern ENTITY = Pattern.compile("&([A-Za-z][A-Za-z0-9]*);");

    private Xhtml() {
    }

    /** The text of the {@code div} whose start tag was just read; leaves the parser at its end tag. */
    static String read(XMLStreamReader in, String source) throws XMLStreamException {
        int start = in.getLocation().getCharacterOffset();
        boolean asWritten = KNOWS_STARTS && declaresItself(in);
        StringBuilder copy = asWritten ? null : new StringBuilder();
        boolean prefixes = false;
        int depth = 1;
        int before = 0;
        while (depth > 0) {
            int event = before == 0 ? in.getEventType() : in.next();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    prefixes |= usesPrefix(in);
                    depth += before == 0 ? 0 : 1;
                    if (depth > JsonReader.DEEPEST) {
                        throw XmlSource.tooDeep(in);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.ENTITY_REFERENCE -> throw XmlSource.doctype(in);
                default -> {
                }
            }
            if (copy != null) {
                copy(in, before, copy);
            }
            before = event;
        }
        if (copy != null) {
            return copy.toString();
        }
        int end = in.getLocation().getCharacterOffset();
        String raw = source.substring(start, endOfTag(source, source.startsWith("</", end) ? end : start));
        // white space as an XML parser reports it (XML 1.0, 2.11)
        String div = raw.indexOf('\r') < 0 ? raw : raw.replace("\r\n", "\n").replace('\r', '\n');
        if (prefixes && standalone(div) == null) {
            throw XmlSource.malformed("The narrative uses a namespace prefix that is declared outside its div. "
                    + "Send plain XHTML without prefixes.");
        }
        return div;
    }

    /**
     * The {@code div} of a JSON resource as it can stand in XML: as it is when it is well-formed, mended when it only
     * lacks its namespace or uses the named characters of HTML, else its source as text, since one broken narrative
     * must not keep a whole record from being read.
     */
    static String xml(String div) {
        String whole = standalone(div);
        if (whole == null) {
            String mended = ENTITY.matcher(div.strip()).replaceAll(m -> HtmlEntities.reference(m.group(1)));
            if (mended.startsWith("<div") && !mended.contains("xmlns")) {
                mended = "<div xmlns=\"" + NAMESPACE + "\"" + mended.substring(4);
            }
            whole = standalone(mended);
        }
        if (whole != null) {
            return whole;
        }
        StringBuilder text = new StringBuilder("<div xmlns=\"" + NAMESPACE + "\">");
        XmlWriter.escape(div, false, text);
        return text.append("</div>").toString();
    }

    /** The text without anything around the {@code div}, or null when it is not one whole XHTML {@code div}. */
    private static String standalone(String text) {
        String div = text.strip();
        if (!div.startsWith("<div")) {
            return null;
        }
        try {
            XMLStreamReader in = XmlSource.open(div);
            in.nextTag();
            if (!in.getLocalName().equals("div") || !declaresItself(in)) {
                return null;
            }
            while (in.hasNext()) {
                if (in.next() == XMLStreamConstants.ENTITY_REFERENCE) {
                    return null;
                }
            }
            return div;
        } catch (XMLStreamException e) {
            return null;
        }
    }

    /** True for {@code <div xmlns="http://www.w3.org/1999/xhtml">}, without a prefix. */
    private static boolean declaresItself(XMLStreamReader in) {
        if (in.getPrefix() != null && !in.getPrefix().isEmpty()) {
            return false;
        }
        for (int i = 0; i < in.getNamespaceCount(); i++) {
            String prefix = in.getNamespacePrefix(i);
            if ((prefix == null || prefix.isEmpty()) && NAMESPACE.equals(in.getNamespaceURI(i))) {
                return true;
            }
        }
        return false;
    }

    /** Writes one event without prefixes: for a {@code div} that leans on declarations outside it. */
    private static void copy(XMLStreamReader in, int before, StringBuilder to) {
        switch (in.getEventType()) {
            case XMLStreamConstants.START_ELEMENT -> {
                String xmlns = to.isEmpty() ? " xmlns=\"" + NAMESPACE + "\"" : "";
                to.append('<').append(in.getLocalName()).append(xmlns);
                for (int i = 0; i < in.getAttributeCount(); i++) {
                    String prefix = "xml".equals(in.getAttributePrefix(i)) ? "xml:" : "";
                    to.append(' ').append(prefix).append(in.getAttributeLocalName(i)).append("=\"");
                    XmlWriter.escape(in.getAttributeValue(i), true, to);
                    to.append('"');
                }
                to.append('>');
            }
            case XMLStreamConstants.END_ELEMENT -> {
                if (before == XMLStreamConstants.START_ELEMENT && NEVER_FILLED.contains(in.getLocalName())) {
                    to.insert(to.length() - 1, '/');
                } else {
                    to.append("</").append(in.getLocalName()).append('>');
                }
            }
            case XMLStreamConstants.COMMENT -> to.append("<!--").append(in.getText()).append("-->");
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    XmlWriter.escape(in.getText(), false, to);
            default -> {
            }
        }
    }

    private static boolean usesPrefix(XMLStreamReader in) {
        if (in.getPrefix() != null && !in.getPrefix().isEmpty()) {
            return true;
        }
        for (int i = 0; i < in.getAttributeCount(); i++) {
            String prefix = in.getAttributePrefix(i);
            if (prefix != null && !prefix.isEmpty() && !prefix.equals("xml")) {
                return true;
            }
        }
        return false;
    }

    /** The place after the {@code >} that ends the tag that starts at a place. */
    private static int endOfTag(String source, int start) {
        char quote = 0;
        for (int i = start; ; i++) {
            char c = source.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
    }

    /** Woodstox tells where an event starts, the parser of the JDK only where it ends. */
    private static boolean knowsStarts() {
        try {
            XMLStreamReader in = XmlSource.open("<a><b>x</b></a>");
            in.nextTag();
            in.nextTag();
            return in.getLocation().getCharacterOffset() == 3;
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }
}
