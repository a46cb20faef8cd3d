package org.ketaminerecord.validation;

import java.io.StringReader;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The XHTML of a narrative: only the elements and attributes that R4 allows (narrative.html, txt-1), something to
 * read (txt-2), and nothing that acts or fetches when an app shows it (security.html#narrative).
 */
final class Xhtml {

    static final String NAMESPACE = "http://www.w3.org/1999/xhtml";

    private static final Set<String> ELEMENTS = Set.of(
            "a", "abbr", "acronym", "b", "big", "blockquote", "br", "caption", "cite", "code", "col", "colgroup",
            "dd", "dfn", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "li", "ol",
            "p", "pre", "q", "samp", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th",
            "thead", "tr", "tt", "ul", "var");
    private static final Set<String> ATTRIBUTES = Set.of(
            "abbr", "accesskey", "align", "alt", "axis", "bgcolor", "border", "cellhalign", "cellpadding",
            "cellspacing", "cellvalign", "char", "charoff", "charset", "cite", "class", "colspan", "compact",
            "coords", "dir", "frame", "headers", "height", "href", "hreflang", "hspace", "id", "lang", "longdesc",
            "name", "nowrap", "rel", "rev", "rowspan", "rules", "scope", "shape", "span", "src", "start", "style",
            "summary", "tabindex", "title", "type", "valign", "value", "vspace", "width");
    private static final Set<String> LINKS = Set.of("href", "src", "cite", "longdesc");
    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel", "ftp", "urn");

    private Xhtml() {
    }

    /** What is wrong with the text of a narrative, and what to send; null when nothing is. */
    static String fault(String text) {
        if (!text.startsWith("<div")) {
            return "The narrative does not start with <div. Send <div xmlns=\"" + NAMESPACE + "\">...</div>.";
        }
        try {
            XMLStreamReader in = factory().createXMLStreamReader(new StringReader(text));
            try {
                return fault(in);
            } finally {
                in.close();
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? -1 : e.getLocation().getLineNumber();
            int column = e.getLocation() == null ? -1 : e.getLocation().getColumnNumber();
            return "The narrative is not well-formed XML" + (line < 0 ? "" : " at line " + line + ", column " + column)
                    + ". Close every element, quote every attribute, write & as &amp; and < as &lt;, and a named "
                    + "entity such as &nbsp; as its number, &#160;.";
        }
    }

    /** A factory is quick to make, and not said to be safe to share. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    private static String fault(XMLStreamReader in) throws XMLStreamException {
        boolean content = false;
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    String fault = elementFault(in);
                    if (fault != null) {
                        return fault;
                    }
                    content |= in.getLocalName().equals("img") && in.getAttributeValue(null, "src") != null;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    content = content || !in.getText().isBlank();
                case XMLStreamConstants.ENTITY_REFERENCE -> {
                    return "The narrative has the entity &" + in.getLocalName() + ";, which XML does not know. "
                            + "Send the character itself or its number, such as &#160;.";
                }
                case XMLStreamConstants.DTD -> {
                    return "The narrative has a DOCTYPE. Send the div alone.";
                }
                case XMLStreamConstants.PROCESSING_INSTRUCTION -> {
                    return "The narrative has a processing instruction. Leave it out.";
                }
                default -> { }
            }
        }
        return content ? null : "The narrative has no text and no image (txt-2). "
                + "Send something to read, or leave \"text\" out.";
    }

    private static String elementFault(XMLStreamReader in) {
        String name = in.getLocalName();
        if (!NAMESPACE.equals(in.getNamespaceURI())) {
            return "The element " + Excerpt.of(name) + " of the narrative is not in the XHTML namespace. "
                    + "Send <div xmlns=\"" + NAMESPACE + "\">...</div>.";
        }
        if (!ELEMENTS.contains(name)) {
            return "A narrative may not have the element " + Excerpt.of(name) + " (txt-1). "
                    + "Send basic formatting only: no scripts, forms, frames, objects or style sheets.";
        }
        for (int i = 0; i < in.getAttributeCount(); i++) {
            String fault = attributeFault(name, in.getAttributePrefix(i), in.getAttributeLocalName(i),
                    in.getAttributeValue(i));
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static String attributeFault(String element, String prefix, String name, String value) {
        if ("xml".equals(prefix) && (name.equals("lang") || name.equals("space"))) {
            return null;
        }
        if (prefix != null && !prefix.isEmpty() || !ATTRIBUTES.contains(name)) {
            return "A narrative may not have the attribute " + Excerpt.of(name) + " (txt-1). "
                    + "Leave it out; event handlers and scripts are never allowed.";
        }
        if (LINKS.contains(name) && !isSafeLink(value, element.equals("img") && name.equals("src"))) {
            return "A narrative may not link to " + Excerpt.of(value) + ". Send an http, https, mailto or tel link, "
                    + "or for an image its data (data:image/...).";
        }
        if (name.equals("style") && !isSafeStyle(value)) {
            return "The style attribute of " + Excerpt.of(element) + " runs something or may hide that it does. Send "
                    + "plain style properties, without expression(), behavior, @import, scripts, comments or backslashes.";
        }
        return null;
    }

    /** Browsers skip white space and control characters in a scheme, so they are skipped here. */
    private static boolean isSafeLink(String link, boolean image) {
        StringBuilder scheme = new StringBuilder();
        for (int i = 0; i < link.length(); i++) {
            char c = link.charAt(i);
            if (c == ':') {
                String name = scheme.toString().toLowerCase(Locale.ROOT);
                return SCHEMES.contains(name) || image && name.equals("data") && link.startsWith("image/", i + 1);
            }
            if (c == '/' || c == '?' || c == '#') {
                return true;
            }
            if (c > ' ' && c != 0x7F) {
                scheme.append(c);
            }
        }
        return true;
    }

    /** What hides behind comments and escapes is not looked for but refused with them. */
    private static boolean isSafeStyle(String style) {
        String s = style.toLowerCase(Locale.ROOT);
        if (s.contains("expression") || s.contains("script:") || s.contains("behavior") || s.contains("-moz-binding")
                || s.contains("@import") || s.contains("/*") || s.indexOf('\\') >= 0) {
            return false;
        }
        for (int at = s.indexOf("url("); at >= 0; at = s.indexOf("url(", at + 4)) {
            int start = at + 4;
            while (start < s.length() && " \t\r\n'\"".indexOf(s.charAt(start)) >= 0) {
                start++;
            }
            if (!isSafeLink(s.substring(start), true)) {
                return false;
            }
        }
        return true;
    }
}
