package org.ketaminerecord.patch;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathFactoryConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * What an XML Patch operation selects: the XPath of its attribute {@code sel}. A name without a prefix is in the
 * default namespace of the patch (RFC 5261 section 4.2.2), which XPath 1.0 cannot say, so such names are given a prefix
 * here.
 *
 * <p>Only paths that go down the tree are taken, as RFC 5261 defines them, with comparisons to constants in the
 * predicates. All of XPath would let twenty characters compare every node with every other one again and again.
 */
final class XmlSelector {

    private static final int LONGEST = 1_000;
    private static final String DEFAULT = "ktr-default";

    /** Not {@code last()}: the JDK counts all siblings anew at each of them. */
    private static final Set<String> FUNCTIONS = Set.of("text", "comment", "node", "position", "not", "count",
            "contains", "starts-with", "string", "string-length", "normalize-space", "true", "false");
    private static final Set<String> AXES = Set.of("child", "attribute", "self");

    /** Prefixes that FHIR's own examples use without a declaration. */
    private static final Map<String, String> WELL_KNOWN = Map.of("f", XmlPatch.FHIR, "fhir", XmlPatch.FHIR,
            "h", XmlPatch.XHTML, "xhtml", XmlPatch.XHTML);

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<literal>\"[^\"]*\"|'[^']*')|(?<number>\\d+(?:\\.\\d*)?)"
            + "|(?<name>[\\p{L}_][\\p{L}\\p{N}_.-]*(?::(?!:)(?:\\*|[\\p{L}_][\\p{L}\\p{N}_.-]*))?)"
            + "|(?<symbol>::|//|\\.\\.|!=|<=|>=|[/\\[\\]()@,|=<>*+.-]))\\s*");

    private static final Pattern CONSTANT = Pattern.compile("['\"0-9]");

    private final String text;
    private final String xpath;
    private final NamespaceContext namespaces;

    private XmlSelector(String text, String xpath, NamespaceContext namespaces) {
        this.text = text;
        this.xpath = xpath;
        this.namespaces = namespaces;
    }

    /** The selector of an operation; the operation's namespace declarations are those of its names. */
    static XmlSelector of(int i, Element operation) {
        String text = operation.getAttribute("sel");
        if (text.isBlank() || text.length() > LONGEST) {
            throw InvalidPatch.malformed("Operation [" + i + "] has no \"sel\", or one of over " + LONGEST
                    + " characters. Send the XPath of an element or attribute, for example Patient/birthDate/@value.");
        }
        return new XmlSelector(text, qualified(i, text), new Declarations(operation));
    }

    /** The XPath with a prefix at every name that has none, and nothing in it that leaves the way down. */
    private static String qualified(int i, String text) {
        StringBuilder xpath = new StringBuilder();
        Matcher m = TOKEN.matcher(text);
        boolean operand = false;                         // whether the token before was one (XPath 1.0 section 3.7)
        boolean constant = false;
        String before = "";
        int predicates = 0;
        int end = 0;
        for (; m.lookingAt(); m.region(end, text.length())) {
            end = m.end();
            String token = m.group().strip();
            boolean name = m.group("name") != null;
            switch (token) {
                case "[" -> predicates++;
                case "]" -> predicates--;
                case "..", "|" -> throw refused(i, "uses \"" + token + "\"");
                case "//" -> {
                    if (predicates > 0 || xpath.indexOf("//") >= 0) {
                        throw refused(i, "uses // in a predicate, or twice");
                    }
                }
                case "=", "!=", "<", ">", "<=", ">=" -> {
                    if (!constant && !CONSTANT.matcher(text.substring(end)).lookingAt()) {
                        throw refused(i, "compares two selections");
                    }
                }
                case "/" -> {
                    if (predicates > 0 && !operand) {
                        throw refused(i, "starts from the root in a predicate");
                    }
                }
                default -> {
                }
            }
            constant = m.group("literal") != null || m.group("number") != null;
            String written = name && !operand ? nameTest(i, token, before, text.substring(end)) : token;
            operand = name ? !operand : token.equals("*") ? !operand
                    : constant || token.matches("[\\]).]");
            xpath.append(written).append(' ');
            before = token.equals("::") ? before : token;       // of an attribute::name the axis
        }
        if (end < text.length()) {
            throw refused(i, "is not an XPath that is taken here, from \"" + text.substring(end) + "\" on");
        }
        return xpath.toString().strip();
    }

    /** A name that is not an operator: of a function, an axis, an attribute or an element. */
    private static String nameTest(int i, String name, String before, String after) {
        if (after.startsWith("(")) {
            if (!FUNCTIONS.contains(name)) {
                throw refused(i, "uses the function " + name + "()");
            }
            return name;
        }
        if (after.startsWith("::")) {
            if (!AXES.contains(name)) {
                throw refused(i, "uses the axis " + name + "::");
            }
            return name;
        }
        boolean plain = name.indexOf(':') >= 0 || before.equals("@") || before.equals("attribute");
        return plain ? name : DEFAULT + ":" + name;
    }

    private static RuntimeException refused(int i, String why) {
        return InvalidPatch.malformed("The \"sel\" of operation [" + i + "] " + why + ". Send a path of element "
                + "names from the resource down, with [n] or [comparison] where one of several is meant, for example "
                + "Patient/name[use/@value='official']/family/@value.");
    }

    /** The one node it selects. */
    Node in(Document document, String operation) {
        NodeList found;
        try {
            XPathFactory factory = XPathFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            XPath engine = factory.newXPath();
            engine.setNamespaceContext(namespaces);
            found = (NodeList) engine.evaluate(xpath, document, XPathConstants.NODESET);
        } catch (XPathExpressionException | XPathFactoryConfigurationException e) {
            throw InvalidPatch.malformed(operation + ": \"" + text + "\" is not an XPath to a node, or has a prefix "
                    + "that is not declared. Send for example Patient/birthDate/@value.");
        }
        if (found.getLength() != 1) {
            throw InvalidPatch.inapplicable(operation + ": \"" + text + "\" selects " + found.getLength()
                    + " nodes. Send a \"sel\" that selects exactly one (RFC 5261 section 4.1).");
        }
        return found.item(0);
    }

    @Override
    public String toString() {
        return text;
    }

    private record Declarations(Element operation) implements NamespaceContext {

        @Override
        public String getNamespaceURI(String prefix) {
            if (prefix.equals(DEFAULT)) {
                String declared = operation.lookupNamespaceURI(null);
                return declared == null || declared.equals(XmlPatch.PATCH_OPERATIONS) ? XmlPatch.FHIR : declared;
            }
            String declared = operation.lookupNamespaceURI(prefix);
            return declared != null ? declared : WELL_KNOWN.getOrDefault(prefix, XMLConstants.NULL_NS_URI);
        }

        @Override
        public String getPrefix(String uri) {
            return operation.lookupPrefix(uri);
        }

        @Override
        public Iterator<String> getPrefixes(String uri) {
            String prefix = getPrefix(uri);
            return prefix == null ? List.<String>of().iterator() : List.of(prefix).iterator();
        }
    }
}
