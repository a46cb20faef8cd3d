package org.ketaminerecord.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;

/**
 * Searches that walk along an index, page by page: each resource once, the long ranges among the short ones. They find by
 * codes, texts and years of their own, since a further condition would make another index drive. {@code @} stands for the
 * mark of this test.
 */
@QuarkusTest
class IndexOrderTest {

    private static Shelf shelf;

    @BeforeEach
    void fill() {
        if (shelf != null) {
            return;
        }
        Shelf s = new Shelf();
        Map<String, JsonObject> all = new LinkedHashMap<>();
        all.put("pat", name(s.mark() + "ab", s.mark() + "ac", s.mark() + "AB"));
        all.put("pot", name(s.mark() + "ac"));
        all.put("put", name(s.mark() + "aa"));
        all.put("pit", name(s.mark() + "b", s.mark() + "ab"));
        all.put("day", dated(s, "'effectiveDateTime':'2901-03-10'"));
        all.put("noon", dated(s, "'effectiveDateTime':'2901-03-10T12:00:00Z'"));
        all.put("zone", dated(s, "'effectiveDateTime':'2901-03-10T23:30:00-01:00'"));
        all.put("month", dated(s, "'effectiveDateTime':'2901-03'"));
        all.put("year", dated(s, "'effectiveDateTime':'2901'"));
        all.put("short", dated(s, "'effectivePeriod':{'start':'2901-03-09T23:30:00Z','end':'2901-03-10T00:30:00Z'}"));
        all.put("week", dated(s, "'effectivePeriod':{'start':'2901-03-04','end':'2901-03-11'}"));
        all.put("open", dated(s, "'effectivePeriod':{'start':'2901-02-01'}"));
        all.put("until", dated(s, "'effectivePeriod':{'end':'2901-03-09'}"));
        all.put("next", dated(s, "'effectiveDateTime':'2901-03-11'"));
        all.put("never", Given.json("{'resourceType':'Observation','status':'final'}").put("code", Given.concept("urn:test:codes", s.mark())));
        shelf = s.putAll(all);
    }

    private static JsonObject name(String... names) {
        return Given.json("{'resourceType':'Patient'}").put("name",
                JsonArray.of(java.util.Arrays.stream(names).map(n -> new JsonObject().put("family", n)).toArray(JsonObject[]::new)));
    }

    private static JsonObject dated(Shelf s, String date) {
        return Given.json("{'resourceType':'Observation','status':'final'," + date + "}").put("code", Given.concept("urn:test:codes", s.mark()));
    }

