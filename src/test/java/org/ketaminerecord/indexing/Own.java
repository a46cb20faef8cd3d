package org.ketaminerecord.indexing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ketaminerecord.fixture.Fhir.get;
import static org.ketaminerecord.fixture.Fhir.request;

import java.util.ArrayList;
import java.util.List;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;

/** The search parameters that one test makes; it takes them away again, since all tests share a database. */
final class Own {

    private static final String URL = "urn:test:parameter:";

    private final List<String> ids = new ArrayList<>();

    /** An active parameter of a code that no other test has. */
    static JsonObject parameter(String code, String type, String base, String expression) {
        return Given.json("{'resourceType':'SearchParameter','status':'active'}").put("id", code).put("url", URL + code).put("name", code.replace("-", "_"))
                .put("description", "A test's own").put("code", code).put("base", Given.strings(base)).put("type", type).put("expression", expression);
    }

    /** A code that no other test has. */
    static String code() {
        return Given.unique();
    }

    static String url(String code) {
        return URL + code;
    }

    /** Stores one, which must be taken. */
    Own put(JsonObject parameter) {
        ids.add(parameter.string("id"));
        int status = Fhir.put(parameter).statusCode();
        assertEquals(true, status == 200 || status == 201, () -> Fhir.put(parameter).asString());
        return this;
    }

    /** Stores one and waits until it can be searched by. */
    Own ready(JsonObject parameter) {
        put(parameter);
        await(parameter.string("code"), "complete");
        return this;
    }

    /** Waits until the newest job of a code is in a state. */
    static void await(String code, String state) {
        String seen = null;
        for (int i = 0; i < 600; i++) {
            seen = part(job(code), "state");
            if (state.equals(seen)) {
                return;
            }
            pause();
        }
        throw new AssertionError(code + " is " + seen);
    }

    /** The newest job that names a parameter, or null. */
    static JsonObject job(String code) {
        for (JsonObject job : Fhir.read("$reindex").objects("parameter")) {
            if (job.objects("part").stream().anyMatch(p -> url(code).equals(p.string("valueUri")))) {
                return job;
            }
        }
        return null;
    }

    /** The value of a part of a job as a text. */
    static String part(JsonObject job, String name) {
        return job == null ? null : job.objects("part").stream().filter(p -> name.equals(p.string("name"))).map(p -> String.valueOf(p.value(1)))
                .map(v -> v.replaceAll("^JsonString\\[value=(.*)]$|^JsonNumber\\[text=(.*)]$", "$1$2").replaceAll("^\"|\"$", "")).findFirst().orElse(null);
    }

    static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Deletes all that it stored. */
    void clear() {
        ids.forEach(id -> request().delete("SearchParameter/" + id));
        ids.clear();
    }

    /** An extension with one value. */
    static JsonArray extension(String url, String member, org.ketaminerecord.json.JsonValue value) {
        return JsonArray.of(new JsonObject().put("url", url).put(member, value));
    }

    /** True when the CapabilityStatement lists a code for a type. */
    static boolean declared(String type, String code) {
        JsonObject rest = Fhir.read("metadata").objects("rest").getFirst();
        return rest.objects("resource").stream().filter(r -> type.equals(r.string("type"))).flatMap(r -> r.objects("searchParam").stream())
                .anyMatch(p -> code.equals(p.string("name")));
    }

    static String refusal(String search) {
        return Fhir.refused(get(Fhir.encoded(search)), 400, "being-indexed");
    }
}
