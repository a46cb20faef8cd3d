package org.ketaminerecord.search;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.fixture.Given.json;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.store.Database;

/** {@code _contained} and {@code _containedType} (R4 search.html#contained). */
@QuarkusTest
class ContainedResultTest {

    private static final String SYSTEM = "urn:test:contained";

    @Inject
    Database database;

    private static Shelf shelf;

    @BeforeEach
    void fill() {
        if (shelf != null) {
            return;
        }
        Shelf s = new Shelf();
        Map<String, JsonObject> all = new TreeMap<>();
        all.put("org", json("{'resourceType':'Organization','name':'Maker'}"));
        all.put("free1", medication(s, "active", "a"));
        all.put("free2", medication(s, "inactive", "b"));
        all.put("rx1", request(medication(s, "active", "c").put("id", "m1").put("manufacturer", Given.reference("Organization/" + s.id("org")))));
        all.put("rx2", request(medication(s, "inactive", "d").put("id", "m1"), medication(s, "active", "e").put("id", "m2")));
        all.put("rx3", request(medication(s, "active", "f").put("id", ".x-"), medication(s, "active", "g").put("id", "-")));
        all.put("list", json("{'resourceType':'List','status':'current','mode':'working'}").put("contained", JsonArray.of(
                medication(s, "inactive", "h").put("id", "9"), json("{'resourceType':'Substance','id':'s','code':{'text':'x'}}"))));
        shelf = s.putAll(all);
        Fhir.get("Medication?_contained=both&_containedType=contained&_count=1");       // the first cursor of an installation asks for its key
    }

    private static JsonObject medication(Shelf s, String status, String lot) {
        return json("{'resourceType':'Medication','batch':{'lotNumber':'x'}}").put("status", status)
                .put("identifier", JsonArray.of(new JsonObject().put("system", SYSTEM).put("value", s.mark()),
                        new JsonObject().put("system", SYSTEM + ":lot").put("value", lot + s.mark())))
                .put("code", new JsonObject().put("coding", JsonArray.of(new JsonObject().put("code", lot))));
    }

    private static JsonObject request(JsonObject... contained) {
        return json("{'resourceType':'MedicationRequest','status':'active','intent':'order','subject':{'display':'x'}}")
                .put("medicationReference", Given.reference("#" + contained[0].string("id"))).put("contained", JsonArray.of(contained));
    }

    private static String query(String parameters) {
        return Fhir.encoded("Medication?identifier=" + SYSTEM + "|" + shelf.mark() + (parameters.isEmpty() ? "" : "&" + parameters));
    }

