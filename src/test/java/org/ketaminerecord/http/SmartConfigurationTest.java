package org.ketaminerecord.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.WithTokens;

/** SMART 2.2 conformance.html: where apps find out how to get a token. */
@QuarkusTest
@TestProfile(WithTokens.class)
class SmartConfigurationTest {

    @Test
    void it_stands_below_the_base_url_and_at_the_root_for_everybody() {
        String below = given().get("/fhir/.well-known/smart-configuration").then().statusCode(200).contentType("application/json").extract()
                .asString();
        assertEquals(below, given().accept("application/json").get("/.well-known/smart-configuration").then().statusCode(200).extract().asString());
        assertEquals("", given().head("/fhir/.well-known/smart-configuration").then().statusCode(200).extract().asString());
    }

    @Test
    void it_says_what_the_issuer_says_less_what_smart_forbids() {
        given().get("/fhir/.well-known/smart-configuration").then()
                .body("issuer", endsWith("/realm")).body("jwks_uri", endsWith("/realm/keys"))
                .body("authorization_endpoint", endsWith("/realm/authorize")).body("token_endpoint", endsWith("/realm/token"))
                .body("introspection_endpoint", endsWith("/realm/introspect"))
                .body("grant_types_supported", contains("authorization_code", "client_credentials"))
                .body("code_challenge_methods_supported", contains("S256"))
                .body("scopes_supported", contains("openid", "fhirUser", "launch/patient", "patient/*.rs"))
                .body("capabilities", hasItems("launch-standalone", "client-public", "client-confidential-symmetric",
                        "client-confidential-asymmetric",
                        "context-standalone-patient", "sso-openid-connect", "permission-patient", "permission-user", "permission-v1",
                                "permission-v2"))
                .body("capabilities", not(hasItems("launch-ehr")));
    }

    @Test
    void the_capability_statement_says_it_too() {
        Fhir.get("metadata").then().statusCode(200).body("rest[0].security.cors", equalTo(true))
                .body("rest[0].security.service[0].coding[0].system", equalTo("http://terminology.hl7.org/CodeSystem/restful-security-service"))
                .body("rest[0].security.service[0].coding[0].code", equalTo("SMART-on-FHIR"))
                .body("rest[0].security.extension[0].url", equalTo("http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris"))
                .body("rest[0].security.extension[0].extension.url", contains("authorize", "token", "introspect"))
                .body("rest[0].security.extension[0].extension[1].valueUri", endsWith("/realm/token"));
    }

    @Test
    void pages_of_any_origin_may_read_it_and_the_capability_statement_and_nothing_else() {
        for (String path : new String[] {"/fhir/.well-known/smart-configuration", "/fhir/metadata"}) {
            given().header("Origin", "https://app.example").get(path).then().statusCode(200).header("Access-Control-Allow-Origin", "*");
            assertNull(given().get(path).header("Access-Control-Allow-Origin"));
        }
        given().header("Origin", "https://app.example").get("/fhir/Patient").then().statusCode(403);
    }
}
