package org.ketaminerecord.access.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secure by default: what must be said before a server starts. */
class AccessSettingsTest {

    private static AccessSettings settings(String... pairs) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put("ktr." + pairs[i], pairs[i + 1]);
        }
        return AccessSettings.from(new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(values, "test", 100)).build());
    }

    private static String refused(String... pairs) {
        return assertThrows(AccessMisconfigured.class, () -> settings(pairs)).getMessage();
    }

    @Test
    void without_an_issuer_the_server_does_not_start_and_says_what_to_set() {
        String said = refused();
        assertTrue(said.contains("KTR_ACCESS_ISSUERS") && said.contains("KTR_ACCESS_AUDIENCE") && said.contains("KTR_ACCESS=open"), said);
        assertEquals(said, refused("access", "smart", "access.issuers", " ", "base-url", "https://record.example/fhir"));
    }

    @Test
    void without_an_audience_the_server_does_not_start() {
        String said = refused("access.issuers", "https://login.example/realm");
        assertTrue(said.contains("KTR_ACCESS_AUDIENCE") && said.contains("KTR_BASE_URL"), said);
    }

    @Test
    void open_must_be_said_to_the_letter() {
        assertTrue(settings("access", "open").open());
        for (String other : List.of("OPEN", "none", "off", "false")) {
            assertTrue(refused("access", other).startsWith("ktr.access is smart"));
        }
    }

    @Test
    void the_audience_is_the_base_url_unless_it_is_said() {
        assertEquals(Set.of("https://record.example/fhir", "https://record.example/fhir/"),
                settings("access.issuer", "https://login.example/realm", "base-url", "https://record.example/fhir/").audiences());
        assertEquals(Set.of("record", "https://a.example/fhir"), settings("access.issuer", "https://login.example/realm",
                "base-url", "https://record.example/fhir", "access.audience", "record , https://a.example/fhir").audiences());
    }

    @Test
    void issuers_are_urls_and_may_be_asked_elsewhere() {
        List<IssuerAddress> issuers = settings("access.audience", "x", "access.issuers",
                "https://login.example/, https://other.example/realm via http://keycloak:8080/realm/").issuers();
        assertEquals(List.of("https://login.example/", "https://other.example/realm"), issuers.stream().map(IssuerAddress::issuer).toList());
        assertEquals(List.of(URI.create("https://login.example/.well-known/openid-configuration"),
                URI.create("http://keycloak:8080/realm/.well-known/openid-configuration")), issuers.stream().map(IssuerAddress::discovery).toList());
        assertEquals(List.of(false, true), issuers.stream().map(IssuerAddress::isPlain).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"login.example", "ftp://login.example", "https://", "https://login.example?x=y", "https://login.example via",
            "https://a b"})
    void what_is_no_url_is_no_issuer(String issuer) {
        assertTrue(refused("access.audience", "x", "access.issuers", issuer).startsWith("ktr.access.issuers holds \""));
    }

    @Test
    void introspection_needs_a_secret_and_one_issuer_to_ask() {
        assertTrue(refused("access.audience", "x", "access.issuers", "https://a.example", "access.introspection.client-id", "c")
                .contains("client-secret"));
        assertTrue(refused("access.audience", "x", "access.issuers", "https://a.example,https://b.example", "access.introspection.client-id", "c",
                "access.introspection.client-secret", "s").startsWith("ktr.access.introspection.issuer must be one of"));
        assertEquals("https://b.example", settings("access.audience", "x", "access.issuers", "https://a.example,https://b.example",
                "access.introspection.client-id", "c", "access.introspection.client-secret", "s", "access.introspection.issuer", "https://b.example")
                .introspection().orElseThrow().issuer());
    }
}