    private static List<String> found(String search) {
        return shelf.labels(Fhir.allMatches(Fhir.encoded(search.replace("@", shelf.mark()))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "ge2901-03-10;            day month next noon open week year zone",
        "ge2901-03-10T12:00:00Z;  day month next noon open week year zone",
        "gt2901-03-10;            month next open week year zone",
        "gt2901-03-10T12:00:00Z;  day month next open week year zone",
        "ge2901-03-11;            month next open year zone",
        "gt2901-03-11;            month open year",
        "ge2901-03;               day month next noon open short week year zone",
        "lt2901-03-10;            month open short until week year",
        "le2901-03-09;            month open until week year",
        "sa2901-03-10;            next zone",
        "eb2901-03-10;            until",
        "2901-03-10;              day noon",
    })
    void later_than_finds_what_began_before(String date, String expected) {
        TreeSet<String> wanted = new TreeSet<>(List.of(expected.split(" ")));
        for (String search : List.of("Observation?code=urn:test:codes|@&date=" + date, "Observation?code=@&date=" + date,
                "Observation?code=urn:test:codes|@&date=" + date + "&_sort=-date", "Observation?code=urn:test:codes|@&date=" + date + "&_sort=_id",
                "Observation?code=urn:test:codes|@&date=" + date + "&status=final", "Observation?code=urn:test:codes|@,@none&date=" + date)) {
            List<String> found = found(search + "&_count=100");
            assertEquals(wanted, new TreeSet<>(found), search);
            assertEquals(wanted.size(), found.size(), search);
            assertEquals(found, found(search + "&_count=2"), search);
            assertEquals(new JsonNumber(Integer.toString(wanted.size())), total(search), search);
        }
        // all of the type: what this test has among whatever others put there
        for (String search : List.of("Observation?date=" + date + "&date=gt2900", "Observation?date=" + date + "&date=gt2900&_sort=-date")) {
            List<String> found = new ArrayList<>(found(search + "&_count=3"));
            found.retainAll(shelf.labels(wanted.stream().map(shelf::id).toList()));
            assertEquals(new TreeSet<>(List.of(expected.replace("until", "").trim().split("\\s+"))), withoutUntil(found), search);
            assertEquals(found.stream().distinct().count(), found.size(), search);
        }
    }

    /** Its range ends in 2901 and begins with time itself, so "after 2900" does not tell it from others' resources. */
    private static TreeSet<String> withoutUntil(List<String> found) {
        TreeSet<String> labels = new TreeSet<>(found);
        labels.remove("until");
        if (labels.isEmpty()) {
            labels.add("");
        }
        return labels;
    }

    private static Object total(String search) {
        return Fhir.read(Fhir.encoded(search.replace("@", shelf.mark()) + "&_summary=count")).get("total");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "Patient?family=@;                 put pat pit pot",
        "Patient?family=@a;                put pat pit pot",
        "Patient?family=@ab;               pat pit",
        "Patient?family=@AC;               pat pot",
        "Patient?family=@b;                pit",
        "Patient?family=@c;                ",
        "Patient?name=@a&_has:Observation:patient:code=none; ",
        "Patient?family=@a&gender:missing=true; put pat pit pot",
    })
    void a_text_is_walked_in_its_own_order_and_a_resource_with_several_comes_once(String search, String expected) {
        List<String> wanted = expected == null ? List.of() : List.of(expected.split(" "));
        assertEquals(new TreeSet<>(wanted), new TreeSet<>(found(search + "&_count=100")));
        assertEquals(found(search + "&_count=100"), found(search + "&_count=1"));
        assertEquals(wanted.size(), found(search + "&_count=1").size());
        if (search.equals("Patient?family=@")) {
            assertEquals(wanted, found(search));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "Observation?code=x&date=ge2020;                         ChartCode; FROM code_index d WHERE d.rid > 0",
        "Observation?date=ge2020;                                Dated;     d.high - d.low > '25:00:00'",
        "Observation?date=2020;                                  Dated;     ORDER BY d.low",
        "Observation?date=ge2020&_sort=-date;                    Dated;     ORDER BY d.low DESC",
        "Observation?_lastUpdated=gt2020;                        Updated;   r.updated",
        "Observation?date=ge2020&status=final;                   Planner;   r.low >=",
        "Patient?family=x;                                       Text;      string_index d",
        "Patient?family=x&_sort=birthdate;                       Selective; string_index",
        "Patient?family=x,y;                                     Selective; string_index",
        "Patient/1/Observation?code=x;                           Compartment; compartment_index c JOIN code_index d",
        "ValueSet?url=urn:x;                                     Selective; string_index",
        "Observation?code-value-quantity=x$gt5;                  CodeAndNumber; composite_index d",
        "Observation?component-code-value-quantity=x$gt5;        Planner;   composite_index",
        "Patient/1/*;                                            Compartment; UNION ALL",
        "?_type=Patient,Group&_count=5;                          WholeType; r.type, r.id",
    })
    void each_search_has_its_index(String search, String driver, String says) {
        List<String> said = Fhir.get(Fhir.encoded(search + (search.contains("?") ? "&" : "?") + "_explain=true")).then().statusCode(200)
                .extract().path("issue.diagnostics");
        assertTrue(said.getFirst().startsWith("Index: " + driver + ","), said::toString);
        assertTrue(String.join("\n", said).contains(says), said::toString);
    }

    @Test
    void a_page_deep_inside_begins_where_the_one_before_ended() {
        JsonObject first = Fhir.read("Observation?_lastUpdated=gt2020&_count=1");
        String next = Fhir.link(first, "next");
        List<String> said = Fhir.follow(next + "&_explain=true").then().statusCode(200).extract().path("issue.diagnostics");
        assertTrue(said.get(1).contains("r.updated >= ? AND ("), said::toString);
    }
}
