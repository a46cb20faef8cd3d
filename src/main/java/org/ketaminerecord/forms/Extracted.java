package org.ketaminerecord.forms;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.ElementDefinition;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;

/**
 * A resource that was made of answers.
 *
 * @param resource the resource, which may hold the identifier already
 * @param fullUrl  its place in the bundle
 * @param request  how it is stored
 */
record Extracted(JsonObject resource, String fullUrl, JsonObject request) {

    /** The system of the identifiers that extracted resources have: response, linkId and occurrence. */
    static final String SYSTEM = "https://ketamine-record.example/fhir/NamingSystem/ktr-extracted-answer";

    /** A name for a place in a bundle, the same for the same text, so that the same response gives the same bundle. */
    static String urn(String text) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A resource that is found again by an identifier when the response is extracted again.
     *
     * <p>A type that has no identifier, and whatever is extracted of a response without an id, can only be created.
     *
     * @param response type and id of the response, or null when it has none
     * @param key      what tells the resource from the others of the response
     */
    static Extracted of(JsonObject resource, String response, String key) {
        String type = resource.string("resourceType");
        String urn = urn((response == null ? "" : response) + "#" + key);
        ElementDefinition element = Definitions.r4().type(type).element("identifier");
        if (response == null || element == null || !element.type().equals("Identifier") || !element.many() && resource.has("identifier")) {
            return new Extracted(resource, urn, new JsonObject().put("method", "POST").put("url", type));
        }
        JsonObject identifier = new JsonObject().put("system", SYSTEM).put("value", response + "#" + key);
        if (element.many()) {
            JsonArray identifiers = resource.array("identifier") == null ? new JsonArray() : resource.array("identifier");
            identifiers.add(identifier);
            resource.put("identifier", identifiers);
        } else {
            resource.put("identifier", identifier);
        }
        String criteria = "identifier=" + encoded(SYSTEM + "|" + escaped(identifier.string("value")));
        return new Extracted(resource, urn, new JsonObject().put("method", "PUT").put("url", type + "?" + criteria));
    }

    /** R4 search.html#escaping. */
    private static String escaped(String value) {
        return value.replaceAll("([\\\\,$|])", "\\\\$1");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** The transaction that stores them. */
    static JsonObject bundle(List<Extracted> all) {
        JsonObject bundle = new JsonObject().put("resourceType", "Bundle").put("type", "transaction");
        return all.isEmpty() ? bundle : bundle.put("entry", JsonArray.of(all.stream().map(e ->
                new JsonObject().put("fullUrl", e.fullUrl).put("resource", e.resource).put("request", e.request)).toList()));
    }
}
