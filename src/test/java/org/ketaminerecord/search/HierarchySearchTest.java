package org.ketaminerecord.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;

/** R4 search.html#recursive: a building has floors, a floor has rooms. {@code @x} stands for the id of the resource labelled x. */
@QuarkusTest
class HierarchySearchTest {

    private static Shelf shelf;

    @BeforeEach
    void fill() {
        if (shelf != null) {
            return;
        }
        Shelf s = new Shelf();
        Map<String, JsonObject> all = new LinkedHashMap<>();
        all.put("building", location(s, null));
        all.put("floor", location(s, "building"));
        all.put("room", location(s, "floor"));
        all.put("cellar", location(s, "building"));
        all.put("elsewhere", location(s, null));
        all.put("hen", location(s, "egg"));         // a circle
        all.put("egg", location(s, "hen"));
        all.put("in-building", visit(s, "building"));
        all.put("in-room", visit(s, "room"));
        all.put("in-cellar", visit(s, "cellar"));
        all.put("out", visit(s, "elsewhere"));
        all.put("in-egg", visit(s, "egg"));
        all.put("nowhere", Given.encounter(s.id("ann"), "2024-01-01", "2024-01-01"));
        all.put("ann", Given.patient("Ann"));
        shelf = s.putAll(all);
    }

    private static JsonObject location(Shelf s, String partOf) {
        JsonObject location = Given.json("{'resourceType':'Location'}");
        return partOf == null ? location : location.put("partOf", Given.reference("Location/" + s.id(partOf)));
    }

    private static JsonObject visit(Shelf s, String location) {
        return Given.encounter(s.id("ann"), "2024-01-01", "2024-01-01").put("location",
                JsonArray.of(new JsonObject().put("location", Given.reference("Location/" + s.id(location)))));
    }

    private static String at(String search) {
        return search.replaceAll("@(\\w+)", "$1." + shelf.mark());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "Encounter?location=@building;                    in-building",
        "Encounter?location:below=@building;              in-building in-cellar in-room",
        "Encounter?location:below=Location/@building;     in-building in-cellar in-room",
        "Encounter?location:below=@floor;                 in-room",
        "Encounter?location:below=@room,@cellar;          in-cellar in-room",
        "Encounter?location:below=@none;                  ",
        "Encounter?location:below=@hen;                   in-egg",
        "Encounter?location:above=@room;                  in-building in-room",
        "Encounter?location:above=@building;              in-building",
        "Location?partof:below=@building;                 cellar floor room",
        "Location?partof:above=@floor;                    cellar floor room",
        "Location?partof:above=@building;                 cellar floor",
        "Patient?_has:Encounter:patient:location:below=@floor; ann",
        "Encounter?location:below=@building&location=@room; in-room",
    })
    void goes_up_and_down(String search, String expected) {
        assertEquals(new TreeSet<>(expected == null ? List.of() : List.of(expected.split(" "))), shelf.find(at(search)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "Task?focus:below=1;                        Send CarePlan/1 or Communication/1",
        "Observation?specimen:below=Location/1;     takes an id or Type/id of Specimen",
        "Encounter?location:below=Patient/1;        takes an id or Type/id of Location",
        "Observation?patient:below=1;               refers to is in none",
        "Encounter?location:belwo=1;                Did you mean ':below'?",
    })
    void says_where_there_is_no_hierarchy(String search, String said) {
        String diagnostics = Fhir.refused(search);
        assertTrue(diagnostics.contains(said), diagnostics);
    }
}
