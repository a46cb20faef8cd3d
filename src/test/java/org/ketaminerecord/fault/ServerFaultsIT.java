package org.ketaminerecord.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.fixture.Given.bundle;
import static org.ketaminerecord.fixture.Given.entry;
import static org.ketaminerecord.fixture.Given.observation;
import static org.ketaminerecord.fixture.Given.patient;
import static org.ketaminerecord.fixture.Given.urn;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.ketaminerecord.fixture.Client;
import org.ketaminerecord.fixture.Client.Answer;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;

/** The packaged server under load while it, or its database, is killed. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServerFaultsIT {

    private static final int WRITERS = 6;
    /** Entries of each transaction: one patient and its observations. */
    private static final int OBSERVATIONS = 4;

    private static PackagedServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new PackagedServer();
        server.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    /** What writers were told that is stored: a patient's id with the locations of its observations. */
    private record Load(Queue<List<String>> acknowledged, Queue<Answer> refused, CountDownLatch enough, List<Thread> writers) {

        static Load start(Client client, int transactionsBeforeEnough) {
            Load load = new Load(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>(), new CountDownLatch(transactionsBeforeEnough),
                    new ArrayList<>());
            for (int i = 0; i < WRITERS; i++) {
                load.writers.add(Thread.ofPlatform().start(() -> load.write(client)));
            }
            return load;
        }

        private void write(Client client) {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    Answer answer = client.trySend("POST", "", transaction());
                    if (answer.status() == 200) {
                        acknowledged.add(answer.body().objects("entry").stream().map(e -> e.object("response").string("location")).toList());
                        enough.countDown();
                    } else {
                        refused.add(answer);
                    }
                } catch (IOException | RuntimeException gone) {
                    if (!(gone instanceof IOException)) {
                        return;
                    }
                }
            }
        }

        List<List<String>> stop() throws InterruptedException {
            writers.forEach(Thread::interrupt);
            for (Thread writer : writers) {
                writer.join();
            }
            return List.copyOf(acknowledged);
        }
    }

    private static JsonObject transaction() {
        String urn = urn();
        List<JsonObject> entries = new ArrayList<>();
        entries.add(entry("POST", "Patient", patient("Load")).put("fullUrl", urn));
        for (int i = 0; i < OBSERVATIONS; i++) {
            entries.add(entry("POST", "Observation", observation("x", "8480-6", "2026-01-01", "1", "g").put("subject", Given.reference(urn))));
        }
        return bundle("transaction", entries.toArray(JsonObject[]::new));
    }

    /** All observations by patient, page after page. */
    private static Map<String, Integer> observations(Client client) {
        Map<String, Integer> byPatient = new HashMap<>();
        String next = "Observation?_count=1000";
        while (next != null) {
            JsonObject page = client.send("GET", next, null).body();
            page.objects("entry").forEach(e -> byPatient.merge(e.object("resource").object("subject").string("reference"), 1, Integer::sum));
            next = page.objects("link").stream().filter(l -> l.string("relation").equals("next")).map(l -> l.string("url"))
                    .map(url -> url.substring(client.base().length() + 1)).findFirst().orElse(null);
        }
        return byPatient;
    }

    private static void requireWhole(Client client, List<List<String>> acknowledged) {
        for (List<String> locations : acknowledged) {
            for (String location : locations) {
                assertEquals(200, client.send("GET", location.substring(client.base().length() + 1), null).status(), location);
            }
        }
        Map<String, Integer> observations = observations(client);
        observations.forEach((patient, count) -> assertEquals(OBSERVATIONS, count, "half a transaction at " + patient));
        int patients = Integer.parseInt(((JsonNumber) client.send("GET", "Patient?_summary=count", null).body().get("total")).text());
        assertEquals(patients, observations.size(), "a patient without observations is half a transaction");
        assertTrue(patients >= acknowledged.size());
    }

    @Test
    @Order(1)
    void killed_under_load_it_comes_back_with_all_that_it_acknowledged_and_no_half_transaction() throws Exception {
        Load load = Load.start(server.client(), 60);
        load.enough().await();
        server.kill();
        List<List<String>> acknowledged = load.stop();
        server.start();
        requireWhole(server.client(), acknowledged);
        assertEquals(200, server.client().send("POST", "", transaction()).status());
    }

    @Test
    @Order(2)
    void its_database_killed_under_load_costs_503s_and_no_restart_of_the_server() throws Exception {
        long database = server.databasePid();
        Load load = Load.start(server.client(), 60);
        load.enough().await();
        server.killDatabase();
        server.until(Duration.ofSeconds(60), () -> server.isReady() && server.databasePid() != database);
        int before = load.acknowledged().size();
        server.until(Duration.ofSeconds(60), () -> load.acknowledged().size() > before + 30);
        List<List<String>> acknowledged = load.stop();

        assertTrue(server.isAlive());
        assertNotEquals(database, server.databasePid());
        requireWhole(server.client(), acknowledged);
        assertTrue(!load.refused().isEmpty(), "nobody noticed");
        for (Answer refusal : load.refused()) {
            assertEquals(503, refusal.status(), String.valueOf(refusal.body()));
            assertNotNull(refusal.header("Retry-After"));
            assertEquals("database-unavailable", refusal.body().objects("issue").getFirst().object("details").objects("coding").getFirst()
                    .string("code"));
        }
    }

    @Test
    @Order(3)
    void a_database_that_is_restarted_costs_reads_nothing_but_503s() throws Exception {
        Client client = server.client();
        Answer made = client.send("POST", "Patient", patient("Read"));
        String path = "Patient/" + made.body().string("id");
        server.stopDatabase();
        List<Answer> answers = new ArrayList<>();
        server.until(Duration.ofSeconds(60), () -> {
            answers.add(client.send("GET", path, null));
            return answers.getLast().status() == 200;
        });
        for (Answer answer : answers.subList(0, answers.size() - 1)) {
            assertEquals(503, answer.status());
            assertNotNull(answer.header("Retry-After"));
            assertEquals("OperationOutcome", answer.body().string("resourceType"));
        }
        assertTrue(server.isAlive());
        assertTrue(!server.log().contains("internal error"), "an internal error was logged");
    }

    @Test
    @Order(5)
    void who_read_what_is_known_after_a_kill_right_behind_the_answers() throws Exception {
        Client client = server.client();
        String id = client.send("POST", "Patient", patient("Read")).body().string("id");
        Client.together(4, n -> {
            for (int i = 0; i < 100; i++) {
                assertEquals(200, client.send("GET", "Patient/" + id, null).status());
            }
            return null;
        });
        server.kill();
        server.start();
        server.until(Duration.ofSeconds(60), () -> events(id, "R").equals("400"));
        assertEquals("1", events(id, "C"));
    }

    private static String events(String patient, String action) {
        return ((JsonNumber) server.client().send("GET", "AuditEvent?patient=" + patient + "&action=" + action + "&_summary=count", null).body()
                .get("total")).text();
    }

    /** A client may be on its second page when a node is replaced. */
    @Test
    @Order(4)
    void a_cursor_holds_over_a_restart_and_on_a_second_server_and_a_tampered_one_on_neither() throws Exception {
        String family = Given.unique();
        List<JsonObject> entries = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            entries.add(entry("POST", "Patient", patient(family).put("birthDate", "198" + i % 4 + "-01-01")));
        }
        assertEquals(200, server.client().send("POST", "", bundle("transaction", entries.toArray(JsonObject[]::new))).status());
        Map<String, List<String>> allByNext = new HashMap<>();
        for (String sort : List.of("", "&_sort=-birthdate", "&_sort=_lastUpdated,birthdate")) {
            String search = "Patient?family=" + family + sort;
            Answer first = server.client().send("GET", search + "&_count=3", null);
            allByNext.put(next(first, server.client()), ids(server.client().send("GET", search, null)));
        }
        server.restart();
        allByNext.forEach((next, all) -> requireRest(server.client(), next, all));
        try (PackagedServer second = server.second()) {
            second.start();
            allByNext.forEach((next, all) -> requireRest(second.client(), next, all));
        }
    }

    /** The two pages behind a first one of three. */
    private static void requireRest(Client client, String next, List<String> all) {
        Answer page = client.send("GET", next, null);
        assertEquals(200, page.status(), String.valueOf(page.body()));
        assertEquals(all.subList(3, 6), ids(page));
        Answer last = client.send("GET", next(page, client), null);
        assertEquals(all.subList(6, 7), ids(last));
        int at = next.indexOf("_cursor=") + 8;
        for (int place : new int[] {at, at + 20, at + 30, next.length() - 2}) {
            String tampered = next.substring(0, place) + (next.charAt(place) == 'A' ? 'B' : 'A') + next.substring(place + 1);
            Answer refused = client.send("GET", tampered, null);
            assertEquals(400, refused.status(), tampered);
            assertEquals("invalid-cursor", refused.body().objects("issue").getFirst().object("details").objects("coding").getFirst().string("code"));
        }
    }

    private static List<String> ids(Answer page) {
        return page.body().objects("entry").stream().map(e -> e.object("resource").string("id")).toList();
    }

    /** The path of the next page. */
    private static String next(Answer page, Client client) {
        return page.body().objects("link").stream().filter(l -> l.string("relation").equals("next")).map(l -> l.string("url"))
                .map(url -> url.substring(client.base().length() + 1)).findFirst().orElseThrow();
    }
}
