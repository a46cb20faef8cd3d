package org.ketaminerecord.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.fixture.Given.json;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;

/** What must hold of {@code _contained} for any data and any question, on data from a fixed seed: the same in every run. */
@QuarkusTest
class ContainedPropertyTest {

    private static final int MANY = 80;
    private static final List<String> CONDITIONS = List.of("code=c0", "code=c1,c2", "code:not=c1", "status=final", "date=2021", "date=ge2021-02",
            "date=lt2022", "value-quantity=gt2", "value-quantity=1", "patient:missing=true", "patient:missing=false", "subject.name=real",
            "patient.name=inner", "patient.gender=female", "patient.gender:not=female", "code-value-quantity=c1$gt1", "date:missing=true", "_id=o0,o1",
            "patient.birthdate=lt1985", "code:text=two");
    private static final List<String> SORTS = List.of("", "_sort=date", "_sort=-date,code", "_sort=value-quantity", "_sort=-patient,status", "_sort=_id");

    private static Shelf shelf;

    @BeforeEach
    void fill() {
        if (shelf != null) {
            return;
        }
        Random random = new Random(20260303);
        Shelf s = new Shelf();
        Map<String, JsonObject> all = new LinkedHashMap<>();
        all.put("real", Given.patient("Real"));
        for (int i = 0; i < MANY; i++) {
            JsonObject o = observation(random, s);
            if (random.nextInt(2) == 0) {
                JsonArray contained = new JsonArray();
                int observations = random.nextInt(3);
                for (int j = 0; j < observations; j++) {
                    contained.add(observation(random, s).put("id", "o" + j).put("meta", tag(s)));
                }
                if (observations > 0 || random.nextBoolean()) {
                    contained.add(Given.patient(random.nextBoolean() ? "Inner" : "Other").put("id", "p").put("gender", random.nextBoolean() ? "male" : "female"));
                    o.put("contained", contained);
                    contained.objects().stream().limit(contained.size() - 1L).filter(c -> random.nextBoolean())
                            .forEach(c -> c.put("subject", Given.reference("#p")));
                    if (random.nextBoolean()) {
                        o.put("subject", Given.reference("#p"));
                    }
                }
            }
            all.put("x" + i, o);
        }
        shelf = s.putAll(all);
    }

    private static JsonObject tag(Shelf s) {
        return json("{'tag':[{'system':'urn:test:shelf','code':'" + s.mark() + "'}]}");
    }

    private static JsonObject observation(Random random, Shelf s) {
        JsonObject o = json("{'resourceType':'Observation','status':'" + (random.nextBoolean() ? "final" : "amended") + "'}");
        int code = random.nextInt(3);
        o.put("code", Given.concept(Given.LOINC, "c" + code).put("text", List.of("zero", "one", "two").get(code)));
        if (random.nextInt(3) > 0) {
            o.put("subject", Given.reference("Patient/" + s.id("real")));
        }
        if (random.nextInt(4) > 0) {
            o.put("effectiveDateTime", (2020 + random.nextInt(3)) + "-0" + (1 + random.nextInt(3)));
        }
        if (random.nextInt(3) > 0) {
            o.put("valueQuantity", new JsonObject().put("value", new JsonNumber(String.valueOf(random.nextInt(4)))));
        }
        return o;
    }

    private static List<String> urls(String search) {
        List<String> urls = new ArrayList<>();
        Response page = Fhir.get(shelf.url(search));
        while (true) {
            JsonObject bundle = Fhir.body(page.then().statusCode(200).extract().response());
            bundle.objects("entry").forEach(e -> urls.add(e.string("fullUrl")));
            String next = Fhir.link(bundle, "next");
            if (next == null) {
                return urls;
            }
            page = Fhir.follow(next);
        }
    }

    private static Set<String> set(List<String> urls) {
        Set<String> set = new TreeSet<>(urls);
        assertEquals(set.size(), urls.size(), () -> "something came twice: " + urls);
        return set;
    }

    @Test
    void both_is_false_and_true_together_and_pages_are_one_whole() {
        Random random = new Random(7);
        boolean found = false;
        for (int round = 0; round < 40; round++) {
            String query = "Observation?" + CONDITIONS.get(round % CONDITIONS.size());
            for (int more = random.nextInt(3); more > 0; more--) {
                query += "&" + CONDITIONS.get(random.nextInt(CONDITIONS.size()));
            }
            String sort = SORTS.get(random.nextInt(SORTS.size()));
            for (String type : List.of("container", "contained")) {
                String contained = query + "&_containedType=" + type + "&_contained=";
                Set<String> own = set(urls(query));
                Set<String> inside = set(urls(contained + "true"));
                List<String> both = urls(contained + "both" + (sort.isEmpty() ? "" : "&" + sort));
                Set<String> together = new TreeSet<>(own);
                together.addAll(inside);
                assertEquals(together, set(both), query);
                assertTrue(own.stream().noneMatch(u -> u.contains("#")), query);
                assertTrue(inside.stream().allMatch(u -> u.contains("#") == type.equals("contained")), query);
                assertEquals(both, urls(contained + "both&_count=" + (1 + random.nextInt(9)) + (sort.isEmpty() ? "" : "&" + sort)), query);
                Fhir.get(shelf.url(contained + "both&_summary=count")).then().statusCode(200)
                        .body("total", org.hamcrest.Matchers.equalTo(both.size()));
                found |= !inside.isEmpty() && !own.isEmpty();
            }
        }
        assertTrue(found, "the data answers none of the questions");
    }

    @Test
    void containers_are_those_of_what_is_contained() {
        for (String condition : CONDITIONS) {
            Set<String> containers = new TreeSet<>();
            urls("Observation?_contained=true&_containedType=contained&" + condition).forEach(u -> containers.add(u.substring(0, u.indexOf('#'))));
            assertEquals(containers, set(urls("Observation?_contained=true&" + condition)), condition);
        }
    }
}
