package org.ketaminerecord.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.fixture.Given.json;
import static org.ketaminerecord.fixture.Given.reference;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Tokens;
import org.ketaminerecord.fixture.WithTokens;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.operation.Operation;
import org.ketaminerecord.operation.OperationRegistry;

/**
 * Every interaction and operation that there is, found by looking at the endpoints and at the registry, against every kind of
 * token. A new one is in the matrix without anyone adding it, and fails here when it forgets to ask.
 */
@QuarkusTest
@TestProfile(WithTokens.class)
class AccessMatrixTest {

    /** Who need not say who they are. */
    private static final List<String> OPEN = List.of("GET metadata", "OPTIONS metadata", "GET .well-known/smart-configuration");

    private static final JavaClasses ENDPOINTS = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.ketaminerecord");

    @Inject
    OperationRegistry operations;

    private final String marker = Given.unique();
    private final String mine = "mine-" + marker;
    private final String closed = "closed-" + marker;
    /** Stands in the one resource that must not be told of, and nowhere else. */
    private final String secret = Given.unique();

    private record Request(String method, String path, Operation operation) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeEach
    void a_chart() {
        RequestSpecification all = as(Tokens.with("system/*.cruds ktr/label.* ktr/all-consents").bearer());
        all.body(Given.patient(marker).put("id", mine).toString()).put("Patient/" + mine).then().statusCode(org.hamcrest.Matchers.lessThan(300));
        as(Tokens.with("system/*.cruds ktr/label.*").bearer()).body(telling("open", mine).toString()).put("Observation/" + mine).then()
                .statusCode(org.hamcrest.Matchers.lessThan(300));
        as(Tokens.with("system/*.cruds ktr/label.*").bearer()).body(Given.patient("other").put("id", "other-" + marker).toString())
                .put("Patient/other-" + marker).then().statusCode(org.hamcrest.Matchers.lessThan(300));
        as(Tokens.with("system/*.cruds ktr/label.*").bearer()).body(telling("closed", closed).put("meta", new JsonObject().put("security",
                JsonArray.of(new JsonObject().put("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode").put("code", "PSYTHPN")))).toString())
                .put("Observation/" + closed).then().statusCode(org.hamcrest.Matchers.lessThan(300));
    }

    private JsonObject observation() {
        return Given.observation(mine, "8867-4", "2026-01-01", "60", "/min");
    }

    private JsonObject telling(String what, String id) {
        return observation().put("id", id).put("note", JsonArray.of(new JsonObject().put("text", what + secret)));
    }

    @Test
    void nobody_comes_in_without_a_good_token() {
        Map<String, String> refused = new LinkedHashMap<>();
        refused.put("no token", null);
        refused.put("expired", Tokens.with("system/*.cruds").expired().bearer());
        refused.put("wrong audience", Tokens.with("system/*.cruds").audience("https://other.example").bearer());
        refused.put("not yet", Tokens.with("system/*.cruds").early().bearer());
        refused.forEach((why, token) -> {
            for (Request r : requests("Observation", mine)) {
                assertEquals(401, send(token, r).statusCode(), why + ": " + r);
            }
        });
    }

    @Test
    void without_a_scope_nothing_is_done() {
        for (String scopes : List.of("openid", "system/Observation.nonsense", "patient/*.cruds", "user/*.cruds")) {
            for (Request r : requests("Observation", mine)) {
                assertEquals(403, send(Tokens.with(scopes).bearer(), r).statusCode(), scopes + ": " + r);
            }
        }
    }

    @Test
    void a_scope_of_another_type_finds_and_changes_nothing() {
        unharmed("another type", Tokens.with("patient/Basic.cruds").patient(mine).bearer(), mine);
        unharmed("another type", Tokens.with("system/Basic.cruds").bearer(), mine);
    }

    @Test
    void another_patient_finds_and_changes_nothing() {
        unharmed("another patient", Tokens.with("patient/*.cruds").patient("other-" + marker).bearer(), mine);
    }

    @Test
    void a_scope_with_criteria_that_are_not_met_finds_and_changes_nothing() {
        unharmed("granular", Tokens.with("patient/Observation.cruds?code=http://loinc.org%7Cother").patient(mine).bearer(), mine);
        unharmed("granular", Tokens.with("system/Observation.cruds?status=amended").bearer(), mine);
    }

    @Test
    void a_label_closes_a_resource_to_all_interactions() {
        unharmed("label", Tokens.with("patient/Observation.cruds").patient(mine).bearer(), closed);
        unharmed("label", Tokens.with("system/Observation.cruds").bearer(), closed);
    }

    @Test
    void a_consent_closes_a_chart_to_all_interactions() {
        JsonObject consent = json("{'resourceType':'Consent','status':'active','scope':{'coding':[{'code':'patient-privacy'}]},"
                + "'category':[{'coding':[{'system':'http://loinc.org','code':'59284-0'}]}],'policyRule':{'coding':[{'code':'OPTIN'}]},"
                + "'provision':{'type':'deny','class':[{'code':'Observation'}]}}").put("patient", reference("Patient/" + mine));
        as(Tokens.with("system/*.cruds").bearer()).body(consent.put("id", "consent-" + marker).toString()).put("Consent/consent-" + marker).then()
                .statusCode(201);
        unharmed("consent", Tokens.with("patient/Observation.cruds").patient(mine).bearer(), mine);
        unharmed("consent", Tokens.with("user/*.cruds").user("Practitioner/1").bearer(), mine);
    }

