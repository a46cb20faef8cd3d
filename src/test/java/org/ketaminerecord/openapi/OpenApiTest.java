package org.ketaminerecord.openapi;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.capability.DeclaredInteractions;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.format.XmlReader;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.operation.Operation;
import org.ketaminerecord.operation.OperationRegistry;

/** The OpenAPI document lists what is there, and each entry says enough to be tried. */
@QuarkusTest
class OpenApiTest {

    @Inject
    @All
    List<DeclaredInteractions> endpoints;
    @Inject
    OperationRegistry operations;

    static JsonObject document() {
        return JsonReader.object(given().get("/q/openapi?format=json").then().statusCode(200).extract().asByteArray());
    }

    /** Every request of the document as "get /fhir/..." with its description. */
    static void forEachRequest(java.util.function.BiConsumer<String, JsonObject> action) {
        document().object("paths").forEach((path, item) -> ((JsonObject) item).forEach((method, request) ->
                action.accept(method + " " + path, (JsonObject) request)));
    }

    private static Set<String> requests() {
        Set<String> requests = new TreeSet<>();
        forEachRequest((request, description) -> requests.add(request));
        return requests;
    }

    @Test
    void every_endpoint_and_every_operation_is_listed_and_nothing_else() {
        Set<String> there = new TreeSet<>();
        for (DeclaredInteractions endpoint : endpoints) {
            Class<?> type = endpoint.getClass().isAnnotationPresent(Path.class) ? endpoint.getClass() : endpoint.getClass().getSuperclass();
            for (Method method : type.getDeclaredMethods()) {
                String path = type.getAnnotation(Path.class).value()
                        + (method.isAnnotationPresent(Path.class) ? "/" + method.getAnnotation(Path.class).value() : "");
                if (!path.contains("{operation")) {
                    verbs(method).forEach(verb -> there.add(verb + " " + path));
                }
            }
        }
        for (Operation o : operations.all()) {
            for (Operation.Level level : o.levels()) {
                List<String> types = o.types().isEmpty() ? List.of("{type}") : List.copyOf(o.types());
                for (String type : types) {
                    String path = "/fhir" + switch (level) {
                        case SYSTEM -> "";
                        case TYPE -> "/" + type;
                        case INSTANCE -> "/" + type + "/{id}";
                        case VERSION -> "/" + type + "/{id}/_history/{version}";
                    } + "/$" + o.name();
                    if (level != Operation.Level.VERSION) {
                        there.add("post " + path);
                    }
                    if ((!o.affectsState() || o.tellsStatus()) && !o.needsBody(level)) {
                        there.add("get " + path);
                    }
                }
            }
        }
        assertEquals(there, requests());
    }

    private static Stream<String> verbs(Method method) {
        return Arrays.stream(method.getAnnotations()).map(Annotation::annotationType).filter(a -> a.isAnnotationPresent(HttpMethod.class))
                .map(a -> a.getAnnotation(HttpMethod.class).value().toLowerCase(Locale.ROOT));
    }

    @Test
    void every_request_has_a_name_of_its_own_a_group_an_answer_and_a_refusal() {
        Set<String> names = new HashSet<>();
        Set<String> groups = new HashSet<>();
        document().objects("tags").forEach(t -> groups.add(t.string("name")));
        forEachRequest((request, d) -> {
            assertTrue(d.string("operationId") != null && names.add(d.string("operationId")), request);
            assertTrue(d.array("tags") != null && groups.contains(((JsonString) d.array("tags").getFirst()).value()), request);
            assertTrue(d.string("summary") != null, request);
            assertTrue(d.object("responses").names().stream().anyMatch(s -> s.startsWith("2")), request);
            assertTrue(d.object("responses").toString().contains("#/components/responses/Refusal"), request);
            assertTrue(request.startsWith("get") || request.startsWith("delete") || d.has("requestBody"), request);
        });
    }

    @Test
    void every_reference_leads_somewhere() {
        JsonObject document = document();
        List<String> missing = new ArrayList<>();
        check(document, document, missing);
        assertEquals(List.of(), missing);
    }

    private static void check(JsonValue value, JsonObject document, List<String> missing) {
        switch (value) {
            case JsonObject o -> {
                if (o.string("$ref") != null) {
                    JsonObject target = document;
                    for (String step : o.string("$ref").substring(2).split("/")) {
                        target = target == null ? null : target.object(step);
                    }
                    if (target == null) {
                        missing.add(o.string("$ref"));
                    }
                }
                o.forEach((name, member) -> check(member, document, missing));
            }
            case JsonArray a -> a.forEach(item -> check(item, document, missing));
            default -> { }
        }
    }

    @Test
    void a_path_asks_for_each_of_its_parts_and_a_type_is_one_of_R4() {
        JsonObject document = document();
        forEachRequest((request, d) -> {
            for (String part : List.of("type", "id", "version")) {
                long asked = d.objects("parameters").stream().filter(p -> part.equals(p.string("name")) && "path".equals(p.string("in")) || ("#/components/parameters/" + part).equals(p.string("$ref")))
                        .count();
                assertEquals(request.contains("{" + part + "}") ? 1 : 0, asked, request + " " + part);
            }
        });
        assertEquals(Definitions.r4().resourceTypes(), document.object("components").object("schemas").object("ResourceType").array("enum").stream()
                .map(v -> ((JsonString) v).value()).toList());
    }

    @Test
    void an_example_is_the_same_in_both_formats() {
        for (String body : List.of("create", "update")) {
            JsonObject content = document().object("components").object("requestBodies").object(body).object("content");
            JsonObject examples = content.object("application/fhir+json").object("examples");
            assertEquals(((JsonObject) examples.value(0)).object("value"),
                    XmlReader.object(content.object("application/fhir+xml").string("example").getBytes(java.nio.charset.StandardCharsets.UTF_8)), body);
        }
    }

    @Test
    void requests_are_sent_to_the_server_that_the_document_is_from() {
        assertEquals("/", document().objects("servers").getFirst().string("url"));
        assertEquals(1, document().objects("servers").size());
    }

    @Test
    void the_document_is_the_same_whenever_it_is_asked_for() {
        assertEquals(document(), document());
    }

    @Test
    void swagger_ui_shows_it() {
        given().get("/q/swagger-ui/").then().statusCode(200).contentType("text/html").body(containsString("/q/openapi"));
    }
}
