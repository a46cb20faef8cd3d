package org.ketaminerecord.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.Unforeseen;
import org.ketaminerecord.store.Database;

/** What callers send stays out of the log: tokens, bodies, URLs; nor can they write lines of their own into it. */
@QuarkusTest
class SecretsInLogsTest {

    @Inject
    Database database;

    private final String mark = Given.unique();
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            StringWriter text = new StringWriter();
            text.append(entry instanceof ExtLogRecord e ? e.getFormattedMessage() : entry.getMessage());
            if (entry.getThrown() != null) {
                entry.getThrown().printStackTrace(new PrintWriter(text));
            }
            logged.add(text.toString());
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    };

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(handler);
    }

    @AfterEach
    void stop() {
        Logger.getLogger("").removeHandler(handler);
    }

    private void silent() {
        assertEquals(List.of(), logged.stream().filter(l -> l.contains(mark)).toList());
    }

    @Test
    void nothing_of_a_request_is_logged_whether_it_is_answered_or_refused() throws IOException {
        for (String body : List.of(Given.patient(mark).toString(), "{\"" + mark, "{\"resourceType\":\"Patient\",\"birthDate\":\"" + mark + "\"}",
                mark)) {
            Fhir.request().header("Authorization", "Bearer " + mark).header("X-Provenance", mark).body(body).post("Patient");
            Fhir.request().header("Authorization", "Basic " + mark).accept(Fhir.XML).contentType(Fhir.XML).body("<Patient>" + body).post("Patient");
            Fhir.request().contentType("application/json-patch+json").body(body).patch("Patient/" + mark);
        }
        for (String path : List.of("Patient?name=" + mark, "Patient/" + mark, "Patient?" + mark + "=1", mark + "/1", "$" + mark, "Patient?_cursor="
                + mark, "Patient?birthdate=" + mark,
                "Patient/" + mark + "/_history/" + mark, "Observation?value-quantity=" + mark, "Patient?_filter="
                        + mark)) {
            Fhir.request().header("Authorization", "Bearer " + mark).get(path);
        }
        silent();
    }

    @Test
    void a_failure_is_logged_with_its_place_and_without_its_words() {
        Fault told = Unforeseen.fault(new IllegalStateException("of " + mark, new NumberFormatException(mark)));
        assertFalse(told.getMessage().contains(mark));
        try {
            database.read(s -> s.query("SELECT ?::text::integer", List.of(mark), row -> row.getInt(1)));
        } catch (RuntimeException e) {
            Unforeseen.fault(e);
        }
        silent();
        assertTrue(logged.stream().anyMatch(l -> l.contains("java.lang.NumberFormatException") && l.contains("SecretsInLogsTest.")),
                logged::toString);
        assertTrue(logged.stream().anyMatch(l -> l.contains("SQL state 22P02")), logged::toString);
    }

    /** A header with a line break is no header, and one in a URL is a character like any other. */
    @Test
    void no_line_of_the_log_is_a_callers() throws IOException {
        for (String request : List.of("GET /fhir/Patient/a%0d%0aERROR%20" + mark + " HTTP/1.1\r\nHost: localhost\r\n",
                "GET /fhir/Patient?name=%0aERROR%20" + mark
                + " HTTP/1.1\r\nHost: localhost\r\n", "GET /fhir/Patient HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: a\rERROR " + mark + "\r\n",
                "GET /fhir/Patient HTTP/1.1\r\nHost: local\nERROR " + mark + "\r\n")) {
            try (Socket socket = new Socket("localhost", RestAssured.port)) {
                socket.setSoTimeout(60_000);
                socket.getOutputStream().write((request + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                String head = answer.contains("\r\n\r\n") ? answer.substring(0, answer.indexOf("\r\n\r\n")) : answer;
                assertFalse(head.lines().anyMatch(l -> l.startsWith("ERROR")), head);
            }
        }
        silent();
    }
}
