package org.ketaminerecord.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Client;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonObject;

/** Several page through a result while several others create, move and delete resources in it: what nobody writes to comes once, in its order. */
@QuarkusTest
class PagingAmongWritersTest {

    private static final int STAYING = 30;
    private static final int MOVING = 12;
    private static final int WRITERS = 3;
    private static final List<String> SEARCHES = List.of("patient=PATIENT", "patient=PATIENT&_sort=date", "patient=PATIENT&_sort=-date",
            "patient=PATIENT&_sort=-value-quantity,date", "patient=PATIENT&_sort=code", "patient=PATIENT&_sort=-_lastUpdated", "code=CODE",
            "code=CODE&_sort=-date", "code=CODE,other", "method=CODE", "patient.name=CODE&_sort=_id", "code=CODE&value-quantity=ge0");

    private static JsonObject observation(Shelf s, Random random) {
        JsonObject o = Given.observation(s.id("patient"), s.mark(), "2024-02-" + (10 + random.nextInt(19)), String.valueOf(random.nextInt(9)), "kg");
        return o.put("method", Given.concept("urn:m", s.mark()));
    }

    @Test
    void what_nobody_writes_to_comes_exactly_once() {
        Shelf s = new Shelf();
        Random data = new Random(5);
        Map<String, JsonObject> all = new LinkedHashMap<>();
        all.put("patient", Given.patient(s.mark()));
        for (int i = 0; i < STAYING; i++) {
            all.put("stays" + i, observation(s, data));
        }
        for (int i = 0; i < MOVING; i++) {
            all.put("moves" + i, observation(s, data));
        }
        s.putAll(all);
        Map<String, List<String>> before = new LinkedHashMap<>();
        for (String search : SEARCHES) {
            String url = "Observation?" + search.replace("PATIENT", "Patient/" + s.id("patient")).replace("CODE", s.mark());
            before.put(url, stays(s, Fhir.matches(url + "&_count=1000")));
            assertEquals(STAYING, before.get(url).size(), url);
        }
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger writes = new AtomicInteger();
        List<String> faults = Client.together(WRITERS + 1, number -> {
            if (number == 0) {
                try {
                    return read(s, before);
                } finally {
                    done.set(true);
                }
            }
            write(s, new Random(number), done, writes, number);
            return "";
        });
        assertEquals("", String.join("", faults));
        assertTrue(writes.get() > SEARCHES.size(), "writes meanwhile: " + writes);
    }

    private static String read(Shelf s, Map<String, List<String>> before) {
        StringBuilder faults = new StringBuilder();
        before.forEach((url, expected) -> {
            for (int count : new int[] {2, 5}) {
                List<String> found = stays(s, pages(url + "&_count=" + count));
                if (!found.equals(expected)) {
                    faults.append(url).append(" by ").append(count).append(": ").append(found).append(" for ").append(expected).append('\n');
                }
            }
        });
        return faults.toString();
    }

    private static void write(Shelf s, Random random, AtomicBoolean done, AtomicInteger writes, int writer) {
        Client client = new Client(Fhir.base());
        while (!done.get()) {
            String label = (random.nextInt(4) == 0 ? "new" + writer : "moves") + random.nextInt(MOVING);
            String path = "Observation/" + s.id(label);
            int status = random.nextInt(4) == 0 ? client.send("DELETE", path, null).status()
                    : client.send("PUT", path, s.marked(label, observation(s, random))).status();
            assertTrue(status == 200 || status == 201 || status == 204, "a write is answered with " + status);
            writes.incrementAndGet();
        }
    }

    private static List<String> pages(String path) {
        Client client = new Client(Fhir.base());
        List<String> ids = new ArrayList<>();
        for (String next = path; next != null;) {
            JsonObject page = client.send("GET", next, null).body();
            page.objects("entry").forEach(e -> ids.add(e.object("resource").string("id")));
            String link = Fhir.link(page, "next");
            next = link == null ? null : link.substring(Fhir.base().length() + 1);
        }
        return ids;
    }

    private static List<String> stays(Shelf s, List<String> ids) {
        return s.labels(ids).stream().filter(l -> l.startsWith("stays")).toList();
    }
}
