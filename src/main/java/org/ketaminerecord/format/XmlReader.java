package org.ketaminerecord.format;

import java.util.Collection;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.ElementDefinition;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.definition.TypeDefinition;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNull;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/**
 * Reads FHIR XML (R4 xml.html) into the tree that the same resource has in FHIR JSON (R4 json.html). It refuses what
 * JSON could not say: unknown elements, empty ones, an element twice that may be there once, text between elements.
 * Elements in another order than the definition's are taken, since JSON has no order.
 */
public final class XmlReader {

    static final String FHIR = "http://hl7.org/fhir";

    private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

    private final Definitions definitions = Definitions.r4();
    private final TypeDefinition element = definitions.type("Element");
    private final XMLStreamReader in;
    private final String source;
    private int depth;

    private XmlReader(XMLStreamReader in, String source) {
        this.in = in;
        this.source = source;
    }

    /**
     * Reads one resource.
     *
     * @throws Fault with reason {@code BAD_REQUEST} that names line and column, when the bytes are not a resource in
     *               XML
     */
    public static JsonObject object(byte[] utf8) {
        String source = XmlSource.text(utf8);
        try {
            XMLStreamReader in = XmlSource.open(source);
            try {
                return new XmlReader(in, source).document();
            } finally {
                in.close();
            }
        } catch (XMLStreamException e) {
            throw XmlSource.notWellFormed(e);
        }
    }

    // ---- the walk ------------------------------------------------------------------------------------

    private JsonObject document() throws XMLStreamException {
        while (in.next() != XMLStreamConstants.START_ELEMENT) {
            if (in.getEventType() == XMLStreamConstants.DTD) {
                throw XmlSource.doctype(in);
            }
        }
        depth = 1;
        JsonObject resource = resource(null);
        while (in.hasNext()) {
            in.next();                       // what follows may only be comments; the parser sees to that
        }
        return resource;
    }

    private JsonObject resource(Place at) throws XMLStreamException {
        String name = in.getLocalName();
        Place place = at == null ? new Place(null, name, -1) : at;
        inFhir(place);
        if (!definitions.isResourceType(name)) {
            throw refused(IssueType.STRUCTURE, FaultCode.UNKNOWN_TYPE, place, "The element \""
                    + XmlSource.shown(name) + "\"",
                    "is not a resource type of R4", meant(name, definitions.resourceTypes(), "Send a resource"));
        }
        for (int i = 0; i < in.getAttributeCount(); i++) {
            if (!SCHEMA_INSTANCE.equals(in.getAttributeNamespace(i))) {
                throw unknownAttribute(i, place, "id".equals(in.getAttributeLocalName(i))
                        ? "Send the id of a resource as its first element, <id value=\"...\"/>" : "Leave it out");
            }
        }
        TypeDefinition type = definitions.type(name);
        JsonObject resource = new JsonObject().append("resourceType", new JsonString(type.name()));
        return children(type, resource, place);
    }

