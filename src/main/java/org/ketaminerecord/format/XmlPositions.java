package org.ketaminerecord.format;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.ketaminerecord.json.JsonPositions;
import org.ketaminerecord.json.Position;

/** Finds where elements stand in XML that was read before; paths are those of {@link JsonPositions}. */
public final class XmlPositions {

    private record Open(String path, Map<String, Integer> counts) {
    }

    private XmlPositions() {
    }

    /** The positions of elements, as far as they are there. */
    public static Map<String, Position> find(byte[] xml, Set<String> wanted) {
        Map<String, Position> found = new HashMap<>();
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        Deque<Open> open = new ArrayDeque<>();
        try {
            XMLStreamReader in = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            while (in.hasNext()) {
                int event = in.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    String path = path(open.peek(), in.getLocalName());
                    open.push(new Open(path, new HashMap<>()));
                    if (wanted.contains(path)) {
                        found.putIfAbsent(path, new Position(in.getLocation().getLineNumber(), in.getLocation().getColumnNumber()));
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    open.pop();
                }
            }
        } catch (XMLStreamException e) {
            return found;
        }
        return found;
    }

    /** The element with the name of a resource type is no step: the resource is what is around it. */
    private static String path(Open parent, String name) {
        if (parent == null) {
            return "";
        }
        if (Character.isUpperCase(name.charAt(0))) {
            return parent.path();
        }
        int count = parent.counts().merge(name, 1, Integer::sum);
        return parent.path() + "/" + name + (count == 1 ? "" : "/" + (count - 1));
    }
}
