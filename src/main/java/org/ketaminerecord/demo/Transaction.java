package org.ketaminerecord.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.UUID;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;

/**
 * A transaction bundle in the making. Each entry has a key that is unique in it, and a full URL made of that key, so
 * that a resource can point at another one that is written later.
 */
final class Transaction {

    /** R4 security-labels.html: test data says so itself, so that nobody takes it for a real patient's. */
    private static final Code TEST_DATA = Codes.hl7("v3-ActReason", "HTEST", "test health data");

    private final String name;
    private final long seed;
    private final JsonArray entries = new JsonArray();

    Transaction(String name, long seed) {
        this.name = name;
        this.seed = seed;
    }

    /** The full URL of the entry with this key, whether or not it is there yet. */
    String url(String key) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes((seed + "/" + name + "/" + key).getBytes(UTF_8));
    }

    /** Creates a resource. */
    String post(String key, JsonObject resource) {
        return add(key, resource, request("POST", resource.string("resourceType")));
    }

    /** Creates a resource unless one with its first identifier is there. */
    String postIfNone(String key, JsonObject resource) {
        return add(key, resource, request("POST", resource.string("resourceType"))
                .put("ifNoneExist", criteria(resource)));
    }

    /** Creates or updates a resource under an id that people can read. */
    String put(String id, JsonObject resource) {
        resource.insert(1, "id", new JsonString(id));
        return add(id, resource, request("PUT", resource.string("resourceType") + "/" + id));
    }

    /** The full URLs of the entries of these types, in order. */
    List<String> urls(String... types) {
        List<String> wanted = List.of(types);
        return entries.objects().stream()
                .filter(e -> wanted.contains(e.object("resource").string("resourceType")))
                .map(e -> e.string("fullUrl")).toList();
    }

    JsonObject bundle() {
        return Elements.resource("Bundle").put("type", "transaction").put("entry", entries);
    }

    private String add(String key, JsonObject resource, JsonObject request) {
        JsonObject meta = new JsonObject();
        Claims.of(resource).ifPresent(profile -> meta.put("profile", Elements.strings(profile)));
        resource.insert(resource.has("id") ? 2 : 1, "meta", meta.put("security", JsonArray.of(TEST_DATA.coding())));
        String url = url(key);
        entries.add(new JsonObject().put("fullUrl", url).put("resource", resource).put("request", request));
        return url;
    }

    private static JsonObject request(String method, String url) {
        return new JsonObject().put("method", method).put("url", url);
    }

    private static String criteria(JsonObject resource) {
        JsonObject identifier = resource.objects("identifier").getFirst();
        return "identifier=" + identifier.string("system") + "|" + identifier.string("value");
    }
}
