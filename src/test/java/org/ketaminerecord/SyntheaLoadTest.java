package org.ketaminerecord;

import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Shared;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;

/** Twenty whole lives as Synthea exports them: transactions with urn:uuid and conditional references. */
@QuarkusTest
class SyntheaLoadTest {

    /** Where the server put each entry that was sent, by the URL or the criteria that others refer to it by. */
    private final Map<String, String> locations = new ConcurrentHashMap<>();
    /** What was sent, by where the server put it. Of entries that were merged, the first. */
    private final Map<String, JsonObject> sent = new ConcurrentHashMap<>();
    private final Set<String> created = ConcurrentHashMap.newKeySet();

    @Test
    void all_load_and_come_back_as_they_were_sent() throws Exception {
        Map<String, JsonObject> bundles = bundles();
        assertEquals(22, bundles.size());
        Set<String> types = new TreeSet<>();
        Map<String, Set<String>> distinct = new TreeMap<>();
        bundles.forEach((file, bundle) -> bundle.objects("entry").forEach(entry -> {
            String type = entry.object("resource").string("resourceType");
            types.add(type);
            distinct.computeIfAbsent(type, t -> new HashSet<>()).add(key(entry));
        }));
        Map<String, Integer> before = count(types);

        load(bundles.remove(find(bundles, "hospital")));
        load(bundles.remove(find(bundles, "practitioner")));
        loadAll(bundles.values());

        Map<String, Integer> added = new TreeMap<>(count(types));
        before.forEach((type, n) -> added.merge(type, -n, Integer::sum));
        Map<String, Integer> expected = new TreeMap<>();
        types.forEach(type -> expected.put(type, (int) created.stream().filter(l -> l.startsWith(type + "/")).count()));
        assertEquals(expected, added, "resources there are now, apart from those before");
        Map<String, Integer> kept = new TreeMap<>();
        sent.keySet().forEach(location -> kept.merge(location.substring(0, location.indexOf('/')), 1, Integer::sum));
        Map<String, Integer> merged = new TreeMap<>();
        distinct.forEach((type, keys) -> merged.put(type, keys.size()));
        assertEquals(merged, kept, "what was sent, minus what ifNoneExist merged");

        types.forEach(this::compare);
    }

    private static String key(JsonObject entry) {
        JsonObject request = entry.object("request");
        return request.string("ifNoneExist") != null ? request.string("url") + "?" + request.string("ifNoneExist") : entry.string("fullUrl");
    }

    private void loadAll(Iterable<JsonObject> bundles) throws Exception {
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<Callable<Void>> work = new ArrayList<>();
            bundles.forEach(bundle -> work.add(() -> {
                load(bundle);
                return null;
            }));
            for (Future<Void> done : two.invokeAll(work)) {
                done.get();
            }
        }
    }

    private void load(JsonObject bundle) {
        Response response = Fhir.process(bundle);
        assertEquals(200, response.statusCode(), response::asString);
        JsonObject answer = Fhir.body(response);
        List<JsonObject> asked = bundle.objects("entry");
        List<JsonObject> answered = answer.objects("entry");
        assertEquals(asked.size(), answered.size());
        Map<String, String> here = new HashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            JsonObject done = answered.get(i).object("response");
            String location = done.string("location");
            assertNotNull(location, done::toString);
            location = location.substring(location.indexOf("/fhir/") + 6, location.indexOf("/_history/"));
            here.put(asked.get(i).string("fullUrl"), location);
            here.put(key(asked.get(i)), location);
            if (done.string("status").startsWith("201")) {
                assertTrue(created.add(location), location);
            }
        }
        locations.putAll(here);
        asked.forEach(e -> sent.putIfAbsent(here.get(e.string("fullUrl")), e.object("resource")));
    }

    private void compare(String type) {
        Set<String> missing = new HashSet<>(sent.keySet());
        missing.removeIf(l -> !l.startsWith(type + "/"));
        String next = null;
        do {
            JsonObject page = Fhir.body(next == null ? Fhir.get(type + "?_count=500") : Fhir.follow(next));
            for (JsonObject entry : page.objects("entry")) {
                JsonObject stored = entry.object("resource");
                String location = type + "/" + stored.string("id");
                if (sent.containsKey(location)) {
                    assertTrue(missing.remove(location), () -> location + " came twice");
                    assertEquals(resolved(bare(sent.get(location))).toString(), bare(stored).toString());
                }
            }
            next = Fhir.link(page, "next");
        } while (next != null);
        assertEquals(Set.of(), missing);
    }

    private static JsonObject bare(JsonObject resource) {
        JsonObject bare = resource.copy();
        bare.remove("id");
        bare.remove("meta");
        return bare;
    }

    private JsonValue resolved(JsonValue value) {
        return switch (value) {
            case JsonObject o -> {
                for (int i = 0; i < o.size(); i++) {
                    if (o.name(i).equals("reference") && o.value(i) instanceof JsonString s && !s.value().startsWith("#")) {
                        String location = locations.get(s.value());
                        assertNotNull(location, () -> "nothing was sent that " + s.value() + " refers to");
                        o.setValue(i, new JsonString(location));
                    } else {
                        resolved(o.value(i));
                    }
                }
                yield o;
            }
            case JsonArray a -> {
                a.forEach(this::resolved);
                yield a;
            }
            default -> value;
        };
    }

    private static Map<String, Integer> count(Set<String> types) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String type : types) {
            counts.put(type, Fhir.get(type + "?_summary=count").then().statusCode(200).body("entry", nullValue()).extract().path("total"));
        }
        return counts;
    }

    private static String find(Map<String, JsonObject> bundles, String start) {
        return bundles.keySet().stream().filter(f -> f.startsWith(start)).findFirst().orElseThrow();
    }

    private static Map<String, JsonObject> bundles() throws IOException {
        Map<String, JsonObject> bundles = new TreeMap<>();
        try (InputStream file = Files.newInputStream(Shared.file("data/synthea-r4-20-patients.tar.xz"));
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(file))) {
            for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                if (e.isFile() && e.getName().endsWith(".json")) {
                    bundles.put(e.getName().substring(e.getName().lastIndexOf('/') + 1), JsonReader.object(tar.readAllBytes()));
                }
            }
        }
        return bundles;
    }
}
