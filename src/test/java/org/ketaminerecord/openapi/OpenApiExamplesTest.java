package org.ketaminerecord.openapi;

import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.demo.DemoClinic;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;

/** Every request of the OpenAPI document, sent with the examples it stands there with, to a server with the demonstration clinic. */
@QuarkusTest
class OpenApiExamplesTest {

    /** What some of the others need to be there comes first, what takes it away last. */
    private static final List<String> FIRST = List.of("update", "update-conditional");
    private static final List<String> LAST = List.of("delete", "delete-conditional");

    private JsonObject document;

    @BeforeEach
    void the_clinic_is_there() throws IOException {
        document = OpenApiTest.document();
        if (Fhir.get("Patient/demo-iv-stopped").statusCode() == 404) {
            DemoClinic.bundles(1, LocalDate.now()).forEach(b -> Fhir.process(b).then().statusCode(200));
            for (String own : List.of("ValueSet-ktr-session-type", "CodeSystem-ktr-session-type", "ConceptMap-ktr-ehr-route", "Questionnaire-phq-9")) {
                Fhir.put(JsonReader.object(Files.readAllBytes(Path.of("fhir-profiles/package", own + ".json")))).then().statusCode(lessThan(300));
            }
            String answers = Fhir.matches(Fhir.encoded("QuestionnaireResponse?questionnaire=https://ketamine-record.example/fhir/Questionnaire/phq-9&patient=demo-iv-responder&_count=1")).getFirst();
            Fhir.put(Fhir.read("QuestionnaireResponse/" + answers).put("id", "phq-9-answers")).then().statusCode(lessThan(300));
            Fhir.put(Given.json("{'resourceType':'SearchParameter','id':'individual-family','status':'draft','name':'family','code':'family','type':'string',"
                    + "'base':['Patient'],'url':'http://hl7.org/fhir/SearchParameter/individual-family','description':'As R4 has it'}")).then().statusCode(201);
        }
    }

    private record Request(String method, String path, JsonObject description) {

        String name() {
            return description.string("operationId");
        }

        int turn() {
            return FIRST.contains(name()) ? FIRST.indexOf(name()) - 10 : LAST.contains(name()) ? LAST.indexOf(name()) + 10 : 0;
        }
    }

    @Test
    void every_request_succeeds_as_it_stands() {
        List<Request> requests = new ArrayList<>();
        OpenApiTest.forEachRequest((at, d) -> requests.add(new Request(at.substring(0, at.indexOf(' ')), at.substring(at.indexOf(' ') + 1), d)));
        requests.removeIf(r -> r.path().endsWith("/$purge"));      // no example there: who tries it out would lose a patient
        requests.sort(Comparator.comparingInt(Request::turn));
        Map<String, Integer> refused = new TreeMap<>();
        for (Request r : requests) {
            JsonObject content = content(r);
            if (content == null) {
                note(refused, r.name(), send(r, null, null));
            } else {
                content.forEach((type, media) -> bodies((JsonObject) media).forEach(body -> note(refused, r.name() + " " + type, send(r, type, body))));
            }
        }
        assertEquals(Map.of(), refused);
    }

    @Test
    void the_searches_find_something() {
        JsonObject examples = document.object("components").object("parameters").object("criteria").object("examples");
        examples.forEach((name, example) -> assertTrue(!Fhir.matches("Observation?" + form(((JsonObject) example).object("value"))).isEmpty(), name));
    }

    private static void note(Map<String, Integer> refused, String what, Response response) {
        if (response.statusCode() >= 300) {
            refused.put(what + ": " + response.asString().substring(0, Math.min(300, response.asString().length())), response.statusCode());
        }
    }

    private JsonObject content(Request r) {
        JsonObject body = r.description().object("requestBody");
        body = body == null ? null : resolved(body);
        return body == null || !body.toString().contains("\"example") ? null : body.object("content");
    }

    private static List<String> bodies(JsonObject media) {
        List<String> bodies = new ArrayList<>();
        if (media.get("example") != null) {
            bodies.add(media.get("example") instanceof JsonString s ? s.value() : media.get("example").toString());
        }
        if (media.object("examples") != null) {
            media.object("examples").forEach((name, example) -> bodies.add(((JsonObject) example).get("value").toString()));
        }
        return bodies;
    }

    private Response send(Request r, String contentType, String body) {
        String path = r.path().substring("/fhir".length());
        StringBuilder query = new StringBuilder();
        for (JsonObject reference : r.description().objects("parameters")) {
            JsonObject p = resolved(reference);
            JsonValue example = p.get("example") != null ? p.get("example") : p.object("examples") == null ? null : ((JsonObject) p.object("examples").value(0)).get("value");
            if (example instanceof JsonObject criteria) {
                query.append('&').append(form(criteria));
            } else if (example != null && "path".equals(p.string("in"))) {
                path = path.replace("{" + p.string("name") + "}", text(example));
            } else if (example != null && "query".equals(p.string("in"))) {
                query.append('&').append(p.string("name")).append('=').append(URLEncoder.encode(text(example), StandardCharsets.UTF_8));
            }
        }
        RequestSpecification request = Fhir.request();
        if (body != null) {
            request = request.contentType(contentType).body(contentType.contains("form") ? form(JsonReader.object(
                    body.getBytes(StandardCharsets.UTF_8))) : body);
        }
        return request.request(r.method().toUpperCase(java.util.Locale.ROOT), path + (query.isEmpty() ? "" : "?" + query.substring(1)));
    }

    private static String form(JsonObject criteria) {
        List<String> pairs = new ArrayList<>();
        criteria.forEach((name, value) -> pairs.add(name + "=" + URLEncoder.encode(text(value), StandardCharsets.UTF_8)));
        return String.join("&", pairs);
    }

    private static String text(JsonValue value) {
        return value instanceof JsonNumber n ? n.text() : ((JsonString) value).value();
    }

    private JsonObject resolved(JsonObject o) {
        if (o.string("$ref") == null) {
            return o;
        }
        String[] steps = o.string("$ref").substring(2).split("/");
        return document.object(steps[0]).object(steps[1]).object(steps[2]);
    }
}
