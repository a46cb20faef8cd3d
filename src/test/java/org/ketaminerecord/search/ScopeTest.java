package org.ketaminerecord.search;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;

/** R4 http.html#search: one type, several, all, and a compartment. {@code @x} stands for the id of the resource labelled x. */
@QuarkusTest
class ScopeTest {

    private static Shelf shelf;

    @BeforeEach
    void fill() {
        if (shelf != null) {
            return;
        }
        Shelf s = new Shelf();
        Map<String, JsonObject> all = new LinkedHashMap<>();
        all.put("doctor", Given.practitioner("House"));
        all.put("ann", Given.patient("Alpha"));
        all.put("bob", Given.patient("Beta"));
        all.put("visit", Given.encounter(s.id("ann"), "2024-01-01", "2024-01-02").put("participant",
                JsonArray.of(new JsonObject().put("individual", Given.reference("Practitioner/" + s.id("doctor"))))));
        all.put("weight", Given.observation(s.id("ann"), "29463-7", "2024-01-03", "80", "kg").put("encounter", Given.reference("Encounter/" + s.id("visit"))));
        all.put("height", Given.observation(s.id("ann"), "8302-2", "2024-01-02", "170", "cm"));
        all.put("told", Given.observation(s.id("bob"), "29463-7", "2024-01-01", "90", "kg")
                .put("performer", JsonArray.of(Given.reference("Patient/" + s.id("ann")))));
        all.put("other", Given.observation(s.id("bob"), "29463-7", "2024-01-05", "91", "kg"));
        all.put("clinic", Given.json("{'resourceType':'Organization','name':'Clinic'}"));
        shelf = s.putAll(all);
    }

