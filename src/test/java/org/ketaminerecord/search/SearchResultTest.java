package org.ketaminerecord.search;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonObject;

/** The bundle that a search answers with (R4 http.html#search, search.html#errors), and what it refuses. */
@QuarkusTest
class SearchResultTest {

    private static Shelf shelf;

    @BeforeEach
    void fill() {
        if (shelf != null) {
            return;
        }
        Map<String, JsonObject> all = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            all.put("p" + i, Given.patient("Result"));
        }
        shelf = new Shelf().putAll(all);
    }

    @Test
    void each_match_has_its_full_url_and_says_that_it_is_one() {
        String base = RestAssured.baseURI + ":" + RestAssured.port + "/fhir/";
        Fhir.get(shelf.url("Patient")).then().statusCode(200).body("resourceType", equalTo("Bundle")).body("type", equalTo("searchset"))
                .body("entry.size()", equalTo(5)).body("entry.search.mode", everyItem(equalTo("match")))
                .body("entry.fullUrl", everyItem(startsWith(base + "Patient/")));
        Fhir.get(shelf.url("Patient?family=nobody")).then().statusCode(200).body("total", equalTo(0)).body("entry", nullValue());
    }

    @Test
    void the_number_of_matches_is_told_when_asked_for_or_free() {
        total("_total=accurate&_count=2").body("total", equalTo(5)).body("entry.size()", equalTo(2));
        total("_total=estimate&_count=2").body("total", greaterThanOrEqualTo(3));
        total("_total=estimate&_count=5").body("total", equalTo(5));
        total("_total=none&_count=2").body("total", nullValue());
        total("_count=2").body("total", nullValue());
        total("_count=5").body("total", equalTo(5));
        total("_summary=count").body("total", equalTo(5)).body("entry", nullValue()).body("link.relation", equalTo(List.of("self")));
        total("_summary=count&_count=2").body("total", equalTo(5)).body("entry", nullValue());
        total("_count=0").body("total", equalTo(5)).body("entry", nullValue());
        assertTrue(Fhir.refused("Patient?_total=roughly").contains("accurate"));
        Fhir.get("Patient?_summary=cuont").then().statusCode(400);
    }

    private static ValidatableResponse total(String parameters) {
        return Fhir.get(shelf.url("Patient?" + parameters)).then().statusCode(200);
    }

    @Test
    void links_lead_to_this_page_to_the_first_and_to_the_next() {
        JsonObject first = Fhir.read(shelf.url("Patient?_sort=_id&_count=2"));
        String self = Fhir.link(first, "self");
        assertNull(Fhir.link(first, "first"));
        assertEquals(first.objects("entry"), Fhir.body(Fhir.follow(self)).objects("entry"));
        JsonObject second = Fhir.body(Fhir.follow(Fhir.link(first, "next")));
        assertEquals(second.objects("entry"), Fhir.body(Fhir.follow(Fhir.link(second, "self"))).objects("entry"));
        assertEquals(first.objects("entry"), Fhir.body(Fhir.follow(Fhir.link(second, "first"))).objects("entry"));
        JsonObject third = Fhir.body(Fhir.follow(Fhir.link(second, "next")));
        assertEquals(1, third.objects("entry").size());
        assertNull(Fhir.link(third, "next"));
    }

    @Test
    void the_self_link_shows_what_was_understood() {
        JsonObject bundle = Fhir.body(Fhir.request().header("Prefer", "handling=lenient").get(shelf.url("Patient?family=RESULT&famly=x&_count=3")));
        String self = Fhir.link(bundle, "self");
        assertTrue(self.contains("family=RESULT") && self.contains("_count=3"), self);
        assertFalse(self.contains("famly"), self);
    }

    @Test
    void a_search_may_come_as_a_form() {
        String form = "family=result&_tag=urn%3Atest%3Ashelf%7C" + shelf.mark();
        ValidatableResponse posted = Fhir.request().contentType("application/x-www-form-urlencoded").body(form).post("Patient/_search?_count=2").then()
                .statusCode(200).body("type", equalTo("searchset")).body("entry.size()", equalTo(2));
        JsonObject bundle = Fhir.body(posted.extract().response());
        assertEquals(2, Fhir.body(Fhir.follow(Fhir.link(bundle, "next"))).objects("entry").size());
        Fhir.request().body("{}").post("Patient/_search").then().statusCode(415);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "Patient?famly=x;                        family",
        "Patient?Name=x;                         name",
        "Patient?birthday=2000;                  birthdate",
        "Patient?_lastupdated=2000;              _lastUpdated",
        "Patient?_cuont=1;                       _count",
        "Patient?subject=x;                      no search parameter 'subject'",
        "Patient?family:exakt=x;                 exact",
        "Patient?family:not=x;                   :contains",
        "Patient?gender:exact=x;                 :not",
        "Patient?birthdate:after=2000;           :missing",
        "Patient?_lastUpdated:not=2000;          :missing",
        "Patient?_count:exact=1;                 no modifiers",
        "Observation?_sort=-dat;                 date",
        "Observation?date=xx2000;                prefixes",
        "Observation?value-quantity=about5;      prefixes",
        "Observation?_query=pain;                no named queries",
    })
    void what_is_not_understood_is_refused_and_the_nearest_is_named(String search, String hint) {
        String said = Fhir.refused(search);
        assertTrue(said.contains(hint), said);
        JsonObject lenient = Fhir.body(Fhir.request().header("Prefer", "handling=lenient").get(Fhir.encoded(search + "&_count=1")).then().statusCode(200).extract().response());
        JsonObject outcome = lenient.objects("entry").stream().filter(e -> "outcome".equals(e.object("search").string("mode"))).findFirst().orElseThrow()
                .object("resource");
        assertEquals("OperationOutcome", outcome.string("resourceType"));
        assertEquals("warning", outcome.objects("issue").getFirst().string("severity"));
        assertTrue(outcome.objects("issue").getFirst().string("diagnostics").contains(hint));
    }

    @Test
    void a_type_that_does_not_exist_is_refused_however_lenient() {
        Fhir.request().header("Prefer", "handling=lenient").get("Patiant?name=x").then().statusCode(404).body("issue[0].diagnostics", containsString("Patient"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"family='", "family='; DROP TABLE resource; --", "family=\\", "identifier=a'b|c", "_id='", "family:exact=%", "_tag=\"|\"", "organization=Organization/'",
        "family=${x}", "family=\uD83D\uDE00", "_profile=\\\\", "birthdate=2000,2001", "_security='|", "name:contains=\\%_"})
    void quotes_and_wildcards_are_data(String query) {
        assertEquals(Set.of(), shelf.find("Patient?" + query));
    }

    @Test
    void a_query_that_is_not_well_encoded_is_refused() {
        Fhir.get("Patient?family=a%00b").then().statusCode(400).body("issue[0].diagnostics", containsString("NUL"));
        Fhir.request().contentType("application/x-www-form-urlencoded").body("family=%ZZ").post("Patient/_search").then().statusCode(400)
                .body("issue[0].diagnostics", containsString("%25"));
        Fhir.get("Patient?=x").then().statusCode(400);
    }
}
