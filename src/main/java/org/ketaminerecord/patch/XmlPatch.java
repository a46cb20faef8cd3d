package org.ketaminerecord.patch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ketaminerecord.format.XmlReader;
import org.ketaminerecord.format.XmlWriter;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * An XML Patch (RFC 5261): a {@code diff} with {@code add}, {@code replace} and {@code remove} elements, done to the
 * resource in XML. Names without a prefix are FHIR's where the patch declares no other namespace.
 */
public final class XmlPatch implements Patch {

    static final String FHIR = "http://hl7.org/fhir";
    static final String XHTML = "http://www.w3.org/1999/xhtml";
    static final String PATCH_OPERATIONS = "urn:ietf:params:xml:schema:patch-ops";

    /** Bytes of the resource times operations, since each looks through all of it. */
    private static final long MOST_WORK = 100_000_000;

    private final List<XmlOperation> operations;

    private XmlPatch(List<XmlOperation> operations) {
        this.operations = List.copyOf(operations);
    }

    /**
     * Reads a patch document.
     *
     * @throws Fault with reason {@code BAD_REQUEST} that names the operation, when it is not one
     */
    public static XmlPatch of(byte[] body) {
        return of(XmlDocument.read(body).getDocumentElement());
    }

    /** Reads a patch from its root element. */
    static XmlPatch of(Element root) {
        List<XmlOperation> operations = new ArrayList<>();
        for (Node n = root.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e) {
                operations.add(XmlOperation.of(operations.size(), e));
            }
        }
        boolean named = root.getLocalName().equals("diff") || root.getLocalName().equals("patch");
        if (!named || operations.isEmpty()) {
            throw InvalidPatch.malformed("The XML Patch has no operations (RFC 5261). Send for example "
                    + "<diff xmlns=\"" + FHIR + "\"><replace sel=\"Patient/active/@value\">false</replace></diff>.");
        }
        if (operations.size() > MOST_OPERATIONS) {
            throw InvalidPatch.tooMany(operations.size());
        }
        return new XmlPatch(operations);
    }

    @Override
    public JsonObject apply(JsonObject resource) {
        byte[] xml = XmlWriter.bytes(resource, false);
        if ((long) xml.length * operations.size() > MOST_WORK) {
            throw Fault.of(Reason.UNPROCESSABLE, IssueType.TOO_COSTLY, FaultCode.TOO_COSTLY, "The XML Patch has "
                    + operations.size() + " operations, too many for a resource so large. Send a JSON Patch.");
        }
        Document document = XmlDocument.read(xml);
        apply(document);
        JsonObject patched;
        try {
            patched = XmlReader.object(XmlDocument.bytes(document));
        } catch (Fault e) {
            throw new Fault(Reason.UNPROCESSABLE, e.issues().stream().map(XmlPatch::afterPatch).toList());
        }
        Map<String, String> asWritten = new HashMap<>();
        compare(resource, XmlReader.object(XmlDocument.bytes(XmlDocument.read(xml))), asWritten);
        return asWritten.isEmpty() ? patched : (JsonObject) restored(patched, asWritten);
    }

    private static Issue afterPatch(Issue issue) {
        return new Issue(issue.severity(), issue.type(), issue.code(), "In the XML of the resource after the patch: "
                + issue.diagnostics(), issue.expression());
    }

    /**
     * A DOM forgets how a narrative was written (entities, order of attributes). What the way through it does to each
     * is found by going that way without the patch, and undone where the patch left the narrative alone.
     */
    private static void compare(JsonValue before, JsonValue after, Map<String, String> asWritten) {
        switch (before) {
            case JsonString s when !s.equals(after) && after instanceof JsonString t ->
                    asWritten.put(t.value(), s.value());
            case JsonObject o when after instanceof JsonObject p ->
                    o.forEach((name, v) -> compare(v, p.get(name), asWritten));
            case JsonArray a when after instanceof JsonArray b && a.size() == b.size() -> {
                for (int i = 0; i < a.size(); i++) {
                    compare(a.get(i), b.get(i), asWritten);
                }
            }
            default -> {
            }
        }
    }

    private static JsonValue restored(JsonValue value, Map<String, String> asWritten) {
        switch (value) {
            case JsonObject o -> {
                for (int i = 0; i < o.size(); i++) {
                    o.setValue(i, restored(o.value(i), asWritten));
                }
            }
            case JsonArray a -> a.replaceAll(v -> restored(v, asWritten));
            case JsonString s when asWritten.containsKey(s.value()) -> {
                return new JsonString(asWritten.get(s.value()));
            }
            default -> {
            }
        }
        return value;
    }

    /** Does the operations to a document, in place. */
    void apply(Document document) {
        EmptiedElements emptied = new EmptiedElements();
        for (XmlOperation operation : operations) {
            operation.apply(document, emptied);
        }
        emptied.drop();
    }
}
