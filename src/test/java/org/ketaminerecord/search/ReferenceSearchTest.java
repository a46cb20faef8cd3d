package org.ketaminerecord.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.LinkedHashMap;
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

/** R4 search.html#reference, #chaining and #has. {@code @x} in a query stands for the id of the resource labelled x. */
@QuarkusTest
class ReferenceSearchTest {

    private static Shelf shelf;

    @BeforeEach
    void fill() {
        if (shelf != null) {
            return;
        }
        Shelf s = new Shelf();
        Map<String, JsonObject> all = new LinkedHashMap<>();
        all.put("clinic", Given.json("{'resourceType':'Organization','name':'Clinic North'}"));
        all.put("ward", Given.json("{'resourceType':'Organization','name':'Ward'}").put("partOf", to(s, "Organization", "clinic")));
        all.put("doctor", Given.practitioner("House"));
        all.put("ann", Given.patient("Alpha").put("managingOrganization", to(s, "Organization", "ward")));
        all.put("bob", Given.patient("Beta").put("gender", "male").put("managingOrganization", to(s, "Organization", "clinic")));
        all.put("cat", Given.patient("Gamma"));
        all.put("group", Given.json("{'resourceType':'Group','type':'person','actual':true,'name':'Alphabet'}"));
        all.put("visit", Given.encounter(s.id("ann"), "2024-01-01", "2024-01-01"));
        all.put("weight", observation("29463-7").put("subject", to(s, "Patient", "ann")).put("encounter", to(s, "Encounter", "visit")));
        all.put("height", observation("8302-2").put("subject", to(s, "Patient", "bob")));
        all.put("grouped", observation("29463-7").put("subject", to(s, "Group", "group")));
        all.put("elsewhere", observation("29463-7").put("subject", Given.reference("http://other.example/fhir/Patient/7")));
        all.put("named", observation("29463-7").put("subject", Given.json("{'identifier':{'system':'urn:test:mrn','value':'m7'},'type':'Patient'}")));
        all.put("nobody", observation("29463-7"));
        all.put("seen", observation("29463-7").put("subject", Given.reference("Patient/" + s.id("cat") + "/_history/1"))
                .put("performer", org.ketaminerecord.json.JsonArray.of(to(s, "Practitioner", "doctor"), to(s, "Organization", "clinic"))));
        shelf = s.putAll(all);
    }

    private static JsonObject observation(String code) {
        return Given.json("{'resourceType':'Observation','status':'final'}").put("code", Given.concept(Given.LOINC, code));
    }

    private static JsonObject to(Shelf s, String type, String label) {
        return Given.reference(type + "/" + s.id(label));
    }