    /** Reads the content of an element up to its end into an object, which is made at need when it is null. */
    private JsonObject children(TypeDefinition type, JsonObject into, Place at) throws XMLStreamException {
        JsonObject o = into;
        boolean fillers = false;
        while (true) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    o = o == null ? new JsonObject() : o;
                    fillers |= child(type, o, at);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return fillers ? withoutBareFillers(o) : o;
                }
                default -> between(at);
            }
        }
    }

    /** Reads one child into its parent; true when it left a null in an array of primitives. */
    private boolean child(TypeDefinition type, JsonObject parent, Place at) throws XMLStreamException {
        ElementDefinition e = type.element(in.getLocalName());
        boolean narrative = e != null && e.type().equals("xhtml");
        if (!narrative) {
            inFhir(at);
        }
        if (e == null || isAttribute(type, e)) {
            throw unknownElement(type, e != null, at);
        }
        JsonArray array = e.many() ? array(parent, e.name()) : null;
        Place place = new Place(at, e.base(), e.many() ? array.size() : -1);
        if (!e.many() && (parent.has(e.name()) || parent.has("_" + e.name()))) {
            throw refused(IssueType.STRUCTURE, FaultCode.CARDINALITY, place, "The element \"" + e.name() + "\"",
                    "is there twice where " + type.name() + " has one", "Send it once.");
        }
        int levels = e.many() ? 2 : 1;
        depth += levels;
        if (depth > JsonReader.DEEPEST) {
            throw XmlSource.tooDeep(in);
        }
        TypeDefinition its = definitions.type(e.type());
        boolean filler = false;
        if (its.kind() == TypeDefinition.Kind.PRIMITIVE && !narrative) {
            filler = primitive(e, its, parent, array, place);
        } else {
            JsonValue value = switch (its.kind()) {
                case PRIMITIVE -> new JsonString(narrative(place));
                case RESOURCE -> inner(place);
                case COMPLEX, BACKBONE -> complex(its, place);
            };
            if (array != null) {
                array.add(value);
            } else {
                parent.append(e.name(), value);
            }
        }
        depth -= levels;
        return filler;
    }

    private JsonObject complex(TypeDefinition type, Place at) throws XMLStreamException {
        JsonObject o = new JsonObject();
        for (int i = 0; i < in.getAttributeCount(); i++) {
            String name = in.getAttributeLocalName(i);
            ElementDefinition e = plain(i) ? type.element(name) : null;
            if (e != null && isAttribute(type, e)) {
                o.append(e.name(), new JsonString(attribute(i, at)));
            } else if (!SCHEMA_INSTANCE.equals(in.getAttributeNamespace(i))) {
                throw unknownAttribute(i, at, name.equals("value")
                        ? "It is a " + type.name() + ", which has elements, not a value" : "Leave it out");
            }
        }
        children(type, o, at);
        if (o.size() == (o.has("id") ? 1 : 0)) {
            throw empty(at, "has neither elements nor extensions");
        }
        return o;
    }

    /** An element that holds a resource ({@code contained}, {@code Bundle.entry.resource}): JSON has no such layer. */
    private JsonObject inner(Place at) throws XMLStreamException {
        for (int i = 0; i < in.getAttributeCount(); i++) {
            throw unknownAttribute(i, at, "Leave it out");
        }
        JsonObject resource = null;
        while (in.next() != XMLStreamConstants.END_ELEMENT) {
            if (in.getEventType() != XMLStreamConstants.START_ELEMENT) {
                between(at);
            } else if (resource != null) {
                throw refused(IssueType.STRUCTURE, FaultCode.CARDINALITY, at, "The element", "holds two resources",
                        "Send one resource in it, and the element again for the next.");
            } else {
                resource = resource(at);
            }
        }
        if (resource == null) {
            throw empty(at, "holds no resource");
        }
        return resource;
    }

    private String narrative(Place at) throws XMLStreamException {
        if (!Xhtml.NAMESPACE.equals(in.getNamespaceURI())) {
            throw refused(IssueType.STRUCTURE, FaultCode.MALFORMED, at, "The narrative", "is not XHTML",
                    "Send <div xmlns=\"" + Xhtml.NAMESPACE + "\">.");
        }
        return Xhtml.read(in, source);
    }

    // ---- primitives ----------------------------------------------------------------------------------

    /** The value goes to {@code name}, id and extensions go to {@code _name} (R4 json.html#primitive). */
    private boolean primitive(ElementDefinition e, TypeDefinition type, JsonObject parent, JsonArray array, Place at)
            throws XMLStreamException {
        JsonValue value = null;
        JsonObject rest = null;
        for (int i = 0; i < in.getAttributeCount(); i++) {
            String name = plain(i) ? in.getAttributeLocalName(i) : "";
            switch (name) {
                case "value" -> value = value(type.name(), attribute(i, at), at);
                case "id" -> rest = new JsonObject().append("id", new JsonString(attribute(i, at)));
                default -> {
                    if (!SCHEMA_INSTANCE.equals(in.getAttributeNamespace(i))) {
                        throw unknownAttribute(i, at, "A " + type.name() + " has its value in the attribute \"value\"");
                    }
                }
            }
        }
        rest = children(element, rest, at);
        if (value == null && (rest == null || !rest.has("extension"))) {
            throw empty(at, "has neither a value nor an extension");
        }
        if (array == null) {
            if (value != null) {
                parent.append(e.name(), value);
            }
            if (rest != null) {
                parent.append(("_" + e.name()).intern(), rest);
            }
            return false;
        }
        array.add(value == null ? JsonNull.NULL : value);
        JsonArray companions = parent.array("_" + e.name());
        if (rest != null && companions == null) {
            companions = array(parent, ("_" + e.name()).intern());
            while (companions.size() < array.size() - 1) {
                companions.add(JsonNull.NULL);
            }
        }
        if (companions != null) {
            companions.add(rest == null ? JsonNull.NULL : rest);
        }
        return value == null;
    }

    private JsonValue value(String type, String text, Place at) {
        JsonValue value = PrimitiveText.json(type, text);
        if (value == null) {
            throw refused(IssueType.VALUE, FaultCode.INVALID_VALUE, at, "The value", "is not a FHIR " + type,
                    PrimitiveText.form(type));
        }
        return value;
    }

    private String attribute(int i, Place at) {
        String text = in.getAttributeValue(i);
        if (text.isBlank()) {
            throw refused(IssueType.VALUE, FaultCode.INVALID_VALUE, at, "The attribute \""
                    + in.getAttributeLocalName(i) + "\"", "is empty", "Leave it out, or send a value.");
        }
        return text;
    }

    private boolean plain(int i) {
        return in.getAttributeNamespace(i) == null || in.getAttributeNamespace(i).isEmpty();
    }

    private static JsonArray array(JsonObject parent, String name) {
        JsonArray array = parent.array(name);
        if (array == null) {
            array = new JsonArray();
            parent.append(name, array);
        }
        return array;
    }

    /** An array of nothing but nulls says nothing that its companion does not (R4 json.html#null). */
    private static JsonObject withoutBareFillers(JsonObject o) {
        for (String name : o.names()) {
            if (o.get(name) instanceof JsonArray a && a.stream().allMatch(JsonNull.NULL::equals)) {
                o.remove(name);
            }
        }
        return o;
    }

    /** The two things that FHIR XML has as attributes apart from values (R4 xml.html). */
    static boolean isAttribute(TypeDefinition type, ElementDefinition e) {
        return e.name().equals("id") && type.kind() != TypeDefinition.Kind.RESOURCE
                || e.name().equals("url") && type.name().equals("Extension");
    }

    // ---- refusals ------------------------------------------------------------------------------------

    private void inFhir(Place at) {
        if (!FHIR.equals(in.getNamespaceURI())) {
            throw refused(IssueType.STRUCTURE, FaultCode.MALFORMED, at, "The element \""
                    + XmlSource.shown(in.getLocalName()) + "\"",
                    "is not in the namespace of FHIR", "Send xmlns=\"" + FHIR + "\" on the root element.");
        }
    }

    private void between(Place at) {
        switch (in.getEventType()) {
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                if (!in.isWhiteSpace()) {
                    throw refused(IssueType.STRUCTURE, FaultCode.MALFORMED, at, "There is text between the elements",
                            "",
                            "Send values in the attribute \"value\".");
                }
            }
            case XMLStreamConstants.SPACE, XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {
            }
            default -> throw XmlSource.doctype(in);
        }
    }

    private Fault unknownElement(TypeDefinition type, boolean attribute, Place at) {
        String name = in.getLocalName();
        String remedy = attribute ? "Send it as an attribute, " + name + "=\"...\"."
                : type == element ? "Send its value in the attribute \"value\"; it has no elements but \"extension\"."
                : meant(name, type.elements().stream().filter(e -> !isAttribute(type,
                        e)).map(ElementDefinition::name).toList(),
                        "Leave it out, or send it as an extension");
        String owner = type == element ? "a primitive value" : type.name();
        return refused(IssueType.STRUCTURE, FaultCode.UNKNOWN_ELEMENT, new Place(at, XmlSource.shown(name), -1),
                "The element \"" + XmlSource.shown(name) + "\"", "is not an element of " + owner, remedy);
    }

    private Fault unknownAttribute(int i, Place at, String remedy) {
        return refused(IssueType.STRUCTURE, FaultCode.UNKNOWN_ELEMENT, at,
                "The attribute \"" + XmlSource.shown(in.getAttributeLocalName(i)) + "\"", "does not belong here",
                        remedy + ".");
    }

    private Fault empty(Place at, String what) {
        return refused(IssueType.STRUCTURE, FaultCode.INVALID_VALUE, at, "The element \"" + at.name() + "\"", what,
                "Leave it out; FHIR elements are never empty.");
    }

    private Fault refused(IssueType type, FaultCode code, Place at, String subject, String fault, String remedy) {
        return Fault.at(Reason.BAD_REQUEST, type, code, at.path(),
                subject + ", " + XmlSource.where(in) + (fault.isEmpty() ? "" : ", " + fault) + ". " + remedy);
    }

    private static String meant(String name, Collection<String> names, String otherwise) {
        return Nearest.to(name, names).map(n -> "Did you mean \"" + n + "\"?").orElse(otherwise + ".");
    }
}
