package org.ketaminerecord.patch;

import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import org.w3c.dom.Attr;
import org.w3c.dom.Comment;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** One operation of an XML Patch (RFC 5261 section 4). */
sealed interface XmlOperation {

    /** How a refusal names it. */
    String at();

    /** Which node it is about. */
    XmlSelector sel();

    /** Where an added node goes. */
    enum Position { APPEND, PREPEND, BEFORE, AFTER }

    /** Puts nodes into or beside an element. */
    record Add(String at, XmlSelector sel, Position pos, List<Node> content) implements XmlOperation {
    }

    /** Gives an element an attribute or a namespace declaration. */
    record AddAttribute(String at, XmlSelector sel, String namespace, String name, String value)
            implements XmlOperation {
    }

    /** Puts a node in the place of another, or a value into an attribute. */
    record Replace(String at, XmlSelector sel, List<Node> content, String text) implements XmlOperation {
    }

    /** Takes a node out. */
    record Remove(String at, XmlSelector sel, boolean spaceBefore, boolean spaceAfter) implements XmlOperation {
    }

    /** Reads an operation. */
    static XmlOperation of(int i, Element e) {
        String at = "Operation [" + i + "] <" + e.getLocalName() + ">";
        return switch (e.getLocalName()) {
            case "add" -> e.getAttribute("type").isEmpty()
                    ? new Add(at, XmlSelector.of(i, e), position(at, e.getAttribute("pos")), content(e))
                    : attribute(at, XmlSelector.of(i, e), e);
            case "replace" -> new Replace(at, XmlSelector.of(i, e), content(e), e.getTextContent());
            case "remove" -> {
                String ws = e.getAttribute("ws");
                yield new Remove(at, XmlSelector.of(i, e), ws.equals("before") || ws.equals("both"),
                        ws.equals("after") || ws.equals("both"));
            }
            default -> throw InvalidPatch.malformed(at + " is not known. Send add, replace or remove elements.");
        };
    }

    private static AddAttribute attribute(String at, XmlSelector sel, Element e) {
        String type = e.getAttribute("type");
        if (type.startsWith("namespace::")) {
            return new AddAttribute(at, sel, XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:" + type.substring(11),
                    e.getTextContent());
        }
        String name = type.startsWith("@") ? type.substring(1) : "";
        int colon = name.indexOf(':');
        String namespace = colon < 0 ? null : e.lookupNamespaceURI(name.substring(0, colon));
        boolean named = name.matches("[\\p{L}_][\\p{L}\\p{N}_.:-]*") && !name.startsWith("xmlns");
        if (!named || colon >= 0 && namespace == null) {
            throw InvalidPatch.malformed(at + " has a \"type\" that is no attribute. "
                    + "Send for example type=\"@value\".");
        }
        return new AddAttribute(at, sel, namespace, name, e.getTextContent());
    }

    private static Position position(String at, String pos) {
        return switch (pos) {
            case "" -> Position.APPEND;
            case "prepend" -> Position.PREPEND;
            case "before" -> Position.BEFORE;
            case "after" -> Position.AFTER;
            default -> throw InvalidPatch.malformed(at + " has an unknown \"pos\". "
                    + "Send prepend, before, after, or none for the end.");
        };
    }

    /** What is inside, without the white space between nodes. */
    private static List<Node> content(Element operation) {
        List<Node> nodes = new ArrayList<>();
        for (Node n = operation.getFirstChild(); n != null; n = n.getNextSibling()) {
            nodes.add(n);
        }
        if (nodes.size() > 1) {
            nodes.removeIf(n -> n instanceof Text t && t.getData().isBlank());
        }
        return nodes;
    }

    /** Does the operation to a document, in place. */
    default void apply(Document document, EmptiedElements emptied) {
        Node target = sel().in(document, at());
        switch (this) {
            case Add o -> add(o, target);
            case AddAttribute o -> addAttribute(o, target);
            case Replace o -> replace(o, target);
            case Remove o -> remove(o, target, emptied);
        }
    }

