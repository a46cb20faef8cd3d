package org.ketaminerecord.access.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketaminerecord.access.Grant;
import org.ketaminerecord.access.Scope;
import org.ketaminerecord.fixture.TestIssuer;
import org.ketaminerecord.fixture.Token;
import org.ketaminerecord.fixture.Tokens;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;

/** From the header Authorization to a grant, and what happens when issuers come, go and change their keys. */
class GrantsTest {

    private final TestIssuer issuer = new TestIssuer();

    @AfterEach
    void close() {
        issuer.close();
    }

    private Grants grants(String... more) {
        Map<String, String> settings = new HashMap<>(Map.of("ktr.access.issuers", issuer.address(), "ktr.access.audience", Tokens.AUDIENCE,
                "ktr.access.timeout", "PT2S"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return new Grants(new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(settings, "test", 100)).build());
    }

    private static final String[] INTROSPECTION = {"ktr.access.introspection.client-id", TestIssuer.CLIENT, "ktr.access.introspection.client-secret",
            TestIssuer.SECRET};

    private static FaultCode refused(Grants grants, String token) {
        return assertThrows(Fault.class, () -> grants.of("Bearer " + token)).issues().getFirst().code();
    }

    private static List<String> scopes(Grant grant) {
        return grant.scopes().stream().map(Scope::text).toList();
    }

    @Test
    void the_claims_of_a_token_are_the_grant() {
        Grant grant = grants().of(issuer.token().scopes("openid patient/Observation.rs user/Patient.r ktr/audit patient/nonsense.rs").patient("7")
                .user("Practitioner/12").purpose("TREAT", "ETREAT").bearer());
        assertEquals(issuer.name(), grant.issuer());
        assertEquals("subject", grant.subject());
        assertEquals("app", grant.client());
        assertEquals("Practitioner/12", grant.user());
        assertEquals("7", grant.patient());
        assertEquals(List.of("patient/Observation.rs", "user/Patient.r"), scopes(grant));
        assertEquals(Set.of("openid", "ktr/audit"), grant.others());
        assertEquals(Set.of("TREAT", "ETREAT"), grant.purposes());
        assertEquals(false, grant.open());
    }

    @ParameterizedTest
    @CsvSource({"Practitioner/1, Practitioner/1", Tokens.AUDIENCE + "/Practitioner/1, Practitioner/1",
            "https://record.clinic.example/fhir/Practitioner/1, Practitioner/1", "https://elsewhere.example/fhir/Practitioner/1,",
            "https://record.clinic.example/fhirx/Practitioner/1,", "http://record.clinic.example/fhir/Practitioner/1,"})
    void a_user_is_one_of_this_server_s_or_nobody(String claim, String user) {
        Grant grant = grants("ktr.base-url", "https://record.clinic.example/fhir/").of(issuer.token().scopes("user/*.rs").claim("fhirUser", claim)
                .bearer());
        assertEquals(user, grant.user());
        assertEquals(user == null ? List.of() : List.of("user/*.rs"), scopes(grant));
    }

    @Test
    void issuers_name_things_differently() {
        Grants grants = grants("ktr.access.claim.patient", "https://x.example/patient", "ktr.access.claim.user", "profile");
        Token token = issuer.token().without("client_id").claim("azp", "portal").claim("https://x.example/patient", "Patient/7").claim("patient", "8")
                .claim("profile", "Practitioner/3").claim("scp", JsonArray.of(new JsonString("patient/*.r"), new JsonString("openid")))
                .claim("aud", JsonArray.of(new JsonString("account"), new JsonString(Tokens.AUDIENCE)));
        Grant grant = grants.of(token.bearer());
        assertEquals("portal", grant.client());
        assertEquals("7", grant.patient());
        assertEquals("Practitioner/3", grant.user());
        assertEquals(List.of("patient/*.r"), scopes(grant));
    }

    @Test
    void purposes_are_those_of_act_reason() {
        JsonArray codings = JsonArray.of(new JsonObject().put("system", "http://terminology.hl7.org/CodeSystem/v3-ActReason").put("code", "ETREAT"),
                new JsonObject().put("system", "urn:oid:2.16.840.1.113883.5.8").put("code", "TREAT"), new JsonObject().put("system", "urn:x")
                        .put("code", "HACK"));
        JsonArray texts = JsonArray.of(new JsonString("urn:oid:2.16.840.1.113883.5.8#HPAYMT"), new JsonString("urn:x#HRESCH"));
        Grant grant = grants().of(issuer.token().claim("extensions", new JsonObject().put("ihe_iua", new JsonObject().put("purpose_of_use", codings))
                .put("hl7-b2b", new JsonObject().put("purpose_of_use", texts))).bearer());
        assertEquals(Set.of("ETREAT", "TREAT", "HPAYMT"), grant.purposes());
        assertEquals(Set.of("ETREAT"), grants().of(issuer.token().claim("purpose_of_use", "ETREAT").bearer()).purposes());
    }

    @Test
    void a_new_key_is_good_when_the_first_token_with_it_comes_and_an_old_one_no_more() throws InterruptedException {
        Grants grants = grants();
        Token old = issuer.token();
        grants.of(old.bearer());
        issuer.rotate();
        assertEquals(FaultCode.INVALID_TOKEN, refused(grants, issuer.token().text()),
                "asked a moment ago: a caller cannot make the server ask all the time");
        Thread.sleep(5_100);
        grants.of(issuer.token().bearer());
        assertEquals(FaultCode.INVALID_TOKEN, refused(grants, old.claim("x", "not kept").text()));
        assertEquals(2, issuer.asked().stream().filter(p -> p.endsWith("/keys")).count());
    }

    @Test
    void an_issuer_that_is_away_is_waited_for() throws InterruptedException {
        issuer.status(500);
        Grants grants = grants();
        Fault away = assertThrows(Fault.class, () -> grants.of(issuer.token().bearer()));
        assertEquals(503, away.reason().status());
        assertEquals(FaultCode.ISSUER_UNAVAILABLE, away.issues().getFirst().code());
        assertThrows(Fault.class, grants::discovery);
        assertTrue(grants.discoveryIfKnown().isEmpty());
        issuer.status(200);
        assertEquals(FaultCode.ISSUER_UNAVAILABLE, refused(grants, issuer.token().text()), "it is left alone for a while");
        Thread.sleep(5_100);
        grants.of(issuer.token().bearer());
        assertEquals(issuer.name(), grants.discovery().orElseThrow().name());
    }

    @Test
    void known_keys_are_good_while_the_issuer_is_away() {
        Grants grants = grants();
        grants.of(issuer.token().bearer());
        issuer.close();
        grants.of(issuer.token().claim("x", "another").bearer());
    }

    @Test
    void an_issuer_is_who_it_says_to_the_letter() {
        issuer.name(issuer.address() + "/");
        assertEquals(FaultCode.INVALID_TOKEN, refused(grants(), issuer.token().text()));
        assertEquals(FaultCode.ISSUER_UNAVAILABLE, refused(grants(), issuer.token().claim("iss", issuer.address()).text()));
        grants("ktr.access.issuers", issuer.name()).of(issuer.token().bearer());
    }

    @Test
    void an_issuer_may_be_asked_under_another_address() {
        issuer.name("https://login.example/realm");
        Grants grants = grants("ktr.access.issuers", "https://login.example/realm via " + issuer.address());
        grants.of(issuer.token().bearer());
        assertEquals("https://login.example/realm/token", grants.discovery().orElseThrow().url("token_endpoint"),
                "apps are told the address outside");
    }

    @Test
    void an_issuer_that_sends_elsewhere_is_not_followed() throws IOException {
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Location", issuer.address() + "/.well-known/openid-configuration");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        elsewhere.start();
        try {
            Grants grants = grants("ktr.access.issuers", issuer.name() + " via http://localhost:" + elsewhere.getAddress().getPort());
            assertEquals(FaultCode.ISSUER_UNAVAILABLE, refused(grants, issuer.token().text()));
            assertEquals(List.of(), issuer.asked());
        } finally {
            elsewhere.stop(0);
        }
    }

    @Test
    void several_issuers_are_good_each_with_keys_of_its_own() {
        try (TestIssuer second = new TestIssuer()) {
            Grants grants = grants("ktr.access.issuers", issuer.name() + ", " + second.name());
            assertEquals(issuer.name(), grants.of(issuer.token().bearer()).issuer());
            assertEquals(second.name(), grants.of(second.token().bearer()).issuer());
            assertEquals(FaultCode.INVALID_TOKEN, refused(grants, second.token().claim("iss", issuer.name()).text()));
        }
    }

    @Test
    void opaque_tokens_are_asked_about() {
        Grants grants = grants(INTROSPECTION);
        Grant grant = grants.of("Bearer " + issuer.token().scopes("patient/*.rs").patient("7").opaque());
        assertEquals("7", grant.patient());
        assertEquals(List.of("patient/*.rs"), scopes(grant));
        assertEquals(FaultCode.INVALID_TOKEN, refused(grants, "unknown"));
        assertEquals(FaultCode.INVALID_TOKEN, refused(grants, issuer.token().audience("https://other.example").opaque()));
        assertEquals(FaultCode.TOKEN_EXPIRED, refused(grants, issuer.token().expired().opaque()));
        assertEquals(FaultCode.INVALID_TOKEN, refused(grants, issuer.token().claim("iss", "https://other.example").opaque()));
        assertEquals(FaultCode.INVALID_TOKEN, refused(grants(), issuer.token().opaque()), "nobody is asked unless it is configured");
    }

    @Test
    void lightweight_tokens_are_asked_about_and_others_only_when_all_are() {
        Grants grants = grants(INTROSPECTION);
        grants.of(issuer.token().bearer());
        assertEquals(0, issuer.asked().stream().filter(p -> p.endsWith("/introspect")).count());
        assertEquals(FaultCode.INVALID_TOKEN, refused(grants, issuer.token().without("aud").text()), "asked about, and still not for this server");
        assertEquals(1, issuer.asked().stream().filter(p -> p.endsWith("/introspect")).count());
        Grants always = grants(INTROSPECTION[0], INTROSPECTION[1], INTROSPECTION[2], INTROSPECTION[3], "ktr.access.introspection.always", "true");
        always.of(issuer.token().bearer());
        assertEquals(2, issuer.asked().stream().filter(p -> p.endsWith("/introspect")).count());
    }

    @Test
    void a_token_that_was_good_is_checked_once_a_minute_but_for_its_expiry() {
        Grants grants = grants();
        String bearer = issuer.token().bearer();
        assertSame(grants.of(bearer), grants.of(bearer));
    }

    @Test
    void open_is_open() {
        Grants grants = grants("ktr.access", "open");
        assertSame(Grant.OPEN, grants.of(null));
        assertSame(Grant.OPEN, grants.of("Bearer nonsense"));
        assertTrue(grants.discovery().isEmpty());
        assertEquals(List.of(), issuer.asked());
    }

    @Test
    void whatever_is_sent_is_refused_and_never_fails() {
        Grants grants = grants();
        String good = issuer.token().scopes("system/*.cruds").text();
        Random random = new Random(20261121);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder token = new StringBuilder(good);
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                int at = random.nextInt(token.length());
                switch (random.nextInt(3)) {
                    case 0 -> token.setCharAt(at, "Aa0_-.={}\"%".charAt(random.nextInt(11)));
                    case 1 -> token.delete(at, Math.min(token.length(), at + random.nextInt(60)));
                    default -> token.insert(at, good, random.nextInt(30), 30 + random.nextInt(30));
                }
            }
            String header = "Bearer " + token;
            try {
                // base64url has bits that say nothing: the same signature may be written twice
                assertEquals(scopes(grants.of("Bearer " + good)), scopes(grants.of(header)), header);
                String[] parts = token.toString().split("\\.");
                assertTrue(good.startsWith(parts[0] + "." + parts[1] + "."), header);
            } catch (Fault fault) {
                assertEquals(401, fault.reason().status(), header);
                assertEquals(FaultCode.INVALID_TOKEN, fault.issues().getFirst().code(), header);
            }
        }
    }

    @Test
    void a_secret_is_not_written_down() {
        Introspection introspection = AccessSettings.from(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(Map.of("ktr.access.issuers",
                "https://a.example", "ktr.access.audience", "x", INTROSPECTION[0], "c", INTROSPECTION[2], "hidden"), "test", 100)).build())
                .introspection().orElseThrow();
        assertEquals("hidden", introspection.secret());
        assertTrue(!introspection.toString().contains("hidden"));
    }
}
