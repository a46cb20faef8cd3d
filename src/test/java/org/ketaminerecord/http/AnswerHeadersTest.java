package org.ketaminerecord.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;

@QuarkusTest
class AnswerHeadersTest {

    /** What tells versions of what is inside: Quarkus, Vert.x, Netty, PostgreSQL, the JVM. */
    private static final Pattern VERSION = Pattern.compile("(?i)quarkus|vert\\.?x|netty|postgres|hibernate|resteasy|\\bjava\\b|jdk|hapi");

    @Test
    void records_are_kept_by_no_cache_and_asked_for_by_etag_all_the_same() {
        String id = Fhir.create(Given.patient(Given.unique()));
        Response read = Fhir.get("Patient/" + id);
        read.then().statusCode(200).header("Cache-Control", equalTo("no-store"));
        Fhir.request().header("If-None-Match", read.header("ETag")).get("Patient/" + id).then().statusCode(304).header("Cache-Control",
                equalTo("no-store"));
        for (String path : List.of("Patient?_id=" + id, "Patient/" + id + "/_history", "Patient/" + id + "/$everything", "Patient/none",
                "Nonsense/1")) {
            Fhir.get(path).then().header("Cache-Control", equalTo("no-store"));
        }
        Fhir.get("metadata").then().header("Cache-Control", equalTo("no-cache"));
    }

    @Test
    void every_answer_tells_browsers_to_make_nothing_of_it() {
        for (Response answer : List.of(Fhir.get("Patient/none"), Fhir.get("metadata"), given().get("/q/health/live"), given().get("/nothing"),
                Fhir.request().body("x").post("Patient"), Fhir.request().options("Patient"))) {
            answer.then().header("X-Content-Type-Options", equalTo("nosniff")).header("Referrer-Policy", equalTo("no-referrer"))
                    .header("X-Frame-Options", equalTo("DENY"))
                    .header("Content-Security-Policy", equalTo("default-src 'none'; frame-ancestors 'none'"));
            assertNull(answer.header("Strict-Transport-Security"), "without TLS it would be ignored");
        }
    }

    @Test
    void swagger_ui_may_use_what_it_brings_and_nothing_else() {
        Response page = given().get("/q/swagger-ui/");
        page.then().statusCode(200);
        String policy = page.header("Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'self'") && policy.contains("frame-ancestors 'none'"), policy);
        assertFalse(Pattern.compile("(src|href)=[\"']?https?://").matcher(page.asString()).find(), "it loads nothing from elsewhere");
    }

    @Test
    void no_header_and_no_error_tells_the_version_of_anything() {
        for (Response answer : List.of(Fhir.get("metadata"), Fhir.get("Patient/none"), Fhir.get("Patient?nonsense=1"), Fhir.request().body("{")
                .post("Patient"),
                Fhir.request().contentType("text/plain").body("x").post("Patient"), given().get("/nothing"), given().get("/q/nothing"), given()
                        .put("/q/health"),
                Fhir.request().get("Patient?name=" + "x".repeat(70_000)), Fhir.request().patch("Patient/1"), Fhir.request().accept("image/png")
                        .get("Patient/1"))) {
            assertNull(answer.header("Server"));
            assertNull(answer.header("X-Powered-By"));
            answer.headers().forEach(h -> assertFalse(VERSION.matcher(h.getName() + h.getValue()).find(), h::toString));
            if (answer.statusCode() >= 400) {
                assertFalse(VERSION.matcher(answer.asString()).find(), answer::asString);
            }
        }
        assertNotNull(Fhir.get("metadata").header("ETag"));
        assertEquals("no-store", Fhir.get("Patient").header("Cache-Control"));
    }
}
