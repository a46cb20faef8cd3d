package org.ketaminerecord.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.json.JsonObject;

/** {@code ktr.terminology.url}: a second server over HTTP, which knows, does not know, is slow, broken or gone. */
@QuarkusTest
@TestProfile(TerminologyServerTest.Settings.class)
class TerminologyServerTest {

    /** A free port, on which each test starts a server or none. */
    public static class Settings implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            try (ServerSocket free = new ServerSocket(0)) {
                String port = Integer.toString(free.getLocalPort());
                return Map.of("test.terminology.port", port, "ktr.terminology.url", "http://localhost:" + port + "/r4/", "ktr.terminology.timeout", "1s",
                        "ktr.terminology.pause", "0s");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @ConfigProperty(name = "test.terminology.port")
    int port;

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private TerminologyShelf t;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        t = new TerminologyShelf();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), port), 0);
        server.setExecutor(java.util.concurrent.Executors.newCachedThreadPool());
        server.createContext("/r4/", exchange -> {
            String operation = exchange.getRequestURI().getPath().substring("/r4/".length());
            asked.add(operation + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String answer = answers.getOrDefault(operation, "404 {'resourceType':'OperationOutcome','issue':[{'severity':'error','code':'not-found','diagnostics':'Never heard of it.'}]}");
            if (answer.equals("slow")) {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                answer = "500 {}";
            }
            byte[] body = t.own(answer.substring(4)).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", Fhir.JSON);
            exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    @Test
    void what_is_decided_here_is_not_asked() {
        t.get("ValueSet/$expand?url=U:all");
        t.get("ValueSet/$validate-code?url=U:some&system=U:drugs&code=propofol");
        t.get("CodeSystem/$lookup?system=U:drugs&code=food");
        t.refused(404, "unknown-code", "CodeSystem/$lookup?system=U:drugs&code=nothing");
        assertEquals(List.of(), asked);
    }

    @Test
    void what_is_not_is_and_the_answer_is_kept() {
        answers.put("ValueSet/$expand", "200 {'resourceType':'ValueSet','status':'active','expansion':{'timestamp':'2026-01-01','contains':["
                + "{'system':'U:absent','code':'a'},{'system':'U:other','code':'y'}]}}");
        assertEquals("a y", TerminologyShelf.codes(t.get("ValueSet/$expand?url=U:filtered&count=5")));
        assertTrue(asked.getFirst().contains("\"resourceType\":\"ValueSet\"") && asked.getFirst().contains("{\"name\":\"count\",\"valueInteger\":5}"), asked.getFirst());
        t.get("ValueSet/$expand?url=U:filtered&count=5");
        assertEquals(1, asked.size());
        assertEquals("o5", String.join(" ", t.shelf.find(t.own("Observation?code:in=U:filtered"))));
        assertEquals("o5", String.join(" ", t.shelf.find(t.own("Observation?code:below=U:other|y"))));
        assertEquals(3, asked.size());
    }

    @Test
    void codes_are_judged_looked_up_compared_and_translated_by_it() {
        answers.put("ValueSet/$validate-code", "200 {'resourceType':'Parameters','parameter':[{'name':'result','valueBoolean':false},{'name':'message','valueString':'No such code.'}]}");
        JsonObject judged = t.get("ValueSet/$validate-code?url=U:whole&system=U:other&code=z");
        assertEquals("false", TerminologyShelf.value(judged, "result"));
        assertEquals("No such code.", TerminologyShelf.value(judged, "message"));
        answers.put("CodeSystem/$lookup", "200 {'resourceType':'Parameters','parameter':[{'name':'name','valueString':'N'},{'name':'display','valueString':'Zett'}]}");
        assertEquals("Zett", TerminologyShelf.value(t.get("CodeSystem/$lookup?system=U:absent&code=z"), "display"));
        answers.put("CodeSystem/$subsumes", "200 {'resourceType':'Parameters','parameter':[{'name':'outcome','valueCode':'subsumes'}]}");
        assertEquals("subsumes", TerminologyShelf.value(t.get("CodeSystem/$subsumes?system=U:absent&codeA=z&codeB=y"), "outcome"));
        answers.put("ConceptMap/$translate", "200 {'resourceType':'Parameters','parameter':[{'name':'result','valueBoolean':true}]}");
        assertEquals("true", TerminologyShelf.value(t.get("ConceptMap/$translate?system=U:absent&code=z&targetsystem=U:other"), "result"));
        assertTrue(asked.getLast().contains("targetsystem"));
    }

    @Test
    void that_it_does_not_know_either_is_said() {
        JsonObject judged = t.get("ValueSet/$validate-code?url=U:whole&system=U:other&code=z");
        assertEquals("true", TerminologyShelf.value(judged, "result"));
        assertTrue(TerminologyShelf.value(judged, "message").contains("does not know either: Never heard of it."));
        answers.put("ValueSet/$validate-code", "200 {'resourceType':'Parameters','parameter':[{'name':'result','valueBoolean':false},"
                + "{'name':'x-caused-by-unknown-system','valueCanonical':'U:absent'},{'name':'message','valueString':'Unknown system.'}]}");
        assertTrue(Fhir.get(Fhir.encoded(t.own("ValueSet/$validate-code?url=U:filtered&system=U:absent&code=b"))).then().statusCode(422).extract().asString()
                .contains("does not know either: Unknown system."));
    }

    @Test
    void a_server_that_is_slow_broken_or_gone_leaves_the_local_answer_with_a_warning() {
        answers.put("ValueSet/$validate-code", "slow");
        degraded("a", "no answer within 1000 ms");
        answers.put("ValueSet/$validate-code", "503 {}");
        degraded("b", "status 503");
        answers.put("ValueSet/$validate-code", "200 hello");
        degraded("c", "without FHIR JSON");
        server.stop(0);
        degraded("d", "no connection");
        String refusal = Fhir.get(Fhir.encoded(t.own("ValueSet/$expand?url=U:filtered"))).then().statusCode(422).extract().asString();
        assertTrue(refusal.contains("unknown-code-system") && refusal.contains("terminology-server") && refusal.contains("\"warning\""), refusal);
        assertTrue(Fhir.get(t.shelf.url(t.own("Observation?code:in=U:filtered"))).then().statusCode(400).extract().asString().contains("terminology-server"));
        assertNull(TerminologyShelf.value(t.get("ValueSet/$validate-code?url=U:some&system=U:drugs&code=ketamine"), "message"));
    }

    private void degraded(String code, String why) {
        JsonObject judged = t.get("ValueSet/$validate-code?url=U:whole&system=U:other&code=" + code);
        assertEquals("true", TerminologyShelf.value(judged, "result"));
        assertTrue(TerminologyShelf.value(judged, "message").contains(why), judged::toString);
    }
}
