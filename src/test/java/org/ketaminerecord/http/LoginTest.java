package org.ketaminerecord.http;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.TestIssuer;
import org.ketaminerecord.fixture.Token;
import org.ketaminerecord.fixture.Tokens;
import org.ketaminerecord.fixture.WithTokens;

/** RFC 6750: who comes in with a token, and what is said to who does not. */
@QuarkusTest
@TestProfile(WithTokens.class)
class LoginTest {

    private static final String INVALID = "Bearer realm=\"fhir\", error=\"invalid_token\"";

    @Test
    void with_a_good_token_one_is_let_in() {
        for (String algorithm : new String[] {"RS256", "RS384", "PS256", "ES384"}) {
            Fhir.request().header("Authorization", good().algorithm(algorithm).bearer()).get("Patient").then().statusCode(200);
        }
        Fhir.request().header("Authorization", "bearer " + good().text()).get("Patient").then().statusCode(200);
        Fhir.request().header("Authorization", "Bearer " + good().opaque()).get("Patient").then().statusCode(200);
        Fhir.request().header("Authorization", good().type(null).bearer()).get("Patient").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"GET, Patient", "GET, Patient/1", "GET, Patient/1/_history", "GET, Patient/1/_history/1", "GET, _history", "GET, ''", "POST, ''",
            "POST, Patient", "PUT, Patient/1", "PATCH, Patient/1", "DELETE, Patient/1", "POST, Patient/_search", "GET, Patient/1/$everything",
            "GET, Patient/1/Observation", "POST, Patient/$validate", "GET, ValueSet/$expand"})
    void without_a_token_nothing_is_answered(String method, String path) {
        Response refused = Fhir.request().body(Given.patient("x").toString()).request(method, path);
        assertEquals("This server asks for a token: send the header Authorization: Bearer [token]. Where to get one stands in GET "
                + "[base]/.well-known/smart-configuration.", Fhir.refused(refused, 401, "login-required"));
        refused.then().header("WWW-Authenticate", "Bearer realm=\"fhir\"").body("issue[0].code", equalTo("login"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearer", "Negotiate abc", "bearertoken"})
    void another_scheme_is_no_token(String header) {
        Fhir.refused(Fhir.request().header("Authorization", header).get("Patient"), 401, "login-required");
    }

    @Test
    void a_token_in_the_url_is_no_token() {
        Fhir.refused(Fhir.get("Patient?access_token=" + good().text()), 401, "login-required");
    }

    @Test
    void who_wants_xml_is_refused_in_xml() {
        RestAssured.given().accept(Fhir.XML).get("/fhir/Patient").then().statusCode(401).contentType(startsWith(Fhir.XML));
    }

    @Test
    void an_expired_token_is_said_to_be_expired() {
        Response refused = Fhir.request().header("Authorization", good().expired().bearer()).get("Patient");
        assertEquals("The token has expired. Get a new one.", Fhir.refused(refused, 401, "token-expired"));
        refused.then().header("WWW-Authenticate", INVALID).body("issue[0].code", equalTo("expired"));
        Fhir.refused(Fhir.request().header("Authorization", "Bearer " + good().expired().opaque()).get("Patient"), 401, "token-expired");
    }

    @Test
    void a_token_for_another_server_is_not_good_here() {
        Response refused = Fhir.request().header("Authorization", good().audience("https://other.example/fhir").bearer()).get("Patient");
        assertEquals("The token is not meant for this server. Ask for one with this server's base URL as \"aud\".",
                Fhir.refused(refused, 401, "invalid-token"));
        refused.then().header("WWW-Authenticate", INVALID).body("issue[0].code", equalTo("login"));
        invalid(good().without("aud").without("scope").text() + "x");
        Fhir.refused(Fhir.request().header("Authorization", "Bearer " + good().audience("https://other.example/fhir").opaque()).get("Patient"), 401,
                "invalid-token");
    }

    @Test
    void what_is_wrong_with_a_token_that_nobody_signed_is_not_told() {
        String token = good().text();
        String[] parts = token.split("\\.");
        String none = "eyJhbGciOiJub25lIn0";        // {"alg":"none"}
        invalid(parts[0] + "." + parts[1] + "." + parts[2].substring(0, 10));
        invalid(parts[0] + "." + parts[1] + ".");
        invalid(none + "." + parts[1] + ".");
        invalid(parts[0] + "." + good().scopes("system/*.cruds").text().split("\\.")[1] + "." + parts[2]);
        invalid(good().text(TestIssuer.rsa("rsa-1")));
        invalid(good().text(TestIssuer.rsa("another")));
        invalid(good().expired().text(TestIssuer.rsa("rsa-1")));
        invalid(good().claim("iss", "https://stranger.example").text());
        invalid(good().without("iss").text());
        invalid(good().without("exp").text());
        invalid(good().early().text());
        invalid(good().type("logout+jwt").text());
        invalid(good().claim("typ", "ID").text());
        invalid(good().claim("cnf", "bound").text());
        invalid(good().claim("cnf", "bound").opaque());
        invalid("x".repeat(40_000));
        invalid("not a token");
        invalid("a.b.c");
        invalid("..");
    }

    @Test
    void what_the_server_can_do_everybody_may_ask() {
        Fhir.get("metadata").then().statusCode(200).body("resourceType", equalTo("CapabilityStatement"));
        RestAssured.get("/q/health/ready").then().statusCode(200);
        RestAssured.get("/q/openapi").then().statusCode(200);
    }

    private static Token good() {
        return Tokens.with("user/*.cruds system/*.cruds").user("Practitioner/1");
    }

    private static void invalid(String token) {
        Response refused = Fhir.request().header("Authorization", "Bearer " + token).get("Patient");
        assertEquals("The token is not good here. Send one that an issuer of this server gave, as it was given; GET "
                + "[base]/.well-known/smart-configuration says where to get one.", Fhir.refused(refused, 401, "invalid-token"));
        refused.then().header("WWW-Authenticate", INVALID).body("issue[0].code", equalTo("login"));
        assertFalse(refused.asString().toLowerCase(Locale.ROOT).contains("jose"));
    }
}
