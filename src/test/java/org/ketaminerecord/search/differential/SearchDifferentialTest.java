package org.ketaminerecord.search.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Client;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;

/**
 * Random searches over a generated record, answered by the server and by {@link PlainSearch}; the same ids must come, in the
 * order that was asked for, and on pages as on one. Another record and other searches: {@code -Dktr.differential.seed=}; several in turn:
 * {@code -Dktr.differential.seeds=}; how many searches each: {@code -Dktr.differential.searches=}.
 */
@QuarkusTest
class SearchDifferentialTest {

    private static final long SEED = Long.getLong("ktr.differential.seed", 4);
    private static final int SEEDS = Integer.getInteger("ktr.differential.seeds", 1);
    private static final int SEARCHES = Integer.getInteger("ktr.differential.searches", 2500);
    private static final int MOST_REPORTS = Integer.getInteger("ktr.differential.reports", 8);

    private final List<String> reports = new ArrayList<>();
    private Shelf shelf;
    private PlainRecord record;

    @Test
    void the_server_finds_what_a_plain_evaluation_of_the_definitions_finds() {
        for (int i = 0; i < SEEDS && reports.size() < MOST_REPORTS; i++) {
            compare(SEED + i);
        }
        assertTrue(reports.isEmpty(), () -> reports.size() + " differences\n\n" + String.join("\n\n", reports));
    }

    private void compare(long seed) {
        shelf = new Shelf();
        record = new PlainRecord();
        Map<String, JsonObject> generated = GeneratedRecord.of(seed, shelf);
        shelf.putAll(generated);
        generated.values().stream().map(r -> r.string("resourceType")).distinct().forEach(type ->
                pages(shelf.url(type + "?_count=1000")).forEach(r -> record.add(r.toString())));
        PlainSearch plain = new PlainSearch(record, Fhir.base());
        Draw draw = new Draw(seed);
        int found = 0;
        int before = reports.size();
        for (int i = 0; i < SEARCHES && reports.size() < MOST_REPORTS; i++) {
            RandomSearch search = RandomSearch.of(draw, record);
            try {
                List<String> expected = plain.find(search.type(), search.conditions());
                found += expected.isEmpty() ? 0 : 1;
                check(search, expected, plain, draw);
            } catch (RuntimeException e) {
                reports.add(search + "\n  " + e + " " + List.of(e.getStackTrace()).subList(0, Math.min(5, e.getStackTrace().length)));
            }
        }
        reports.subList(before, reports.size()).replaceAll(text -> "seed " + seed + ": " + text);
        assertTrue(!reports.isEmpty() || found > SEARCHES / 3, "searches that find something: " + found);
    }

    private void check(RandomSearch search, List<String> expected, PlainSearch plain, Draw draw) {
        String url = search.type() + "?" + search.query() + (draw.oneIn(2) ? "&_tag=" + tag() : "");
        Client.Answer answer = new Client(Fhir.base()).send("GET", url + "&_count=1000", null);
        if (answer.status() != 200) {
            reports.add(search + "\n  answered " + answer.status() + ": " + answer.body());
            return;
        }
        List<String> ids = ids(answer.body());
        if (Fhir.link(answer.body(), "next") != null) {
            ids = pages(url + "&_count=1000").stream().map(r -> r.string("id")).filter(id -> id.endsWith(shelf.mark())).toList();
        }
        if (!new TreeSet<>(ids).equals(new TreeSet<>(expected)) || ids.size() != expected.size()) {
            reports.add(report(search, expected, ids, plain));
            return;
        }
        List<Resource> order = ids.stream().map(id -> record.get(search.type() + "/" + id)).toList();
        Comparator<Resource> wanted = plain.order(search.type(), search.sort());
        for (int i = 1; i < order.size(); i++) {
            if (wanted.compare(order.get(i - 1), order.get(i)) > 0) {
                reports.add(search + "\n  out of order: " + plain.sortValues(order.get(i - 1), search.sort()) + " before "
                        + plain.sortValues(order.get(i), search.sort()) + "\n  " + RandomSearch.shown(order.get(i - 1)) + "\n  " + RandomSearch.shown(order.get(i)));
                return;
            }
        }
        if (draw.oneIn(6)) {
            List<String> paged = pages(url + "&_count=" + search.count()).stream().map(r -> r.string("id")).filter(id -> id.endsWith(shelf.mark())).toList();
            if (!paged.equals(ids)) {
                reports.add(search + "\n  on pages of " + search.count() + ": " + shelf.labels(paged) + "\n  on one page: " + shelf.labels(ids));
            }
        }
    }

