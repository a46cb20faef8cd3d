package org.ketaminerecord.interaction;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ketaminerecord.format.OperationOutcome;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.parameter.RequestBase;
import org.ketaminerecord.store.StoredVersion;

/** One entry of a batch-response or transaction-response, as JSON. */
final class EntryResponse {

    private EntryResponse() {
    }

    /** The entry for the outcome of a request; with the resource when wanted. */
    static byte[] of(EntryRequest request, Outcome outcome, boolean full, RequestBase base) {
        return switch (outcome) {
            case Outcome.Version v -> version(request, v, full, base);
            case Outcome.NotModified n -> entry(null, new JsonObject().put("status", "304 Not Modified").put("etag", etag(n.version())), null);
            case Outcome.Deleted d -> entry(null, deleted(d), null);
            case Outcome.Body b -> resource(request, b.json());
            case Outcome.Accepted a -> resource(request, a.json());
        };
    }

    /** The entry for a resource that was made for the answer. */
    static byte[] resource(EntryRequest request, byte[] json) {
        return entry(null, new JsonObject().put("status", "200 OK"), request.part(json, true));
    }

    /** The entry for a refusal. */
    static byte[] of(Fault fault) {
        return entry(null, new JsonObject().put("status", fault.reason().status() + " " + phrase(fault.reason()))
                .put("outcome", OperationOutcome.of(fault.issues())), null);
    }

    private static byte[] version(EntryRequest request, Outcome.Version v, boolean full, RequestBase base) {
        StoredVersion s = v.version();
        String url = base.url() + "/" + v.type() + "/" + s.id();
        JsonObject response = new JsonObject().put("status", v.status() == 201 ? "201 Created" : "200 OK")
                .put("location", url + "/_history/" + s.version()).put("etag", etag(s)).put("lastModified", Meta.instant(s.updated()));
        outcome(response, v.issues());
        return entry(url, response, full ? request.part(s.body(), false) : null);
    }

    private static JsonObject deleted(Outcome.Deleted d) {
        JsonObject response = new JsonObject().put("status", "204 No Content");
        if (d.version() != null) {
            response.put("etag", etag(d.version())).put("lastModified", Meta.instant(d.version().updated()));
        }
        outcome(response, d.issues());
        return response;
    }

    private static void outcome(JsonObject response, List<Issue> issues) {
        if (!issues.isEmpty()) {
            response.put("outcome", OperationOutcome.of(issues));
        }
    }

    private static String etag(StoredVersion v) {
        return "W/\"" + v.version() + "\"";
    }

    private static String phrase(Reason reason) {
        StringBuilder phrase = new StringBuilder();
        for (String word : reason.name().split("_")) {
            phrase.append(phrase.isEmpty() ? "" : " ").append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        }
        return phrase.toString();
    }

    private static byte[] entry(String fullUrl, JsonObject response, byte[] resource) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(resource == null ? 256 : resource.length + 256);
        out.write('{');
        if (fullUrl != null) {
            out.writeBytes("\"fullUrl\":".getBytes(StandardCharsets.US_ASCII));
            JsonWriter.string(fullUrl, out);
            out.write(',');
        }
        if (resource != null) {
            out.writeBytes("\"resource\":".getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(resource);
            out.write(',');
        }
        out.writeBytes("\"response\":".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(JsonWriter.bytes(response));
        out.write('}');
        return out.toByteArray();
    }

}
