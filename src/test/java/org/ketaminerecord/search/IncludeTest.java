package org.ketaminerecord.search;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;

/** R4 search.html#include. {@code @x} in a query stands for the id of the resource labelled x. */
@QuarkusTest
class IncludeTest {

    private static Shelf shelf;

    @BeforeEach
    void fill() {
        if (shelf != null) {
            return;
        }
        Shelf s = new Shelf();
        Map<String, JsonObject> all = new LinkedHashMap<>();
        all.put("trust", Given.json("{'resourceType':'Organization','name':'Trust'}"));
        all.put("clinic", Given.json("{'resourceType':'Organization','name':'Clinic'}").put("partOf", to(s, "Organization", "trust")));
        all.put("doctor", Given.practitioner("House"));
        all.put("ann", Given.patient("Ann").put("managingOrganization", to(s, "Organization", "clinic"))
                .put("generalPractitioner", JsonArray.of(to(s, "Practitioner", "doctor"))));
        all.put("visit", Given.encounter(s.id("ann"), "2024-01-01", "2024-01-01"));
        all.put("first", Given.observation(s.id("ann"), "29463-7", "2024-01-01", "80", "kg").put("encounter", to(s, "Encounter", "visit")));
        all.put("second", Given.observation(s.id("ann"), "29463-7", "2024-01-02", "81", "kg").put("hasMember", JsonArray.of(to(s, "Observation", "first"))));
        all.put("origin", Given.json("{'resourceType':'Provenance','recorded':'2024-01-02T00:00:00Z'}")
                .put("target", JsonArray.of(to(s, "Observation", "second"))).put("agent", JsonArray.of(new JsonObject().put("who", to(s, "Practitioner", "doctor")))));
        shelf = s.putAll(all);
    }