    private String tag() {
        return Fhir.encoded("?x=urn:test:shelf|" + shelf.mark()).substring(3);
    }

    private List<String> ids(JsonObject bundle) {
        return bundle.objects("entry").stream().map(e -> e.object("resource").string("id")).filter(id -> id.endsWith(shelf.mark())).toList();
    }

    private static List<JsonObject> pages(String path) {
        Client client = new Client(Fhir.base());
        List<JsonObject> all = new ArrayList<>();
        String next = path;
        while (next != null) {
            Client.Answer page = client.send("GET", next, null);
            assertEquals(200, page.status(), () -> path + " " + page.body());
            page.body().objects("entry").forEach(e -> all.add(e.object("resource")));
            String link = Fhir.link(page.body(), "next");
            next = link == null ? null : link.substring(Fhir.base().length() + 1);
        }
        return all;
    }

    // ---- a difference made small -------------------------------------------------------------------

    private String report(RandomSearch search, List<String> expected, List<String> found, PlainSearch plain) {
        TreeSet<String> differing = new TreeSet<>(expected);
        differing.removeAll(found);
        boolean lacking = !differing.isEmpty();
        if (!lacking) {
            differing.addAll(found);
            differing.removeAll(expected);
        }
        String text = search + "\n  expected " + shelf.labels(expected.stream().sorted().toList()) + "\n  found    " + shelf.labels(found.stream().sorted().toList());
        if (differing.isEmpty()) {
            return text + "\n  something came twice";
        }
        RandomSearch small = search;
        String id = differing.first();
        for (var c : search.conditions()) {
            RandomSearch fewer = small.without(c);
            if (!fewer.conditions().isEmpty() && differs(fewer, record.get(search.type() + "/" + id), plain)) {
                small = fewer;
            }
        }
        return text + "\n  smaller: " + small + (lacking ? "\n  should find " : "\n  should not find ") + smaller(small, id, plain);
    }

    /** Members are taken out of a copy for as long as the two do not agree on it. */
    private String smaller(RandomSearch search, String id, PlainSearch plain) {
        JsonObject best = JsonReader.object(RandomSearch.shown(record.get(search.type() + "/" + id)).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (String member : List.copyOf(best.names())) {
            JsonObject less = best.copy();
            less.remove(member);
            if (!member.equals("resourceType") && !member.equals("id") && tried(less, search, plain)) {
                best = less;
            }
        }
        return best.toString();
    }

    private boolean tried(JsonObject less, RandomSearch search, PlainSearch plain) {
        String id = Given.unique();
        JsonObject copy = less.copy().put("id", id);
        if (new Client(Fhir.base()).send("PUT", search.type() + "/" + id, copy).status() >= 300) {
            return false;
        }
        PlainRecord one = new PlainRecord();
        one.add(copy.toString());
        Resource resource = one.get(search.type() + "/" + id);
        return differs(search, resource, plain);
    }

    private boolean differs(RandomSearch search, Resource resource, PlainSearch plain) {
        String id = resource.getIdElement().getIdPart();
        Client.Answer answer = new Client(Fhir.base()).send("GET", search.type() + "?" + search.query() + "&_id=" + id, null);
        boolean wanted = search.conditions().stream().allMatch(c -> plain.meets(resource, c));
        return answer.status() == 200 && answer.body().objects("entry").isEmpty() == wanted;
    }
}