    private static String at(String search) {
        return search.replaceAll("@(\\w+)", "$1." + shelf.mark());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        // of one type: by its subject, and by its performer, which makes it a resource of two charts
        "Patient/@ann/Observation;                             height told weight",
        "Patient/@bob/Observation;                             other told",
        "Patient/@ann/Observation?code=29463-7;                told weight",
        "Patient/@ann/Observation?code=http://loinc.org|8302-2; height",
        "Patient/@ann/Observation?code=29463-7&date=2024-01-01; told",
        "Patient/@ann/Observation?code=29463-7&date=gt2024-01-01; weight",
        "Patient/@ann/Observation?code=29463-7,8302-2;         height told weight",
        "Patient/@ann/Observation?code=29463-7&_sort=-date;    told weight",
        "Patient/@ann/Observation?value-quantity=lt90;         weight",
        "Patient/@ann/Observation?value-quantity=lt90|http://unitsofmeasure.org|kg; weight",
        "Patient/@ann/Observation?patient=@bob;                told",
        "Patient/@ann/Observation?patient=@bob&code=29463-7;   told",
        "Patient/@ann/Encounter;                               visit",
        "Patient/@ann/Patient;                                 ann",
        "Patient/@ann/Encounter?_has:Observation:encounter:code=29463-7; visit",
        // of all types
        "Patient/@ann/*;                                       ann height told visit weight",
        "Patient/@bob/*;                                       bob other told",
        "Patient/@ann/*?_type=Observation,Encounter;           height told visit weight",
        "Patient/@ann/*?_type=Encounter;                       visit",
        "Patient/@ann/*?_lastUpdated=gt2999;                   ",
        "Patient/nobody/*;                                     ",
        // the other compartments
        "Encounter/@visit/*;                                   visit weight",
        "Encounter/@visit/Observation;                         weight",
        "Practitioner/@doctor/*;                               doctor visit",
        "Practitioner/@doctor/Encounter?status=finished;       visit",
        "Practitioner/@doctor/Encounter?status=planned;        ",
        "Device/none/*;                                        ",
        // several types
        "?_type=Patient,Organization;                          ann bob clinic",
        "?_type=Patient&_type=Patient;                         ann bob",
        "?_type=Observation,Encounter&patient=@ann;            height visit weight",
        "?_type=Observation,Encounter&date=2024-01-02;         height",
        "?_type=Observation,Encounter&date=gt2024-01-02;       other weight",
        "?_type=Observation,Encounter&subject:Patient.name=beta; other told",
        "?_type=Observation,Encounter&date:missing=true;       ",
        "?_type=Patient,Practitioner&family=alpha,house;       ann doctor",
        "?_type=Patient,Practitioner&_has:Observation:performer:code=29463-7; ann",
        // all types
        "?_id=@ann,@clinic;                                    ann clinic",
        "?_lastUpdated=gt2000&_id=@ann;                        ann",
        "?_tag:missing=false&_id=@told;                        told",
    })
    void looks_in_its_scope(String search, String expected) {
        String wanted = expected == null ? "" : expected;
        assertEquals(new TreeSet<>(wanted.isBlank() ? List.of() : List.of(wanted.split(" "))), shelf.find(at(search)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?_type=Observation,Encounter,Patient,Organization", "Patient/@ann/*", "Patient/@ann/Observation", "Encounter/@visit/*",
        "?_type=Observation,Encounter&_sort=date", "?_type=Observation,Encounter&_sort=-date,_id", "Patient/@ann/*?_sort=-_lastUpdated",
        "Patient/@ann/Observation?code=29463-7,8302-2&_sort=date", "Patient/@ann/Observation?_sort=-date"})
    void pages_hold_what_one_big_page_holds(String search) {
        String query = at(search) + (search.contains("?") ? "&" : "?");
        List<String> whole = shelf.order(query + "_count=100");
        assertTrue(whole.size() > 1, whole::toString);
        assertEquals(whole, shelf.order(query + "_count=1"));
        assertEquals(whole, shelf.order(query + "_count=2"));
        assertEquals(whole.size(), (int) Fhir.get(shelf.url(query + "_summary=count")).then().statusCode(200).extract().<Integer>path("total"));
    }

    @Test
    void sorts_types_together_by_what_they_share() {
        List<String> order = new ArrayList<>(shelf.order("?_type=Encounter,Observation&_sort=date"));
        order.subList(0, 2).sort(null);             // these two are dated alike
        assertEquals(List.of("told", "visit", "height", "weight", "other"), order);
    }

    @Test
    void includes_follow_from_every_type() {
        JsonObject bundle = Fhir.read(shelf.url(at("?_type=Observation,Encounter&_id=@weight,@visit&_include=Observation:patient&_include=Encounter:practitioner")));
        Set<String> included = new TreeSet<>();
        bundle.objects("entry").stream().filter(e -> e.object("search").string("mode").equals("include"))
                .forEach(e -> included.add(e.object("resource").string("id")));
        assertEquals(new TreeSet<>(Set.of(shelf.id("ann"), shelf.id("doctor"))), included);
    }

    @Test
    void links_lead_back_to_the_same_search() {
        JsonObject page = Fhir.read(shelf.url(at("Patient/@ann/*?_count=2")));
        assertTrue(Fhir.link(page, "self").startsWith(Fhir.base() + "/Patient/" + shelf.id("ann") + "/*?_count=2"), page::toString);
        assertTrue(Fhir.link(page, "next").contains("/Patient/" + shelf.id("ann") + "/*?"), page::toString);
        JsonObject system = Fhir.read(shelf.url("?_type=Patient,Observation&_count=2"));
        assertTrue(Fhir.link(system, "self").startsWith(Fhir.base() + "?_type=Patient,Observation"), system::toString);
    }

    @Test
    void posts_its_criteria() {
        Fhir.request().contentType("application/x-www-form-urlencoded").body("_type=Patient&_id=" + shelf.id("ann")).post("_search").then()
                .statusCode(200).body("entry.resource.id", equalTo(List.of(shelf.id("ann"))));
        Fhir.request().contentType("application/x-www-form-urlencoded").body("code=8302-2").post("Patient/" + shelf.id("ann") + "/Observation/_search")
                .then().statusCode(200).body("entry.resource.id", equalTo(List.of(shelf.id("height"))));
        Fhir.request().contentType("application/x-www-form-urlencoded").body("_elements=status&code=8302-2")
                .post("Patient/" + shelf.id("ann") + "/*/_search?_type=Observation").then()
                .statusCode(200).body("entry[0].resource.status", equalTo("final")).body("entry[0].resource.valueQuantity", equalTo(null));
    }

    @Test
    void is_an_entry_of_a_batch() {
        JsonObject answer = Fhir.body(Fhir.process(Given.bundle("batch", Given.entry("GET", "Patient/" + shelf.id("ann") + "/*?_type=Encounter"),
                Given.entry("GET", "?_type=Patient&_id=" + shelf.id("bob")), Given.entry("GET", "Patient/" + shelf.id("ann") + "/Observation?code=8302-2"),
                Given.entry("GET", "Patient/1/Practitioner"))));
        List<JsonObject> entries = answer.objects("entry");
        assertEquals(shelf.id("visit"), entries.get(0).object("resource").objects("entry").getFirst().object("resource").string("id"));
        assertEquals(shelf.id("bob"), entries.get(1).object("resource").objects("entry").getFirst().object("resource").string("id"));
        assertEquals(shelf.id("height"), entries.get(2).object("resource").objects("entry").getFirst().object("resource").string("id"));
        assertTrue(entries.get(3).object("response").string("status").startsWith("400"), answer::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "?name=x;                                              A search of all types takes the parameters that all of the types have, and AdverseEvent has no 'name'",
        "?_type=Patient,Observation&name=x;                    Observation has no 'name'",
        "?_type=Patient,Observation&_lastUpdate=2020;          Did you mean '_lastUpdated'?",
        "?_type=Patien;                                        Did you mean Patient?",
        "?subject.name=x;                                      Name the types: _type=Observation,Condition&subject.name=",
        "Observation?_type=Patient;                            this is a search of Observation alone",
        "Patient/1/*?_type=Practitioner;                       names one that is not among them",
        "Patient/1/Practitioner;                               Practitioner is never in the compartment of a Patient",
        "?_type=Observation,Patient&_sort=date;                Patient has no 'date'",
        "Observation?_explain=yes;                             _explain takes false or true",
    })
    void says_what_it_cannot_search(String search, String said) {
        String diagnostics = Fhir.refused(search);
        assertTrue(diagnostics.contains(said), diagnostics);
    }

    @Test
    void says_which_resources_have_compartments() {
        Fhir.get("Observation/1/*").then().statusCode(404).body("issue[0].diagnostics", containsString("Device, Encounter, Patient, Practitioner, RelatedPerson have."));
        Fhir.get("Patients/1/*").then().statusCode(404);
        Fhir.get("Patient/1/Observations").then().statusCode(404).body("issue[0].diagnostics", containsString("Did you mean Observation?"));
    }

    @Test
    void is_declared() {
        Fhir.get("metadata").then().statusCode(200).body("rest[0].interaction.code", hasItems("search-system"))
                .body("rest[0].compartment", hasItems("http://hl7.org/fhir/CompartmentDefinition/patient"));
    }

    @Test
    void explains_itself() {
        List<String> said = Fhir.get(shelf.url(at("Observation?patient=@ann&code=29463-7&_explain=true"))).then().statusCode(200)
                .body("resourceType", equalTo("OperationOutcome")).extract().path("issue.diagnostics");
        assertTrue(said.get(0).startsWith("Index: ChartCode"), said::toString);
        assertTrue(said.get(1).contains("FROM code_index d JOIN resource r"), said::toString);
        assertTrue(said.get(2).contains(shelf.id("ann")), said::toString);
        assertTrue(said.get(3).contains("Index Cond"), said::toString);
    }

    @Test
    void estimates_without_reading_them_all() {
        JsonObject page = Fhir.read(shelf.url("Observation?_count=1&_total=estimate"));
        assertTrue(((JsonNumber) page.get("total")).decimal().longValue() >= 2, page::toString);
        assertEquals(new JsonNumber("4"), Fhir.read(shelf.url("Observation?_count=1&_total=accurate")).get("total"));
    }
}
