package org.ketaminerecord.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The packaged server lets nobody in by oversight. */
class SecureStartIT {

    @Test
    void without_an_issuer_it_does_not_start_and_says_what_to_set() throws IOException {
        try (PackagedServer server = new PackagedServer(Map.of())) {
            assertThrows(IllegalStateException.class, server::start);
            assertFalse(server.isAlive());
            String said = server.log();
            assertTrue(said.startsWith("Nobody would get in: no issuer of tokens is configured, and the server does not start. Set "
                    + "KTR_ACCESS_ISSUERS"), said);
            assertEquals(1, said.lines().count(), said);
        }
    }

    @Test
    void open_it_says_so_at_every_start() throws IOException {
        try (PackagedServer server = new PackagedServer(Map.of("ktr.access", "open"))) {
            server.start();
            server.restart();
            assertEquals(2, server.log().lines().filter(line -> line.contains("\"level\":\"WARN\"") && line.contains("ktr.access=open: everybody"))
                    .count());
            assertEquals(200, server.client().send("GET", "Patient", null).status());
        }
    }

    @Test
    void with_an_issuer_that_is_away_it_starts_and_lets_nobody_in_yet() throws IOException {
        try (PackagedServer server = new PackagedServer(Map.of("ktr.access.issuers", "http://127.0.0.1:1/realm", "ktr.access.audience", "record"))) {
            server.start();
            assertEquals(401, server.client().send("GET", "Patient", null).status());
            assertEquals(200, server.client().send("GET", "metadata", null).status());
            assertEquals(503, server.client().send("GET", ".well-known/smart-configuration", null).status());
            // a well-formed token of that issuer, whose keys are not known
            String token = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwOi8vMTI3LjAuMC4xOjEvcmVhbG0ifQ.AAAA";
            assertEquals(503, server.client().send("GET", "Patient", null, "Authorization", "Bearer " + token).status());
        }
    }
}
