package org.ketaminerecord.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;

/** Limits and mutual TLS by configuration, with certificates that keytool makes. */
@QuarkusTest
@TestProfile(GuardedTest.Guarded.class)
class GuardedTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    public static class Guarded implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(Map.of("ktr.limits.requests-per-second", "0.01", "ktr.limits.burst", "20",
                    "ktr.http.body-timeout", "2s"));
            for (String who : List.of("server", "client")) {
                keytool("-genkeypair", "-alias", who, "-keyalg", "EC", "-dname", "CN=" + who, "-ext", "SAN=dns:localhost,ip:127.0.0.1", "-keystore",
                        store(who));
                keytool("-exportcert", "-alias", who, "-file", store(who) + ".cer", "-keystore", store(who));
                keytool("-importcert", "-noprompt", "-alias", who, "-file", store(who) + ".cer", "-keystore", store(who + "-trusted"));
            }
            settings.putAll(Map.of("quarkus.tls.key-store.p12.path", store("server"), "quarkus.tls.key-store.p12.password", "changeit",
                    "quarkus.tls.trust-store.p12.path", store("client-trusted"), "quarkus.tls.trust-store.p12.password", "changeit",
                    "quarkus.http.test-ssl-port", "0", "ktr.tls.client-auth", "required"));
            return settings;
        }
    }

    @TestHTTPResource(value = "/q/health/live", tls = true)          // not counted, whatever the others sent before
    URI secure;

    private static String store(String name) {
        return Path.of("target", "certificates", name + ".p12").toAbsolutePath().toString();
    }

    private static void keytool(String... arguments) {
        try {
            Path target = Path.of(arguments[arguments.length - 1]);
            Files.createDirectories(target.getParent());
            if (arguments[0].equals("-exportcert") || !Files.exists(target)) {
                List<String> command = new java.util.ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
                command.addAll(List.of(arguments));
                command.addAll(List.of("-storetype", "PKCS12", "-storepass", "changeit"));
                assertEquals(0, new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                        .waitFor());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpClient client(boolean withCertificate) throws GeneralSecurityException, IOException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(Path.of(store("server-trusted")).toFile(), PASSWORD));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(Path.of(store("client")).toFile(), PASSWORD), PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(withCertificate ? keys.getKeyManagers() : null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    @Test
    void with_a_certificate_that_is_trusted_one_gets_in_and_browsers_are_told_to_stay_with_tls() throws Exception {
        HttpResponse<String> answer = client(true).send(HttpRequest.newBuilder(secure).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode());
        assertEquals("max-age=31536000", answer.headers().firstValue("Strict-Transport-Security").orElseThrow());
        assertTrue(answer.body().contains("UP"));
    }

    @Test
    void without_one_nobody_gets_in() {
        assertThrows(IOException.class, () -> client(false).send(HttpRequest.newBuilder(secure).build(), HttpResponse.BodyHandlers.ofString()));
    }

    @Test
    void who_sends_too_many_is_told_when_to_come_again() {
        Response refused = null;
        for (int i = 0; i < 40 && refused == null; i++) {
            Response answer = Fhir.get("Patient/none");
            refused = answer.statusCode() == 429 ? answer : null;
        }
        refused.then().statusCode(429).body("issue[0].code", equalTo("throttled")).body("issue[0].diagnostics", containsString("Retry-After"));
        assertTrue(Integer.parseInt(refused.header("Retry-After")) > 0);
        given().get("/q/health/live").then().statusCode(200);
    }

    /** A byte now and then, for as long as the server likes: a thread would wait for each of them. */
    @Test
    void a_body_that_comes_too_slowly_ends_the_connection() throws Exception {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /fhir/Patient HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/fhir+json\r\n"
                    + "Content-Length: 1000\r\n\r\n").getBytes(US_ASCII));
            boolean ended = false;
            socket.setSoTimeout(200);
            for (int i = 0; i < 200 && !ended; i++) {
                try {
                    out.write(' ');
                    out.flush();
                    ended = socket.getInputStream().read() < 0;
                } catch (java.net.SocketTimeoutException nothingYet) {
                    ended = false;
                } catch (IOException closed) {
                    ended = true;
                }
            }
            assertTrue(ended);
        }
    }
}
