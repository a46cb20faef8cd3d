package org.ketaminerecord.http;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;

/** What the CapabilityStatement declares is there: requests made from it, one for each thing it says. */
@QuarkusTest
class DeclaredTest {

    private JsonObject rest;

    @BeforeEach
    void read() {
        rest = Fhir.read("metadata").objects("rest").getFirst();
    }

    private Executable answers(int status, String path) {
        return () -> assertEquals(status, Fhir.get(path).statusCode(), path.substring(0, Math.min(200, path.length())));
    }

    private void forEachType(Function<JsonObject, String> request) {
        assertAll(rest.objects("resource").stream().map(r -> answers(200, request.apply(r))));
    }

    @Test
    void every_type_can_be_searched() {
        forEachType(r -> r.string("type") + "?_count=1&_total=none");
    }

    @Test
    void every_search_parameter_is_understood() {
        String nobody = Given.unique();
        forEachType(r -> {
            StringBuilder query = new StringBuilder(r.string("type")).append("?_id=").append(nobody);
            r.objects("searchParam").forEach(p -> query.append('&').append(p.string("name")).append(":missing=true"));
            return query.toString();
        });
    }

    /** In portions, since one request may have 50 includes. */
    @Test
    void every_include_is_understood() {
        String nobody = Given.unique();
        List<Executable> asked = new ArrayList<>();
        for (JsonObject r : rest.objects("resource")) {
            List<String> includes = new ArrayList<>(including(r, "searchInclude", "_include"));
            includes.addAll(including(r, "searchRevInclude", "_revinclude"));
            for (int from = 0; from < includes.size(); from += 50) {
                List<String> portion = includes.subList(from, Math.min(from + 50, includes.size()));
                asked.add(answers(200, r.string("type") + "?_id=" + nobody + String.join("", portion)));
            }
        }
        assertAll(asked);
    }

    private static List<String> including(JsonObject r, String array, String parameter) {
        return r.array(array) == null ? List.of()
                : r.array(array).stream().map(v -> "&" + parameter + "=" + ((JsonString) v).value()).toList();
    }

    /** Each type is asked for one of its interactions, in turn, so that each interaction is asked for of many types. */
    @Test
    void every_interaction_of_a_type_is_there() {
        String id = Given.unique();
        List<Executable> asked = new ArrayList<>();
        for (JsonObject r : rest.objects("resource")) {
            List<JsonObject> interactions = r.objects("interaction");
            String code = interactions.get(asked.size() % interactions.size()).string("code");
            asked.add(() -> assertAnswered(code, ask(code, r.string("type"), id)));
        }
        assertAll(asked);
    }

    private static Response ask(String interaction, String type, String id) {
        String url = type + "/" + id;
        return switch (interaction) {
            case "read" -> Fhir.get(url);
            case "vread" -> Fhir.get(url + "/_history/1");
            case "create" -> Fhir.request().body(wrong(type)).post(type);
            case "update" -> Fhir.request().body(wrong(type)).put(url);
            case "patch" -> Fhir.request().contentType("application/json-patch+json").body("[]").patch(url);
            case "delete" -> Fhir.request().delete(url);
            case "search-type" -> Fhir.get(type + "?_id=" + id);
            case "history-instance" -> Fhir.get(url + "/_history");
            case "history-type" -> Fhir.get(type + "/_history?_count=1");
            default -> throw new AssertionError("no request is known for " + interaction);
        };
    }

    /** A resource that is refused, so that nothing is stored. */
    private static String wrong(String type) {
        return new JsonObject().put("resourceType", type).put("nonsense", true).toString();
    }

    /** Answered by the interaction itself: no "no such URL", no "no such method", no failure. */
    private static void assertAnswered(String interaction, Response response) {
        String code = response.statusCode() < 400 ? "" : String.valueOf(response.<Object>path("issue[0].details.coding[0].code"));
        assertNotEquals("unknown-interaction", code, interaction);
        assertNotEquals("unknown-type", code, interaction);
        assertEquals(true, response.statusCode() < 500, interaction + " " + response.statusCode());
    }

    @Test
    void every_interaction_of_the_system_is_there() {
        for (JsonObject interaction : rest.objects("interaction")) {
            Response response = switch (interaction.string("code")) {
                case "transaction", "batch" -> Fhir.process(Given.bundle(interaction.string("code")));
                case "search-system" -> Fhir.get("?_type=Patient,Observation&_count=1");
                case "history-system" -> Fhir.get("_history?_count=1");
                default -> throw new AssertionError("no request is known for " + interaction);
            };
            assertEquals(200, response.statusCode(), interaction.toString());
        }
    }

    /** Those of all types are asked for at the first of them. */
    @Test
    void every_operation_is_there() {
        Map<String, String> urls = new TreeMap<>();
        rest.objects("operation").forEach(o -> urls.put("$" + o.string("name"), "$" + o.string("name")));
        for (JsonObject r : rest.objects("resource")) {
            // at the type or at the instance: the statement does not say which
            r.objects("operation").forEach(o -> urls.putIfAbsent(o.string("definition"), r.string("type") + "/$" + o.string("name")));
        }
        assertAll(urls.values().stream().map(url -> () -> assertEquals(true, known(url) || known(url.replace("/", "/x/")), url)));
    }

    private static boolean known(String url) {
        Response response = Fhir.request().body("{\"resourceType\":\"Parameters\"}").post(url);
        return response.statusCode() < 400 || response.statusCode() < 500
                && !String.valueOf(response.<Object>path("issue[0].details.coding[0].code")).startsWith("unknown-");
    }
}