    /** What the matches of all pages are, below the base, with labels for ids. */
    private static List<String> found(String query) {
        List<String> urls = new ArrayList<>();
        Response page = Fhir.get(query);
        while (true) {
            JsonObject bundle = Fhir.body(page.then().statusCode(200).extract().response());
            for (JsonObject entry : bundle.objects("entry")) {
                if (entry.object("search").string("mode").equals("match")) {
                    String url = entry.string("fullUrl");
                    assertTrue(url.startsWith(Fhir.base() + "/"), url);
                    urls.add(url.substring(Fhir.base().length() + 1).replace("." + shelf.mark(), ""));
                }
            }
            String next = Fhir.link(bundle, "next");
            if (next == null) {
                return urls;
            }
            page = Fhir.follow(next);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "; Medication/free1 Medication/free2",
        "_contained=false; Medication/free1 Medication/free2",
        "_contained=true; List/list MedicationRequest/rx1 MedicationRequest/rx2 MedicationRequest/rx3",
        "_contained=true&_containedType=container; List/list MedicationRequest/rx1 MedicationRequest/rx2 MedicationRequest/rx3",
        "_contained=true&_containedType=contained; List/list#9 MedicationRequest/rx1#m1 MedicationRequest/rx2#m1 MedicationRequest/rx2#m2 "
                + "MedicationRequest/rx3#- MedicationRequest/rx3#.x-",
        "_contained=both; List/list Medication/free1 Medication/free2 MedicationRequest/rx1 MedicationRequest/rx2 MedicationRequest/rx3",
        "_contained=both&_containedType=contained; List/list#9 Medication/free1 Medication/free2 MedicationRequest/rx1#m1 MedicationRequest/rx2#m1 "
                + "MedicationRequest/rx2#m2 MedicationRequest/rx3#- MedicationRequest/rx3#.x-",
        // with further conditions, which must hold of the contained resource
        "_contained=true&status=active; MedicationRequest/rx1 MedicationRequest/rx2 MedicationRequest/rx3",
        "_contained=true&status=active&_containedType=contained; MedicationRequest/rx1#m1 MedicationRequest/rx2#m2 MedicationRequest/rx3#- "
                + "MedicationRequest/rx3#.x-",
        "_contained=both&status:not=active&_containedType=contained; List/list#9 Medication/free2 MedicationRequest/rx2#m1",
        "_contained=both&code=a,d&_containedType=contained; Medication/free1 MedicationRequest/rx2#m1",
        "_contained=true&_id=m1&_containedType=contained; MedicationRequest/rx1#m1 MedicationRequest/rx2#m1",
        "_contained=true&_id=m2; MedicationRequest/rx2",
        "_contained=both&_id=-&_containedType=contained; MedicationRequest/rx3#-",
        "_contained=true&_id=rx1; ",
        "_contained=true&manufacturer.name=maker; MedicationRequest/rx1",
        "_contained=true&manufacturer:missing=false; MedicationRequest/rx1",
        "_contained=true&_has:MedicationRequest:medication:status=active&_containedType=contained; MedicationRequest/rx1#m1 MedicationRequest/rx2#m1 "
                + "MedicationRequest/rx3#.x-",
        // a contained resource has no time of its own (dom-4)
        "_contained=true&_lastUpdated=gt2000; ",
        "_contained=both&_lastUpdated=gt2000; Medication/free1 Medication/free2",
    })
    void what_is_found_and_what_stands_for_it(String parameters, String expected) {
        List<String> wanted = expected == null ? List.of() : List.of(expected.split(" "));
        String query = query(parameters == null ? "" : parameters);
        assertEquals(wanted, found(query).stream().sorted().toList());
        Fhir.get(query + "&_summary=count").then().statusCode(200).body("total", equalTo(wanted.size()));
        Fhir.get(query).then().body("total", equalTo(wanted.size()));
        // one at a time: each once, and the total on every page the same
        assertEquals(wanted, found(query + "&_count=1").stream().sorted().toList());
        Fhir.get(query + "&_count=1&_total=accurate").then().statusCode(200).body("total", equalTo(wanted.size()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "_contained=both&_containedType=contained&_sort=code; Medication/free1 Medication/free2 MedicationRequest/rx1#m1 MedicationRequest/rx2#m1 "
                + "MedicationRequest/rx2#m2 MedicationRequest/rx3#.x- MedicationRequest/rx3#- List/list#9",
        "_contained=both&_containedType=contained&_sort=-code; List/list#9 MedicationRequest/rx3#- MedicationRequest/rx3#.x- MedicationRequest/rx2#m2 "
                + "MedicationRequest/rx2#m1 MedicationRequest/rx1#m1 Medication/free2 Medication/free1",
        "_contained=both&_containedType=contained&_sort=-status,code; Medication/free2 MedicationRequest/rx2#m1 List/list#9 Medication/free1 "
                + "MedicationRequest/rx1#m1 MedicationRequest/rx2#m2 MedicationRequest/rx3#.x- MedicationRequest/rx3#-",
        // a container stands where the first of its matches does
        "_contained=both&_sort=-status,code; Medication/free2 MedicationRequest/rx2 List/list Medication/free1 MedicationRequest/rx1 MedicationRequest/rx3",
        "_contained=true&_sort=status,-code; MedicationRequest/rx3 MedicationRequest/rx2 MedicationRequest/rx1 List/list",
        "_contained=true&_sort=_id; List/list MedicationRequest/rx3 MedicationRequest/rx1 MedicationRequest/rx2",
        "_contained=true&_sort=manufacturer,code; MedicationRequest/rx2 MedicationRequest/rx3 List/list MedicationRequest/rx1",
    })
    void sorting_and_paging_are_exact_together(String parameters, String expected) {
        List<String> wanted = List.of(expected.split(" "));
        if (!parameters.contains("_sort=_id")) {
            assertEquals(wanted, found(query(parameters)));
        }
        List<String> whole = found(query(parameters));
        for (int count = 1; count < wanted.size(); count++) {
            assertEquals(whole, found(query(parameters + "&_count=" + count)));
        }
    }

    @Test
    void a_contained_resource_comes_as_it_stands_in_its_container() {
        JsonObject entry = Fhir.read(query("_contained=true&_containedType=contained&code=f")).objects("entry").getFirst();
        assertEquals(medication(shelf, "active", "f").put("id", ".x-"), entry.object("resource"));
        assertEquals(Fhir.base() + "/MedicationRequest/" + shelf.id("rx3") + "#.x-", entry.string("fullUrl"));
        assertEquals("match", entry.object("search").string("mode"));
    }

    @Test
    void a_container_comes_whole_and_under_its_own_url() {
        JsonObject entry = Fhir.read(query("_contained=true&code=f")).objects("entry").getFirst();
        assertEquals(Fhir.read("MedicationRequest/" + shelf.id("rx3")), entry.object("resource"));
        assertEquals(Fhir.base() + "/MedicationRequest/" + shelf.id("rx3"), entry.string("fullUrl"));
    }

    @Test
    void includes_follow_what_is_answered() {
        Fhir.get(query("_contained=true&_containedType=contained&code=c&_include=Medication:manufacturer")).then().statusCode(200)
                .body("entry.findAll { it.search.mode == 'include' }.resource.id", equalTo(List.of(shelf.id("org"))));
        Fhir.get(query("_contained=true&_containedType=contained&code=c&_revinclude=MedicationRequest:medication")).then().statusCode(200)
                .body("entry.findAll { it.search.mode == 'include' }.resource.id", equalTo(List.of(shelf.id("rx1"))));
    }

    @Test
    void the_self_link_shows_what_was_asked_for() {
        JsonObject bundle = Fhir.read(query("_contained=both&_containedType=contained&_count=1"));
        assertTrue(Fhir.link(bundle, "self").contains("_contained=both&_containedType=contained"), Fhir.link(bundle, "self"));
        assertTrue(Fhir.link(bundle, "next").contains("_contained=both&_containedType=contained"), Fhir.link(bundle, "next"));
    }

    @Test
    void a_cursor_of_one_kind_is_refused_by_the_other() {
        String next = Fhir.link(Fhir.read(query("_contained=both&_count=1")), "next");
        Fhir.follow(next.replace("_contained=both", "_contained=true")).then().statusCode(400).body("issue[0].diagnostics", containsString("_cursor"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "_contained=yes; _contained takes false, true or both",
        "_contained=TRUE; _contained takes false, true or both",
        "_contained=true,both; _contained takes false, true or both",
        "_contained:exact=true; has no modifiers",
        "_containedType=resource&_contained=true; _containedType takes container or contained",
        "_containedType=contained; Add _contained=true or _contained=both",
        "_containedType=container&_contained=false; Add _contained=true or _contained=both",
        "_contained=true&_contained=both; two values",
        "_containd=true; Did you mean '_contained'",
    })
    void what_is_not_understood_is_refused(String parameters, String says) {
        String said = Fhir.refused("Medication?" + parameters);
        assertTrue(said.contains(says), said);
    }

    @Test
    void lenient_handling_leaves_it_out_with_a_warning() {
        Fhir.request().header("Prefer", "handling=lenient").get(query("_containedType=contained")).then().statusCode(200)
                .body("entry.findAll { it.search.mode == 'match' }.size()", equalTo(2))
                .body("entry.find { it.search.mode == 'outcome' }.resource.issue[0].diagnostics", containsString("It was left out"))
                .body("link.find { it.relation == 'self' }.url", org.hamcrest.Matchers.not(containsString("_containedType")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "both"})
    void conditional_interactions_are_about_resources_that_stand_by_themselves(String which) {
        Response created = Fhir.request().header("If-None-Exist", Fhir.encoded("Medication?status=active&_contained=" + which).substring("Medication?".length()))
                .body("{\"resourceType\":\"Medication\"}").post("Medication");
        assertTrue(Fhir.refused(created, 400, "invalid-parameter").contains("Leave _contained out"));
        assertTrue(Fhir.refused(Fhir.request().delete("Medication?status=active&_contained=" + which), 400, "invalid-parameter").contains("_contained"));
        Fhir.get("Observation/$lastn?patient=x&category=y&_contained=" + which).then().statusCode(400)
                .body("issue[0].diagnostics", containsString("Leave _contained out"));
    }

    @Test
    void several_types_and_all_are_searched_together() {
        String tag = Given.unique();
        JsonObject meta = json("{'tag':[{'system':'urn:t','code':'" + tag + "'}]}");
        String id = Fhir.create(json("{'resourceType':'Observation','status':'final','code':{'text':'x'},'subject':{'reference':'#p'},'device':{'reference':'#d'}}")
                .put("meta", meta).put("contained", JsonArray.of(Given.patient("Several").put("id", "p").put("meta", meta.copy()),
                        json("{'resourceType':'Device','id':'d'}").put("meta", meta.copy()), json("{'resourceType':'Substance','id':'s','code':{'text':'x'}}")
                                .put("meta", meta.copy()))));
        String observation = "Observation/" + id;
        assertEquals(List.of(observation + "#d", observation + "#p"), found("?_type=Patient,Device&_contained=true&_containedType=contained&_tag=" + tag)
                .stream().sorted().toList());
        assertEquals(List.of(observation), found("?_type=Patient,Device&_contained=true&_tag=" + tag));
        assertEquals(List.of(observation, observation + "#d", observation + "#p", observation + "#s"),
                found("?_contained=both&_containedType=contained&_count=3&_tag=" + tag).stream().sorted().toList());
        assertEquals(List.of(observation), found("?_contained=both&_tag=" + tag));
        assertEquals(List.of(observation), found("?_tag=" + tag));
    }

    @Test
    void a_compartment_is_one_of_resources_that_stand_by_themselves() {
        String patient = Fhir.create(Given.patient("Compartment"));
        assertTrue(Fhir.refused("Patient/" + patient + "/Observation?_contained=true").contains("without the compartment"));
    }

    @Test
    void it_is_explained_and_estimated_as_any_search() {
        Fhir.get(query("_contained=both&_explain=true")).then().statusCode(200).body("issue[1].diagnostics", containsString("reachable_resource"));
        int total = Fhir.get(query("_contained=both&_count=1&_total=estimate")).then().statusCode(200).extract().path("total");
        assertTrue(total >= 2, "total " + total);
    }

    @Test
    void a_conditional_create_does_not_meet_a_contained_resource() {
        Fhir.request().header("If-None-Exist", "identifier=" + SYSTEM + ":lot%7Cc" + shelf.mark())
                .body("{\"resourceType\":\"Medication\"}").post("Medication").then().statusCode(201);
    }

    @Test
    void a_page_takes_one_statement_and_a_count_one_more() {
        for (String parameters : List.of("_contained=true", "_contained=both&_containedType=contained", "_contained=both&_sort=code&_count=2")) {
            long before = database.statements();
            Fhir.get(query(parameters)).then().statusCode(200);
            assertEquals(1, database.statements() - before, parameters);
        }
        long before = database.statements();
        Fhir.get(query("_contained=both&_count=1&_total=accurate")).then().statusCode(200);
        assertEquals(2, database.statements() - before);
        assertNull(Fhir.link(Fhir.read(query("_contained=both")), "next"));
    }
}
