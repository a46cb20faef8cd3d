package org.ketaminerecord.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonObject;

/** R4 search.html#list, and _query beside it. */
@QuarkusTest
class ListSearchTest {

    private static Shelf shelf;

    @BeforeEach
    void fill() {
        if (shelf != null) {
            return;
        }
        Shelf s = new Shelf();
        Map<String, JsonObject> all = new LinkedHashMap<>();
        for (String label : List.of("ada", "ben", "cid", "dan")) {
            all.put(label, Given.patient(label));
        }
        all.put("doctor", Given.practitioner("House"));
        all.put("seen", Given.observation(s.id("ada"), "29463-7", "2024-01-01", "80", "kg"));
        all.put("ward", list(entry(s, "Patient", "ada", false), entry(s, "Patient", "ben", false), entry(s, "Patient", "cid", true),
                entry(s, "Practitioner", "doctor", false)));
        // deleted once and there again
        all.put("night", list(entry(s, "Patient", "dan", true), entry(s, "Patient", "dan", false), entry(s, "Patient", "ada", false)));
        all.put("empty", Given.json("{'resourceType':'List','status':'current','mode':'working'}"));
        shelf = s.putAll(all);
    }

    private static JsonObject list(JsonObject... entries) {
        return Given.json("{'resourceType':'List','status':'current','mode':'changes'}").put("entry", JsonArray.of(entries));
    }

    private static JsonObject entry(Shelf s, String type, String label, boolean deleted) {
        JsonObject entry = new JsonObject().put("item", Given.reference(type + "/" + s.id(label)));
        return deleted ? entry.put("deleted", JsonBoolean.TRUE) : entry;
    }

    @Test
    void members_of_the_searched_type_are_found() {
        assertEquals(Set.of("ada", "ben"), shelf.find("Patient?_list=" + shelf.id("ward")));
        assertEquals(Set.of("doctor"), shelf.find("Practitioner?_list=" + shelf.id("ward")));
        assertEquals(Set.of(), shelf.find("Observation?_list=" + shelf.id("ward")));
        assertEquals(Set.of("ada", "ben"), shelf.find("Patient?_list=List/" + shelf.id("ward")));
        assertEquals(Set.of("ada", "ben"), shelf.find("Patient?_list=" + Fhir.base() + "/List/" + shelf.id("ward")));
    }

    @Test
    void members_of_all_types_are_found_together() {
        assertEquals(Set.of("ada", "ben", "doctor"), shelf.find("?_list=" + shelf.id("ward")));
        assertEquals(Set.of("ada", "ben"), shelf.find("?_type=Patient,Observation&_list=" + shelf.id("ward")));
    }

    @Test
    void what_is_marked_deleted_is_no_member_unless_it_is_there_again() {
        assertEquals(Set.of("ada", "dan"), shelf.find("Patient?_list=" + shelf.id("night")));
        assertEquals(Set.of("ward"), shelf.find("List?item=Patient/" + shelf.id("cid")), "List's own parameter reads every entry");
    }

    @Test
    void a_list_that_is_not_there_has_no_members() {
        assertEquals(Set.of(), shelf.find("Patient?_list=" + shelf.id("other")));
        assertEquals(Set.of(), shelf.find("Patient?_list=" + shelf.id("empty")));
        assertEquals(Set.of(), shelf.find("Patient?_list=" + shelf.id("ada")), "the id of something else");
    }

    @Test
    void lists_are_joined_as_values_and_parameters_are() {
        assertEquals(Set.of("ada", "ben", "dan"), shelf.find("Patient?_list=" + shelf.id("ward") + "," + shelf.id("night")));
        assertEquals(Set.of("ada"), shelf.find("Patient?_list=" + shelf.id("ward") + "&_list=" + shelf.id("night")));
        assertEquals(Set.of("ben"), shelf.find("Patient?_list=" + shelf.id("ward") + "&name=ben"));
        assertEquals(Set.of("seen"), shelf.find("Observation?patient._list=" + shelf.id("ward")));
        assertEquals(Set.of(), shelf.find("Observation?patient=" + shelf.id("ada") + "&_list=" + shelf.id("ward")));
        assertEquals(List.of("ben", "ada"), shelf.order("Patient?_list=" + shelf.id("ward") + "&_sort=-name&_count=1"));
    }

    @Test
    void a_changed_list_has_the_members_of_its_new_version() {
        Shelf s = new Shelf();
        s.putAll(Map.of("ada", Given.patient("Ada"), "ben", Given.patient("Ben")));
        s.put("list", list(entry(s, "Patient", "ada", true), entry(s, "Patient", "ben", false)));
        assertEquals(Set.of("ben"), s.find("Patient?_list=" + s.id("list")));
        s.put("list", list(entry(s, "Patient", "ada", false), entry(s, "Patient", "ben", true)));
        assertEquals(Set.of("ada"), s.find("Patient?_list=" + s.id("list")));
        Fhir.request().delete("List/" + s.id("list")).then().statusCode(204);
        assertEquals(Set.of(), s.find("Patient?_list=" + s.id("list")));
    }

    @Test
    void what_is_no_list_of_this_server_is_refused() {
        assertTrue(Fhir.refused("AllergyIntolerance?_list=$current-allergies").contains("no functional lists"));
        assertTrue(Fhir.refused("Patient?_list=Patient/1").contains("_list=List/42"));
        assertTrue(Fhir.refused("Patient?_list=http://other.example/List/1").contains("_list=42"));
        assertTrue(Fhir.refused("Patient?_list=42,").contains("_list"));
        assertTrue(Fhir.refused("Patient?_list:not=42").contains("no modifiers"));
    }

    @Test
    void there_are_no_named_queries() {
        assertTrue(Fhir.refused("Patient?_query=current").contains("no named queries"));
        assertEquals("not-supported", Fhir.get("Patient?_query=current").path("issue[0].code"));
    }
}
