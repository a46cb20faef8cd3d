package org.ketaminerecord.search;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;

/**
 * All pages together are one big page, whichever index leads the way; and go on being that while others write. No tag
 * narrows these searches, since that would choose the way: CODE, NAME and PATIENT in a query are this test's own.
 */
@QuarkusTest
class PagingTest {

    private static final int MANY = 23;

    private static Shelf shelf;

    @BeforeEach
    void fill() {
        if (shelf != null) {
            return;
        }
        Shelf s = new Shelf();
        Map<String, JsonObject> all = new LinkedHashMap<>();
        all.put("patient", Given.json("{'resourceType':'Patient','birthDate':'1970-01-01'}").put("name", JsonArray.of(new JsonObject().put("family", s.mark()))));
        all.put("other", Given.json("{'resourceType':'Patient'}").put("name", JsonArray.of(new JsonObject().put("family", s.mark() + " other"))));
        for (int i = 0; i < MANY; i++) {
            all.put("o" + i, observation(s, i, "patient"));
        }
        all.put("elsewhere", observation(s, 3, "other"));
        shelf = s.putAll(all);
    }

    /** Several share a date or have none; the same code stands there once, twice under two systems, or twice with two names. */
    private static JsonObject observation(Shelf s, int i, String patient) {
        JsonObject o = Given.observation(s.id(patient), "x", "2024-01-" + (10 + i % 7), String.valueOf(i % 5), i % 2 == 0 ? "kg" : "g");
        JsonArray codings = JsonArray.of(coding("urn:a", s.mark(), "One"));
        if (i % 3 == 0) {
            codings.add(coding("urn:b", s.mark(), "One"));
        }
        if (i % 4 == 0) {
            codings.add(coding("urn:a", s.mark(), "Other"));
        }
        o.put("code", new JsonObject().put("coding", codings)).put("method", new JsonObject().put("coding", codings.copy()));
        if (i % 6 == 0) {
            o.remove("effectiveDateTime");
        }
        return o.put("note", JsonArray.of(new JsonObject().put("text", new JsonString("n" + i))));
    }

    private static JsonObject coding(String system, String code, String display) {
        return new JsonObject().put("system", system).put("code", code).put("display", display);
    }

    private static String url(String search) {
        return Fhir.encoded(search.replace("CODE", shelf.mark()).replace("NAME", shelf.mark()).replace("PATIENT", "Patient/" + shelf.id("patient")));
    }

    private static final String EVERY_WAY = """
            Observation?patient=PATIENT&code=CODE
            Observation?patient=PATIENT&code=urn:a|CODE
            Observation?patient=PATIENT&code=CODE&_sort=date
            Observation?patient=PATIENT&code=CODE&_sort=-date
            Observation?patient=PATIENT&code=CODE&date=ge2024-01-12
            Observation?patient=PATIENT&code=CODE&value-quantity=lt3&_sort=-date
            Observation?code=CODE
            Observation?code=urn:a|CODE
            Observation?code=CODE&_sort=-date
            Observation?code=CODE&date=2024-01
            Observation?code=CODE&value-quantity=ge2
            Observation?code=urn:a|CODE&value-quantity=lt3
            Observation?patient=PATIENT
            Observation?patient=PATIENT&_sort=date
            Observation?patient=PATIENT&_sort=-date
            Observation?patient=PATIENT&status=final
            Observation?patient=PATIENT&_sort=-value-quantity
            Observation?patient=PATIENT&_sort=value-quantity,-date
            Observation?patient=PATIENT&_sort=code
            Observation?patient=PATIENT&_sort=_lastUpdated
            Observation?patient=PATIENT&_sort=-_id
            Observation?patient.name=NAME
            Observation?patient.name=NAME&_sort=-date
            Observation?patient.name=NAME&code=CODE
            Observation?method=urn:a|CODE
            Observation?method=CODE
            Observation?method=CODE&_sort=-date
            Observation?method:not=nothing&patient=PATIENT
            Patient?name=NAME
            Patient?name=NAME&_sort=-birthdate
            Patient?_has:Observation:patient:code=CODE
            """;