    private static void add(Add o, Node target) {
        boolean beside = o.pos == Position.BEFORE || o.pos == Position.AFTER;
        Node parent = beside ? target.getParentNode() : target;
        if (!(parent instanceof Element)) {
            throw unfit(o, "nothing can be added there. Send a \"sel\" of an element"
                    + (beside ? " inside the resource." : "."));
        }
        Node next = switch (o.pos) {
            case APPEND -> null;
            case PREPEND -> target.getFirstChild();
            case BEFORE -> target;
            case AFTER -> target.getNextSibling();
        };
        for (Node node : o.content) {
            parent.insertBefore(brought(node, parent.getOwnerDocument()), next);
        }
    }

    private static void addAttribute(AddAttribute o, Node target) {
        if (!(target instanceof Element e)) {
            throw unfit(o, "only an element can have an attribute. Send the \"sel\" of an element.");
        }
        if (e.hasAttribute(o.name)) {
            throw unfit(o, "the attribute is there already. Send a replace.");
        }
        e.setAttributeNS(o.namespace, o.name, o.value);
    }

    private static void replace(Replace o, Node target) {
        boolean onlyText = o.content.stream().allMatch(Text.class::isInstance);
        Node by = o.content.size() == 1 ? o.content.getFirst() : null;
        boolean fits = switch (target) {
            case Attr a -> onlyText && !XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(a.getNamespaceURI());
            case Element e -> by instanceof Element && e.getParentNode() instanceof Element;
            case Comment c -> by instanceof Comment;
            case Text t -> onlyText;
            default -> false;
        };
        if (!fits) {
            throw unfit(o, "it cannot take the place of what \"sel\" selects. Send one element for an element inside "
                    + "the resource, text for an attribute or text.");
        }
        switch (target) {
            case Attr a -> a.setValue(o.text);
            case Text t -> t.setData(o.text);
            default -> target.getParentNode().replaceChild(brought(by, target.getOwnerDocument()), target);
        }
    }

    private static void remove(Remove o, Node target, EmptiedElements emptied) {
        if (target instanceof Attr a) {
            Element owner = a.getOwnerElement();
            owner.removeAttributeNode(a);
            emptied.note(owner);
            return;
        }
        if (!(target.getParentNode() instanceof Element parent)) {
            throw unfit(o, "the resource itself cannot be removed. Send a DELETE for that.");
        }
        // a resource written by this server has no white space between elements, so there need not be any
        if (o.spaceBefore && target.getPreviousSibling() instanceof Text t && t.getData().isBlank()) {
            parent.removeChild(t);
        }
        if (o.spaceAfter && target.getNextSibling() instanceof Text t && t.getData().isBlank()) {
            parent.removeChild(t);
        }
        parent.removeChild(target);
        emptied.note(parent);
    }

    /** A copy for the document; elements of a patch without a namespace of its own are FHIR's. */
    private static Node brought(Node node, Document document) {
        return inFhir(document.importNode(node, true), document);
    }

    private static Node inFhir(Node node, Document document) {
        String namespace = node.getNamespaceURI();
        Node named = node instanceof Element && (namespace == null || namespace.equals(XmlPatch.PATCH_OPERATIONS))
                ? document.renameNode(node, XmlPatch.FHIR, node.getLocalName()) : node;
        if (named instanceof Element e && XmlPatch.PATCH_OPERATIONS.equals(e.getAttribute("xmlns"))) {
            e.removeAttribute("xmlns");
        }
        for (Node n = named.getFirstChild(); n != null; n = n.getNextSibling()) {
            n = inFhir(n, document);
        }
        return named;
    }

    private static RuntimeException unfit(XmlOperation o, String why) {
        return InvalidPatch.inapplicable(o.at() + " at \"" + o.sel() + "\": " + why);
    }
}
