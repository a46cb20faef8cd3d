package org.ketaminerecord.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fault.PackagedServer;
import org.ketaminerecord.fixture.Client;
import org.ketaminerecord.fixture.Client.Answer;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.TestIssuer;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;

/** People and services get tokens from Keycloak and use them at the packaged server. */
class KeycloakIT {

    private static final String AUDIENCE = "https://record.test/fhir";
    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";
    private static final String VITAL_SIGNS = "patient/Observation.rs?category=" + CATEGORY + "|vital-signs";

    private static final PublicJsonWebKey RSA = TestIssuer.rsa("backend-rsa");
    private static final PublicJsonWebKey EC = TestIssuer.ec("backend-ec");

    private static Keycloak keycloak;
    private static PackagedServer server;
    private static HttpServer backend;
    private static Client client;
    private static JsonObject smart;
    private static Login login;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> distribution = Keycloak.distribution();
        assumeTrue(distribution.isPresent(), "SKIPPED: Keycloak " + Keycloak.VERSION
                + " (org.keycloak:keycloak-quarkus-dist, zip) is not in the local Maven "
                + "repository and cannot be fetched; target/keycloak-fetch.log says why. Nothing was tested against a real identity provider.");
        backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] keys = new JsonWebKeySet(RSA, EC).toJson().getBytes(StandardCharsets.UTF_8);
        backend.createContext("/jwks", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        backend.start();
        keycloak = new Keycloak();
        keycloak.start(distribution.get(), Map.of("KTR_BASE_URL", AUDIENCE,
                "KTR_BACKEND_JWKS_URL", "http://localhost:" + backend.getAddress().getPort() + "/jwks"));
        server = new PackagedServer(Map.of("ktr.access", "smart", "ktr.access.issuers", keycloak.issuer(), "ktr.access.audience", AUDIENCE,
                "ktr.access.introspection.client-id", "record", "ktr.access.introspection.client-secret", "record-secret",
                "ktr.access.introspection.keep", "0s", "ktr.references", "off"));
        server.start();
        client = server.client();
        smart = client.send("GET", ".well-known/smart-configuration", null).body();
        login = new Login(smart, AUDIENCE);
        String token = login.backend("backend", RSA, "RS384", "system/*.cruds").token();
        assertEquals(201, as(token, "PUT", "Patient/pat-example", Given.patient("Example").put("id", "pat-example")).status());
        assertEquals(201, as(token, "PUT", "Patient/another", Given.patient("Another").put("id", "another")).status());
        for (String patient : List.of("pat-example", "another")) {
            assertEquals(201, as(token, "PUT", "Observation/" + patient + "-pressure", Given.bloodPressure(patient, "2026-01-01", "120", "80")
                    .put("id", patient + "-pressure").put("category", JsonArray.of(Given.concept(CATEGORY, "vital-signs")))).status());
            assertEquals(201, as(token, "PUT", "Observation/" + patient + "-score", Given.observation(patient, "44261-6", "2026-01-01", "9",
                    "{score}")
                    .put("id", patient + "-score").put("category", JsonArray.of(Given.concept(CATEGORY, "survey")))).status());
        }
        assertEquals(201, as(token, "PUT", "Practitioner/dana-example", new JsonObject().put("resourceType", "Practitioner").put("id",
                "dana-example")).status());
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
        if (keycloak != null) {
            keycloak.close();
        }
        if (backend != null) {
            backend.stop(0);
        }
    }

    private static Answer as(String token, String method, String path, JsonObject body) {
        return client.send(method, path, body, "Authorization", "Bearer " + token);
    }

    private static List<String> found(String token, String search) {
        Answer answer = as(token, "GET", search, null);
        assertEquals(200, answer.status(), () -> answer.body().toString());
        return answer.body().objects("entry").stream().map(e -> e.object("resource").string("id")).toList();
    }

    private static Login.Answer patient(String scopes) throws Exception {
        return login.code("app", null, "patient", "patient", scopes);
    }

    private static Set<String> scopes(Login.Answer answer) {
        return Set.of(answer.body().string("scope").split(" "));
    }

    @Test
    void apps_are_sent_to_keycloak() {
        assertEquals(keycloak.issuer(), smart.string("issuer"));
        assertEquals(keycloak.issuer() + "/protocol/openid-connect/auth", smart.string("authorization_endpoint"));
        List<String> capabilities = smart.array("capabilities").stream().map(c -> ((JsonString) c).value()).toList();
        assertTrue(capabilities.containsAll(List.of("launch-standalone", "client-public", "client-confidential-symmetric",
                "client-confidential-asymmetric",
                "context-standalone-patient", "sso-openid-connect", "permission-v1", "permission-v2", "permission-patient", "permission-user")),
                        capabilities::toString);
        assertTrue(smart.array("scopes_supported").contains(new JsonString(VITAL_SIGNS)), "granular scopes are published");
        assertTrue(smart.array("token_endpoint_auth_signing_alg_values_supported").containsAll(List.of(new JsonString("RS384"),
                new JsonString("ES384"))));
    }

    @Test
    void without_a_token_nobody_comes_in() {
        assertEquals(401, client.send("GET", "Patient/pat-example", null).status());
        assertEquals(401, as("nonsense", "GET", "Patient/pat-example", null).status());
        assertEquals(200, client.send("GET", "metadata", null).status());
    }

    @Test
    void a_patient_comes_in_by_authorization_code_with_pkce_and_sees_the_own_record() throws Exception {
        Login.Answer answer = patient("openid fhirUser launch/patient patient/*.rs");
        assertEquals(200, answer.status(), () -> answer.body().toString());
        assertEquals("pat-example", answer.claims().string("patient"));
        assertEquals("pat-example", Login.claims(answer.body().string("id_token")).string("patient"),
                "Keycloak tells the app there (docs/access.md)");
        assertEquals("Patient/pat-example", answer.claims().string("fhirUser"));
        assertTrue(scopes(answer).containsAll(Set.of("openid", "fhirUser", "launch/patient", "patient/*.rs")), answer.body()::toString);
        assertEquals(200, as(answer.token(), "GET", "Patient/pat-example", null).status());
        assertEquals(List.of("pat-example-pressure", "pat-example-score"), found(answer.token(), "Observation?_sort=_id"));
        for (String path : List.of("Patient/another", "Observation/another-score", "Observation/another-score/_history/1")) {
            assertEquals(404, as(answer.token(), "GET", path, null).status(), path);
        }
        assertEquals(List.of(), found(answer.token(), "Observation?patient=another"));
        assertEquals(403, as(answer.token(), "DELETE", "Observation/pat-example-score", null).status(), "no scope to delete");
    }

    @Test
    void a_public_app_without_pkce_is_refused_by_the_provider() throws Exception {
        Map<String, String> back = login.authorize("app", "patient", "patient", "openid patient/*.rs", null);
        assertNull(back.get("code"));
        assertEquals("invalid_request", back.get("error"));
    }

    @Test
    void a_patient_gets_no_scopes_of_clinicians_services_or_operators() throws Exception {
        Login.Answer answer = patient("openid launch/patient patient/Patient.rs user/*.rs");
        assertEquals(200, answer.status(), () -> answer.body().toString());
        assertTrue(scopes(answer).contains("patient/Patient.rs"));
        assertFalse(scopes(answer).contains("user/*.rs"));
        assertEquals("invalid_scope", patient("openid system/*.rs").body().string("error"));
        assertEquals("invalid_scope", patient("openid ktr/audit").body().string("error"));
    }

    @Test
    void granular_scopes_come_through_to_the_letter() throws Exception {
        Login.Answer answer = patient("launch/patient " + VITAL_SIGNS);
        assertEquals(200, answer.status(), () -> answer.body().toString());
        assertTrue(Arrays.asList(answer.claims().string("scope").split(" ")).contains(VITAL_SIGNS), answer.claims()::toString);
        assertEquals(List.of("pat-example-pressure"), found(answer.token(), "Observation"));
        assertEquals(404, as(answer.token(), "GET", "Observation/pat-example-score", null).status());
        assertEquals(403, as(answer.token(), "GET", "Patient/pat-example", null).status());
    }

    @Test
    void a_clinician_comes_in_by_a_confidential_app() throws Exception {
        Login.Answer answer = login.code("portal", "portal-secret", "clinician", "clinician", "openid fhirUser user/*.cruds");
        assertEquals(200, answer.status(), () -> answer.body().toString());
        assertEquals("Practitioner/dana-example", answer.claims().string("fhirUser"));
        assertEquals(200, as(answer.token(), "GET", "Patient/another", null).status());
        assertNull(answer.claims().get("purpose_of_use"));
        Login.Answer emergency = login.code("portal", "portal-secret", "clinician", "clinician",
                "openid fhirUser user/*.rs ktr/purpose.ETREAT ktr/label.SUD");
        assertEquals("ETREAT", emergency.claims().string("purpose_of_use"));
        assertFalse(scopes(emergency).contains("ktr/label.SUD"), "without the role it is left out");
        Login.Answer wrong = login.code("portal", "guessed", "clinician", "clinician", "openid user/*.cruds");
        assertEquals(401, wrong.status());
    }

    @Test
    void an_id_token_and_a_refresh_token_open_nothing() throws Exception {
        Login.Answer answer = login.code("portal", "portal-secret", "clinician", "clinician", "openid fhirUser user/*.rs");
        assertNotNull(answer.body().string("id_token"));
        assertEquals(401, as(answer.body().string("id_token"), "GET", "Patient/another", null).status());
        assertEquals(401, as(answer.body().string("refresh_token"), "GET", "Patient/another", null).status());
    }

    @Test
    void a_backend_service_comes_in_by_its_key_rs384_and_es384() throws Exception {
        for (PublicJsonWebKey key : List.of(RSA, EC)) {
            Login.Answer answer = login.backend("backend", key, key == RSA ? "RS384" : "ES384", "system/Patient.rs");
            assertEquals(200, answer.status(), () -> answer.body().toString());
            assertEquals(200, as(answer.token(), "GET", "Patient/another", null).status());
        }
        Login.Answer stranger = login.backend("backend", TestIssuer.rsa("backend-rsa"), "RS384", "system/Patient.rs");
        assertTrue(stranger.status() == 400 || stranger.status() == 401, () -> stranger.body().toString());
        assertNull(stranger.token());
    }

    @Test
    void lightweight_tokens_are_asked_about_and_a_revoked_one_is_refused() throws Exception {
        Login.Answer answer = login.code("portal-light", "portal-secret", "patient", "patient", "fhirUser launch/patient patient/*.rs");
        assertEquals(200, answer.status(), () -> answer.body().toString());
        assertNull(answer.claims().get("patient"), "the token does not say; the provider does");
        assertEquals(200, as(answer.token(), "GET", "Patient/pat-example", null).status());
        assertEquals(200, login.send(smart.string("revocation_endpoint"), Map.of("token", answer.token(), "client_id", "portal-light",
                "client_secret",
                "portal-secret")).status());
        assertEquals(401, as(answer.token(), "GET", "Patient/pat-example", null).status());
    }
}