    private static Set<String> find(String search) {
        return shelf.find(search.replaceAll("@(\\w+)", "$1." + shelf.mark()).replace("BASE", RestAssured.baseURI + ":" + RestAssured.port + "/fhir"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "subject=Patient/@ann;                   weight",
        "subject=@ann;                           weight",
        "subject=BASE/Patient/@ann;              weight",
        "subject:Patient=@ann;                   weight",
        "subject:Group=@ann;                     ",
        "subject=@ann,Patient/@bob;              height weight",
        "subject=@group;                         grouped",
        "subject=Group/@group;                   grouped",
        "subject:Group=@group;                   grouped",
        "subject=Patient/@group;                 ",
        "subject=Patient/@cat;                   seen",
        "patient=@ann;                           weight",
        "patient=Patient/@ann;                   weight",
        "patient=@ann,@cat;                      seen weight",
        "patient=@group;                         ",
        "patient=nobody-here;                    ",
        "subject=http://other.example/fhir/Patient/7; elsewhere",
        "subject=http://third.example/fhir/Patient/7; ",
        "subject:identifier=urn:test:mrn|m7;     named",
        "patient:identifier=urn:test:mrn|m7;     named",
        "subject:identifier=urn:test:other|m7;   ",
        "performer=Practitioner/@doctor;         seen",
        "performer=@clinic;                      seen",
        "performer:Organization=@clinic;         seen",
        "performer=@doctor&performer=@clinic;    seen",
        "performer=@doctor&subject=@ann;         ",
        "encounter=@visit;                       weight",
        "encounter=Encounter/@visit;             weight",
        "subject:missing=true;                   nobody",
        "patient:missing=false;                  elsewhere height named seen weight",
        "encounter:missing=true;                 elsewhere grouped height named nobody seen",
    })
    void a_reference_is_found_by_what_it_points_to(String query, String expected) {
        assertEquals(expected == null ? Set.of() : new TreeSet<>(Set.of(expected.split(" "))), find("Observation?" + query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "Observation?subject:Patient.name=alpha;                      weight",
        "Observation?subject.name=alpha;                              weight",
        "Observation?patient.name=alpha;                              weight",
        "Observation?patient.name=alpha,beta;                         height weight",
        "Observation?patient.gender=male;                             height",
        "Observation?patient.gender:not=male;                         seen weight",
        "Observation?patient._id=@ann;                                weight",
        "Observation?patient.identifier:missing=true;                 height seen weight",
        "Observation?patient.birthdate=1980-01-02&code=8302-2;        height",
        "Observation?patient.organization.name=ward;                  weight",
        "Observation?patient.organization.partof.name=clinic;         weight",
        "Observation?patient.organization.partof=@clinic;             weight",
        "Observation?subject:Patient.organization:Organization.name=clinic; height",
        "Observation?encounter.date=2024-01-01;                       weight",
        "Observation?encounter.patient.name=alpha;                    weight",
        "Observation?performer:Practitioner.family=house;             seen",
        "Observation?performer.name=clinic;                           seen",
        "Encounter?patient.name=alpha;                                visit",
        "Patient?organization.name=clinic;                            bob",
        "Patient?_has:Observation:patient:code=29463-7;               ann cat",
        "Patient?_has:Observation:subject:code=29463-7;               ann cat",
        "Patient?_has:Observation:patient:code=29463-7&gender=female; ann cat",
        "Patient?_has:Observation:patient:code=8302-2;                bob",
        "Patient?_has:Observation:patient:code=none;                  ",
        "Patient?_has:Observation:patient:code=8302-2,29463-7;        ann bob cat",
        "Patient?_has:Observation:patient:performer=@doctor;          cat",
        "Patient?_has:Observation:patient:performer:Practitioner.family=house; cat",
        "Patient?_has:Observation:patient:_has:Provenance:target:agent=@doctor; ",
        "Group?_has:Observation:subject:code=29463-7;                 group",
        "Organization?_has:Patient:organization:_has:Observation:patient:code=29463-7; ward",
        "Organization?_has:Patient:organization:name=beta;            clinic",
        "Encounter?_has:Observation:encounter:code=29463-7;           visit",
        "Observation?patient._has:Encounter:patient:date=2024-01-01;  weight",
        "Practitioner?_has:Observation:performer:patient.name=gamma;  doctor",
    })
    void chains_go_along_references_and_has_goes_against_them(String search, String expected) {
        assertEquals(expected == null ? Set.of() : new TreeSet<>(Set.of(expected.split(" "))), find(search));
    }

    @Test
    void a_chain_no_longer_leads_to_a_resource_that_was_deleted() {
        Shelf s = new Shelf();
        s.put("patient", Given.patient("Delta"));
        s.put("weight", observation("29463-7").put("subject", to(s, "Patient", "patient")));
        assertEquals(Set.of("patient"), s.find("Patient?_has:Observation:patient:code=29463-7"));
        Fhir.request().delete("Observation/" + s.id("weight")).then().statusCode(204);
        assertEquals(Set.of(), s.find("Patient?_has:Observation:patient:code=29463-7"));
        assertEquals(Set.of(), s.find("Observation?patient.name=delta"));
    }

    @Test
    void an_untyped_chain_takes_the_types_that_it_fits() {
        // "focus" is a reference of Observation and of Task, a token of ResearchStudy, and nothing of Patient
        Shelf s = new Shelf();
        s.put("patient", Given.patient("Epsilon"));
        s.put("weight", observation("29463-7").put("focus", JsonArray.of(to(s, "Patient", "patient"))));
        s.put("task", Given.json("{'resourceType':'Task','status':'draft','intent':'order'}").put("focus", to(s, "Observation", "weight")));
        assertEquals(Set.of("task"), s.find("Task?focus.focus:Patient.name=epsilon"));
        assertEquals(Set.of(), s.find("Task?focus.focus:Patient.name=zeta"));
        assertTrue(Fhir.refused("Task?focus.famly=x").contains("no search parameter 'famly'"));
        assertTrue(Fhir.refused("Observation?subject.birthdate=soon").contains("a date such as"), "of the type that has it");
    }

    @Test
    void what_no_reference_can_be_is_refused() {
        assertTrue(Fhir.refused("Observation?subject:Practitioner=1").contains("never refers to Practitioner"));
        assertTrue(Fhir.refused("Observation?subject:Patent=1").contains(":Patent"));
        assertTrue(Fhir.refused("Observation?subject=Patent/1").contains("Type/id"));
        assertTrue(Fhir.refused("Observation?subject=Patient/1/2").contains("Type/id"));
        assertTrue(Fhir.refused("Observation?code.name=x").contains("not a reference"));
        assertTrue(Fhir.refused("Observation?patient.famly=x").contains("family"));
        assertTrue(Fhir.refused("Observation?subject:identifier=m7").contains("system|value"));
        assertTrue(Fhir.refused("Patient?_has:Observation:patient=x").contains("_has:Type:reference:parameter"));
        assertTrue(Fhir.refused("Patient?_has:Observatoin:patient:code=x").contains("Observation"));
        assertTrue(Fhir.refused("Patient?_has:Observation:patiet:code=x").contains("patient"));
        assertTrue(Fhir.refused("Patient?_has:Observation:code:code=x").contains("not a reference"));
        assertTrue(Fhir.refused("Practitioner?_has:Observation:subject:code=x").contains("never refers to Practitioner"));
        assertTrue(Fhir.refused("Organization?" + "partof.".repeat(9) + "name=x").contains("references"));
    }
}