    @Test
    void who_may_is_let_in() {
        for (String token : List.of(Tokens.with("patient/*.cruds").patient(mine).bearer(), Tokens.with("system/*.cruds").bearer(),
                Tokens.with("user/*.cruds").user("Practitioner/1").bearer())) {
            for (Request r : requests("Observation", mine)) {
                if (r.operation() == null || r.operation().ownScope() == null) {
                    int status = send(token, r).statusCode();
                    assertNotEquals(401, status, r.toString());
                    assertTrue(status != 403 || r.method().equals("DELETE") || r.path().contains("$"), r + " is forbidden");
                }
            }
            a_chart();
        }
        Response read = as(Tokens.with("patient/*.rs").patient(mine).bearer()).get("Observation/" + mine);
        assertTrue(read.statusCode() == 200 && read.asString().contains("open" + secret), read.asString());
    }

    /** Whatever is asked with a token, the resource is not told of and stays as it is. */
    private void unharmed(String why, String token, String id) {
        String before = everything(id);
        for (Request r : requests("Observation", id)) {
            Response response = send(token, r);
            String told = (id.equals(closed) ? "closed" : "open") + secret;
            assertFalse(response.asString().contains(told), why + ": " + r + " tells " + response.asString());
            assertNotEquals(200, r.method().equals("GET") && r.path().equals("Observation/" + id) ? response.statusCode() : 0, why + ": " + r);
        }
        assertEquals(before, everything(id), why);
    }

    private String everything(String id) {
        return as(Tokens.with("system/*.cruds ktr/label.* ktr/all-consents").bearer()).get("Observation/" + id + "/_history").jsonPath()
                .getString("entry.resource");
    }

    // ---- what there is ---------------------------------------------------------------------------------

    /** All interactions and operations on a resource of a type. */
    private List<Request> requests(String type, String id) {
        List<Request> requests = new ArrayList<>();
        for (JavaMethod m : ENDPOINTS.stream().flatMap(c -> c.getMethods().stream()).toList()) {
            String method = method(m);
            if (method == null) {
                continue;
            }
            String path = (path(m.getOwner().tryGetAnnotationOfType(Path.class).map(Path::value).orElse("")) + "/"
                    + path(m.tryGetAnnotationOfType(Path.class).map(Path::value).orElse(""))).replaceAll("/+", "/").replaceAll("^/|/$", "");
            if (!path.equals("fhir") && !path.startsWith("fhir/")) {
                assertTrue(path.startsWith("q/") || path.startsWith(".well-known"), "an endpoint outside of FHIR: " + path);
                continue;
            }
            String below = path.equals("fhir") ? "" : path.substring(5);
            String filled = below.replaceAll("\\{compartment[^}]*}", "Patient").replaceAll("\\{version[^}]*}", "1")
                    .replaceAll("\\{id[^}]*}", below.startsWith("{compartment") ? mine : id);
            if (filled.contains("{operation")) {
                for (Operation o : operations.all()) {
                    operation(o, method, filled, type, requests);
                }
            } else if (!OPEN.contains(method + " " + filled)) {
                requests.add(new Request(method, filled.replaceAll("\\{type[^}]*}", type), null));
            }
        }
        assertTrue(requests.size() > 60, "the endpoints are found: " + requests.size());
        return requests;
    }

    private void operation(Operation o, String method, String template, String type, List<Request> to) {
        Operation.Level level = template.contains("_history") ? Operation.Level.VERSION : template.startsWith("{operation") ? Operation.Level.SYSTEM
                : template.matches("\\{type[^}]*}/\\{operation.*") ? Operation.Level.TYPE : Operation.Level.INSTANCE;
        if (!o.levels().contains(level) || method.equals("GET") && o.affectsState() && !o.tellsStatus()) {
            return;
        }
        String of = o.types().isEmpty() || o.types().contains(type) ? type : o.types().iterator().next();
        to.add(new Request(method, template.replaceAll("\\{type[^}]*}", of).replaceAll("\\{operation.*}", "\\$" + o.name()), o));
    }

    /** A template variable may hold a pattern with braces of its own. */
    private static String path(String annotation) {
        return annotation;
    }

    private static String method(JavaMethod m) {
        return m.getAnnotations().stream().filter(a -> a.getRawType().isAnnotatedWith(HttpMethod.class))
                .map(a -> a.getRawType().getSimpleName()).findFirst().orElse(null);
    }

    // ---- how it is asked -------------------------------------------------------------------------------

    private static RequestSpecification as(String token) {
        RequestSpecification request = Fhir.request();
        return token == null ? request : request.header("Authorization", token);
    }

    private Response send(String token, Request r) {
        RequestSpecification request = as(token);
        String path = r.path();
        switch (r.method()) {
            case "POST" -> {
                if (path.endsWith("_search")) {
                    request.contentType("application/x-www-form-urlencoded").body("_count=50");
                } else if (path.isEmpty()) {
                    request.body(Given.bundle("transaction", Given.entry("GET", "Observation/" + mine), Given.entry("GET", "Observation/" + closed)).toString());
                } else if (r.operation() != null) {
                    request.body("{\"resourceType\":\"Parameters\"}");
                } else {
                    request.body(observation().toString());
                }
            }
            case "PUT" -> {
                String id = path.contains("/") ? path.substring(path.lastIndexOf('/') + 1) : null;
                JsonObject body = observation().put("status", Given.json("{'v':'amended'}").get("v"));
                request.body((id == null ? body : body.put("id", id)).toString());
                path = id == null ? path + "?code=8867-4&_id=" + mine : path;
            }
            case "PATCH" -> {
                request.contentType("application/json-patch+json").body("[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"amended\"}]");
                path = path.contains("/") ? path : path + "?_id=" + mine;
            }
            case "DELETE" -> path = path.contains("/") ? path : path + "?_id=" + mine;
            default -> { }
        }
        return request.request(r.method(), path);
    }
}
