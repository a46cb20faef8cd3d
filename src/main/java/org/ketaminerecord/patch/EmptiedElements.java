package org.ketaminerecord.patch;

import java.util.LinkedHashSet;
import java.util.Set;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * The elements out of which a patch took something. Those that have nothing left at the end are dropped, since FHIR has
 * no empty elements (R4 xml.html).
 */
final class EmptiedElements {

    private final Set<Element> noted = new LinkedHashSet<>();

    /** Remembers an element that lost something. */
    void note(Element element) {
        noted.add(element);
    }

    /** Drops what is empty, and what becomes empty by that. */
    void drop() {
        for (Element element : noted) {
            Element at = element;
            while (isEmpty(at) && at.getParentNode() instanceof Element parent) {
                parent.removeChild(at);
                at = parent;
            }
        }
    }

    private static boolean isEmpty(Element element) {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            String name = ((Attr) attributes.item(i)).getName();
            if (!name.equals("id") && !name.startsWith("xmlns")) {
                return false;
            }
        }
        for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element || !n.getTextContent().isBlank()) {
                return false;
            }
        }
        return true;
    }
}