    static List<String> everyWay() {
        return EVERY_WAY.lines().toList();
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void all_pages_together_are_one_big_page(String search) {
        List<String> big = Fhir.matches(url(search) + "&_count=1000");
        assertTrue(big.size() >= 2, () -> search + " finds " + big);
        assertEquals(new HashSet<>(big).size(), big.size(), () -> "something came twice: " + shelf.labels(big));
        for (int count : new int[] {2, 7, big.size()}) {
            assertEquals(shelf.labels(big), shelf.labels(Fhir.allMatches(url(search) + "&_count=" + count)), "pages of " + count);
        }
        Fhir.get(url(search) + "&_count=1&_total=accurate").then().statusCode(200).body("total", equalTo(big.size()));
    }

    @Test
    void all_of_a_type_come_once_each_and_in_one_order() {
        Shelf flags = new Shelf();
        for (int i = 0; i < 5; i++) {
            flags.put("f" + i, Given.json("{'resourceType':'Flag','status':'active','code':{'text':'x'},'subject':{'display':'x'}}"));
        }
        List<String> big = Fhir.matches("Flag?_count=1000");
        assertEquals(big, Fhir.allMatches("Flag?_count=2"));
        assertTrue(flags.labels(big).containsAll(List.of("f0", "f1", "f2", "f3", "f4")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&_sort=date", "&_sort=-date", "&_sort=value-quantity", "&_sort=-value-quantity,date", "&_sort=code", "&_sort=_id"})
    void what_is_not_written_to_comes_once_while_others_write(String sort) {
        Shelf s = new Shelf();
        Map<String, JsonObject> all = new LinkedHashMap<>();
        all.put("patient", Given.patient("Moving"));
        for (int i = 0; i < 20; i++) {
            all.put((i % 4 == 3 ? "moves" : "stays") + i, moving(s, i));
        }
        s.putAll(all);
        String search = "Observation?patient=" + s.id("patient") + sort;
        List<String> before = s.labels(Fhir.matches(search + "&_count=1000")).stream().filter(l -> l.startsWith("stays")).toList();
        assertEquals(15, before.size());
        List<String> found = new ArrayList<>();
        String next = search + "&_count=3";
        for (int page = 0; next != null; page++) {
            JsonObject bundle = Fhir.body((page == 0 ? Fhir.get(next) : Fhir.follow(next)).then().statusCode(200).extract().response());
            bundle.objects("entry").forEach(e -> found.add(e.object("resource").string("id")));
            next = Fhir.link(bundle, "next");
            s.put("moves" + (page * 4 + 3) % 20, moving(s, 100 - page));       // to another place in every order
            s.put("new" + page, moving(s, page));
            Fhir.request().delete("Observation/" + s.id("moves" + (page * 4 + 7) % 20)).then().statusCode(204);
            assertTrue(page < 50, "an end");
        }
        assertEquals(before, s.labels(found).stream().filter(l -> l.startsWith("stays")).toList());
    }

    private static JsonObject moving(Shelf s, int i) {
        return Given.observation(s.id("patient"), "m" + i % 3, "2024-02-" + (10 + i * 7 % 19), String.valueOf(i * 13 % 17), "kg");
    }

    @Test
    void a_cursor_fits_the_search_that_it_was_made_for_and_no_other() {
        String search = url("Observation?code=CODE&_count=2");
        String next = Fhir.link(Fhir.read(search), "next");
        assertNotNull(next);
        String cursor = next.substring(next.indexOf("_cursor=") + 8);
        Fhir.get(search + "&_cursor=" + cursor).then().statusCode(200);
        Fhir.get(url("Observation?_count=5&code=CODE") + "&_cursor=" + cursor).then().statusCode(200);
        char other = cursor.charAt(30) == 'A' ? 'B' : 'A';
        for (String refused : List.of(
                search + "&_cursor=" + cursor.substring(0, 30) + other + cursor.substring(31),
                search + "&_cursor=" + cursor + "AAAA",
                search + "&_cursor=" + cursor.substring(4),
                search + "&_cursor=A",
                search + "&_cursor=%27%20OR%201=1",
                search + "&_sort=date&_cursor=" + cursor,
                search + "&status=final&_cursor=" + cursor,
                "Observation?_cursor=" + cursor,
                url("Condition?code=CODE") + "&_cursor=" + cursor)) {
            Fhir.get(refused).then().statusCode(400).body("issue[0].details.coding[0].code", equalTo("invalid-cursor"))
                    .body("issue[0].diagnostics", containsString("next"));
        }
    }

    @Test
    void a_page_is_no_larger_than_the_server_allows() {
        Fhir.get(url("Observation?code=CODE&_count=100000000")).then().statusCode(200).body("total", equalTo(MANY + 1));
        Fhir.get("Observation?_count=99999999999").then().statusCode(400);
        Fhir.get("Observation?_count=-1").then().statusCode(400);
        Fhir.get("Observation?_count=many").then().statusCode(400);
    }
}
