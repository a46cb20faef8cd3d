package org.ketaminerecord.indexing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.indexing.Own.parameter;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.indexing.IndexRunner.Piece;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.store.Database;

/** Jobs in pieces: while others write, after a node died, and with transactions that began before them. */
@QuarkusTest
class IndexRunnerTest {

    private static final String URL = "urn:test:mark";
    private static final Duration LONG = Duration.ofMinutes(5);

    @Inject
    Database database;
    @Inject
    SearchParameters parameters;
    @Inject
    IndexWorker worker;

    private final Own own = new Own();
    private final Shelf shelf = new Shelf();
    private final String code = Own.code();

    @BeforeEach
    void byHand() throws InterruptedException {
        for (int i = 0; i < 300 && Fhir.read("$reindex").objects("parameter").stream().anyMatch(j -> List.of("waiting", "running").contains(Own.part(j, "state"))); i++) {
            Own.pause();
        }
        worker.stop();
    }

    @AfterEach
    void byItself() {
        own.clear();
        worker.start();
    }

    private static JsonObject marked(String mark) {
        return json().put("extension", Own.extension(URL, "valueString", new JsonString(mark)));
    }

    private static JsonObject json() {
        return Given.json("{'resourceType':'Library','status':'draft','type':{'text':'x'}}");
    }

    private JsonObject markParameter() {
        return parameter(code, "string", "Library", "Library.extension('" + URL + "').value.ofType(string)");
    }

    private IndexRunner runner(int batch, Duration lease) {
        return new IndexRunner(database, parameters, batch, lease);
    }

    private static void finish(IndexRunner runner) {
        while (runner.next() != Piece.NONE) {
            // until nothing is left
        }
    }

    @Test
    void a_search_before_it_is_complete_is_told_how_far_it_is() {
        for (int i = 0; i < 6; i++) {
            shelf.put("l" + i, marked("a"));
        }
        own.put(markParameter());
        assertTrue(Own.refusal("Library?" + code + "=a").contains("is being indexed, 0 of the resources are done"));
        IndexRunner runner = runner(2, LONG);
        for (int i = 0; i < 2 || runner.next() == Piece.WAITED; i++) {
            runner.next();
        }
        runner.next();
        String said = Own.refusal("Library?" + code + "=a&_sort=" + code);
        assertTrue(said.matches(".*is being indexed, [2-9][0-9]* of [0-9]+ resources are done\\. Ask again.*"), said);
        Own.refusal("Library?_sort=" + code);
        Own.refusal("Library?derived-from." + code + "=a");
        Own.refusal("Library?_has:Library:derived-from:" + code + "=a");
        assertFalse(Own.declared("Library", code));
        finish(runner);
        assertEquals(6, shelf.find("Library?" + code + "=a").size());
        assertTrue(Own.declared("Library", code));
    }

    @Test
    void another_node_goes_on_where_one_died_and_not_before_its_lease_is_over() {
        for (int i = 0; i < 9; i++) {
            shelf.put("l" + i, marked("a"));
        }
        own.put(markParameter());
        IndexRunner dies = runner(2, LONG);
        while (done() < 4) {
            dies.next();
        }
        IndexRunner next = runner(2, LONG);
        assertEquals(Piece.NONE, next.next(), "the other one lives");
        long before = done();
        database.write(session -> {
            session.execute("UPDATE index_job SET heartbeat = heartbeat - INTERVAL '10 minutes'", List.of());
            return null;
        });
        assertEquals(Piece.DONE, next.next());
        assertEquals(before, done(), "claimed, and not begun again");
        dies.next();
        assertEquals(before, done(), "what was thought dead finds its job taken and does nothing");
        finish(next);
        assertEquals(9, shelf.find("Library?" + code + "=a").size());
        assertEquals(Own.part(Own.job(code), "total"), Own.part(Own.job(code), "done"));
    }

    private long done() {
        return Long.parseLong(Own.part(Own.job(code), "done"));
    }

    @Test
    void it_waits_for_transactions_that_began_before_it() throws InterruptedException {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Thread old = Thread.ofPlatform().start(() -> database.write(session -> {
            session.query("SELECT pg_current_xact_id()::text", List.of(), row -> row.getString(1));
            written.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return null;
        }));
        written.await();
        own.put(markParameter());
        IndexRunner runner = runner(10, LONG);
        assertEquals(Piece.DONE, runner.next());
        assertEquals(Piece.WAITED, runner.next());
        assertEquals(Piece.WAITED, runner.next());
        go.countDown();
        old.join();
        finish(runner);
        Own.await(code, "complete");
    }

    @Test
    void what_is_written_meanwhile_is_found_and_what_was_written_over_is_not() throws InterruptedException {
        int resources = 40;
        Map<String, String> truth = new ConcurrentHashMap<>();
        for (int i = 0; i < resources; i++) {
            shelf.put("l" + i, marked("m0"));
            truth.put("l" + i, "m0");
        }
        AtomicBoolean stop = new AtomicBoolean();
        List<Thread> writers = new ArrayList<>();
        List<Throwable> broken = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int w = 0; w < 3; w++) {
            int mine = w;
            writers.add(Thread.ofPlatform().start(() -> {
                for (int n = 1; !stop.get() && broken.isEmpty(); n++) {
                    String label = "l" + (ThreadLocalRandom.current().nextInt(resources / 3) * 3 + mine);
                    String mark = "m" + ThreadLocalRandom.current().nextInt(5);
                    try {
                        shelf.put(label, marked(mark));
                        truth.put(label, mark);
                        if (n % 7 == 0) {
                            String fresh = "n" + mine + "-" + n;
                            shelf.put(fresh, marked(mark));
                            truth.put(fresh, mark);
                        }
                    } catch (Throwable e) {
                        broken.add(e);
                    }
                }
            }));
        }
        IndexRunner one = runner(3, LONG);
        IndexRunner two = runner(3, LONG);
        for (int round = 0; round < 3; round++) {
            own.put(markParameter().put("expression", "Library.extension('" + URL + "').value.ofType(string)" + (round == 1 ? " | Library.title" : "")));
            Thread other = Thread.ofPlatform().start(() -> finish(two));
            while (!Own.declared("Library", code)) {
                one.next();
            }
            other.join();
        }
        finish(one);
        stop.set(true);
        for (Thread w : writers) {
            w.join();
        }
        assertEquals(List.of(), broken);
        Map<String, String> found = new TreeMap<>();
        for (int m = 0; m < 5; m++) {
            String mark = "m" + m;
            shelf.find("Library?" + code + ":exact=" + mark + "&_count=500").forEach(label -> assertEquals(null, found.put(label, mark)));
        }
        assertEquals(new TreeMap<>(truth), found);
    }
}