    private static JsonObject to(Shelf s, String type, String label) {
        return Given.reference(type + "/" + s.id(label));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "Observation?_id=@first&_include=Observation:patient;                           first; ann",
        "Observation?_id=@first&_include=Observation:subject;                           first; ann",
        "Observation?_id=@first&_include=Observation:subject:Patient;                   first; ann",
        "Observation?_id=@first&_include=Observation:subject:Group;                     first; ",
        "Observation?_id=@first,@second&_include=Observation:patient;                   first second; ann",
        "Observation?_id=@first&_include=Observation:patient&_include=Observation:encounter; first; ann visit",
        "Observation?_id=@first&_include=*;                                             first; ann visit",
        "Observation?_id=@first&_include=Observation:*;                                 first; ann visit",
        // a match is never included again
        "Observation?_id=@first,@second&_include=Observation:has-member;                first second; ",
        "Observation?_id=@second&_include=Observation:has-member;                       second; first",
        // without iterate, what was included includes nothing
        "Observation?_id=@first&_include=Observation:patient&_include:iterate=Patient:organization; first; ann clinic",
        "Observation?_id=@first&_include=Observation:patient&_include:iterate=Patient:organization&_include:iterate=Organization:partof; first; ann clinic trust",
        "Observation?_id=@first&_include=Observation:patient&_include:recurse=Patient:general-practitioner; first; ann doctor",
        "Observation?_id=@second&_include:iterate=Observation:has-member&_include:iterate=Observation:encounter; second; first visit",
        "Patient?_id=@ann&_revinclude=Observation:patient;                              ann; first second",
        "Patient?_id=@ann&_revinclude=Observation:subject;                              ann; first second",
        "Patient?_id=@ann&_revinclude=Observation:subject:Patient;                      ann; first second",
        "Patient?_id=@ann&_revinclude=Observation:subject:Group;                        ann; ",
        "Patient?_id=@ann&_revinclude=Observation:patient&_revinclude=Encounter:patient; ann; first second visit",
        "Patient?_id=@ann&_revinclude=Observation:patient&_revinclude:iterate=Provenance:target; ann; first origin second",
        "Patient?_id=@ann&_revinclude=*;                                                ann; first second visit",
        "Observation?_id=@second&_revinclude=Provenance:target&_include=Observation:has-member; second; first origin",
        "Practitioner?_id=@doctor&_revinclude=Patient:general-practitioner&_revinclude=Provenance:agent; doctor; ann origin",
        "Organization?_id=@trust&_revinclude:iterate=Organization:partof&_revinclude:iterate=Patient:organization; trust; ann clinic",
    })
    void includes_are_added_once_and_marked(String search, String matches, String included) {
        JsonObject bundle = Fhir.read(Fhir.encoded(search.replaceAll("@(\\w+)", "$1." + shelf.mark())));
        assertEquals(labels(matches), found(bundle, "match"));
        assertEquals(labels(included), found(bundle, "include"));
    }

    private static Set<String> labels(String spaced) {
        return spaced == null ? Set.of() : new TreeSet<>(List.of(spaced.split(" ")));
    }

    private static Set<String> found(JsonObject bundle, String mode) {
        List<String> ids = bundle.objects("entry").stream().filter(e -> mode.equals(e.object("search").string("mode")))
                .map(e -> e.object("resource").string("id")).toList();
        Set<String> labels = new TreeSet<>(shelf.labels(ids));
        assertEquals(labels.size(), ids.size(), "each once");
        return labels;
    }

    @Test
    void includes_do_not_count_as_matches() {
        Fhir.get("Observation?patient=" + shelf.id("ann") + "&_include=Observation:patient&_count=1&_total=accurate").then().statusCode(200)
                .body("total", equalTo(2)).body("entry.size()", equalTo(2));
    }

    @Test
    void a_deleted_resource_is_not_included() {
        Shelf s = new Shelf();
        s.put("gone", Given.patient("Gone"));
        s.put("left", Given.observation(s.id("gone"), "29463-7", "2024-01-01", "1", "kg"));
        Fhir.request().delete("Observation/" + s.id("left")).then().statusCode(204);
        Fhir.get("Patient?_id=" + s.id("gone") + "&_revinclude=Observation:patient").then().statusCode(200).body("entry.size()", equalTo(1));
    }

    @Test
    void more_than_the_limit_is_said_and_not_silently_cut() {
        Shelf s = new Shelf();
        Map<String, JsonObject> many = new LinkedHashMap<>();
        many.put("patient", Given.patient("Busy"));
        for (int i = 0; i < 1001; i++) {
            many.put("b" + i, Given.json("{'resourceType':'Basic','code':{'text':'x'}}").put("subject", to(s, "Patient", "patient")));
        }
        s.putAll(many);
        Fhir.get("Patient?_id=" + s.id("patient") + "&_revinclude=Basic:subject").then().statusCode(200)
                .body("entry.findAll { it.search.mode == 'include' }.size()", equalTo(1000))
                .body("entry.find { it.search.mode == 'outcome' }.resource.issue[0].severity", equalTo("warning"))
                .body("entry.find { it.search.mode == 'outcome' }.resource.issue[0].code", equalTo("incomplete"))
                .body("entry.find { it.search.mode == 'outcome' }.resource.issue[0].diagnostics", containsString("ktr.search.included"));
        Fhir.request().delete("Basic/" + s.id("b0")).then().statusCode(204);
        Fhir.get("Patient?_id=" + s.id("patient") + "&_revinclude=Basic:subject").then().statusCode(200)
                .body("entry.findAll { it.search.mode == 'include' }.size()", equalTo(1000))
                .body("entry.findAll { it.search.mode == 'outcome' }.size()", equalTo(0));
    }

    @Test
    void what_cannot_be_followed_is_refused() {
        assertTrue(Fhir.refused("Observation?_include=Observation:code").contains("not a reference"));
        assertTrue(Fhir.refused("Observation?_include=Observation:subjct").contains("subject"));
        assertTrue(Fhir.refused("Observation?_include=Observatio:subject").contains("Observation"));
        assertTrue(Fhir.refused("Observation?_include=Patient:organization").contains("_include:iterate"));
        assertTrue(Fhir.refused("Observation?_include=subject").contains("Type:parameter"));
        assertTrue(Fhir.refused("Observation?_include=Observation:subject:Pateint").contains("Patient"));
        assertTrue(Fhir.refused("Observation?_include:again=Observation:subject").contains(":iterate"));
        assertTrue(Fhir.refused("Patient?_revinclude=Observation:value-quantity").contains("not a reference"));
    }
}
