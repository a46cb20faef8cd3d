package org.ketaminerecord.interaction.bundle;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ketaminerecord.fixture.Given.bundle;
import static org.ketaminerecord.fixture.Given.entry;
import static org.ketaminerecord.fixture.Given.json;
import static org.ketaminerecord.fixture.Given.observation;
import static org.ketaminerecord.fixture.Given.patient;
import static org.ketaminerecord.fixture.Given.patientWithIdentifier;
import static org.ketaminerecord.fixture.Given.unique;
import static org.ketaminerecord.fixture.Given.urn;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonObject;

/** Conditional interactions as entries: the same in a transaction and in a batch. */
@QuarkusTest
class ConditionalEntriesTest {

    private final String mrn = unique();
    private final String criteria = "identifier=" + Given.MRN + "|" + mrn;

    private JsonObject create() {
        JsonObject entry = entry("POST", "Patient", patientWithIdentifier(mrn));
        entry.object("request").put("ifNoneExist", criteria);
        return entry;
    }

    private static List<String> statuses(String type, JsonObject... entries) {
        return Fhir.statuses(Fhir.process(bundle(type, entries)).then().statusCode(200).extract().response());
    }

    @ParameterizedTest
    @ValueSource(strings = {"transaction", "batch"})
    void a_conditional_create_creates_once(String type) {
        assertEquals(List.of("201"), statuses(type, create()));
        assertEquals(List.of("200"), statuses(type, create()));
        assertEquals(1, Fhir.matches("Patient?" + criteria).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"transaction", "batch"})
    void the_same_criteria_twice_in_one_bundle_create_once(String type) {
        assertEquals(List.of("201", "200"), statuses(type, create(), create()));
        assertEquals(1, Fhir.matches("Patient?" + criteria).size());
    }

    @Test
    void references_to_either_of_two_creates_by_the_same_criteria_lead_to_the_one_resource() {
        String one = urn();
        String two = urn();
        JsonObject of = observation("x", "1", "2026-01-01", "1", "g");
        Response answer = Fhir.process(bundle("transaction", create().put("fullUrl", one), create().put("fullUrl", two),
                entry("POST", "Observation", of.copy().put("subject", Given.reference(one))),
                entry("POST", "Observation", of.copy().put("subject", Given.reference(two)))));
        List<JsonObject> stored = Fhir.stored(answer);
        assertEquals(stored.get(0).string("id"), stored.get(1).string("id"));
        assertEquals("Patient/" + stored.get(0).string("id"), stored.get(2).object("subject").string("reference"));
        assertEquals(stored.get(2).object("subject"), stored.get(3).object("subject"));
    }

    @Test
    void a_reference_to_a_conditional_create_that_found_one_leads_to_it() {
        String id = Fhir.create(patientWithIdentifier(mrn));
        String urn = urn();
        List<JsonObject> stored = Fhir.stored(Fhir.process(bundle("transaction", create().put("fullUrl", urn),
                entry("POST", "Observation", observation("x", "1", "2026-01-01", "1", "g").put("subject", Given.reference(urn))))));
        assertEquals("Patient/" + id, stored.get(1).object("subject").string("reference"));
    }

    @Test
    void a_conditional_create_with_two_matches_is_refused() {
        Fhir.create(patientWithIdentifier(mrn));
        Fhir.create(patientWithIdentifier(mrn));
        Fhir.process(bundle("transaction", create())).then().statusCode(412).body("issue[0].expression[0]", equalTo("Bundle.entry[0]"));
        assertEquals(List.of("412", "201"), statuses("batch", create(), entry("POST", "Patient", patient("A"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"transaction", "batch"})
    void a_conditional_update_creates_updates_or_is_refused(String type) {
        JsonObject update = entry("PUT", "Patient?" + criteria, patientWithIdentifier(mrn));
        assertEquals(List.of("201"), statuses(type, update));
        update.object("resource").put("birthDate", "2001-01-01");
        assertEquals(List.of("200"), statuses(type, update));
        String id = Fhir.matches("Patient?" + criteria).getFirst();
        assertEquals("2", Fhir.read("Patient/" + id).object("meta").string("versionId"));
        Fhir.create(patientWithIdentifier(mrn));
        Response refused = Fhir.process(bundle(type, update));
        assertEquals("412", type.equals("batch") ? Fhir.statuses(refused).getFirst() : Integer.toString(refused.statusCode()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"transaction", "batch"})
    void a_conditional_delete_takes_the_one_match_and_is_content_with_none(String type) {
        assertEquals(List.of("204"), statuses(type, entry("DELETE", "Patient?" + criteria)));
        String id = Fhir.create(patientWithIdentifier(mrn));
        assertEquals(List.of("204"), statuses(type, entry("DELETE", "Patient?" + criteria)));
        Fhir.get("Patient/" + id).then().statusCode(410);
    }

    @Test
    void a_conditional_delete_of_several_is_refused_where_one_is_allowed() {
        Fhir.create(patientWithIdentifier(mrn));
        Fhir.create(patientWithIdentifier(mrn));
        Fhir.process(bundle("transaction", entry("DELETE", "Patient?" + criteria))).then().statusCode(412);
        assertEquals(2, Fhir.matches("Patient?" + criteria).size());
    }

    @Test
    void a_conditional_patch_changes_the_one_match() {
        JsonObject patch = json("{'resourceType':'Parameters','parameter':[{'name':'operation','part':[{'name':'type','valueCode':'delete'},"
                + "{'name':'path','valueString':'Patient.birthDate'}]}]}");
        Fhir.process(bundle("transaction", entry("PATCH", "Patient?" + criteria, patch))).then().statusCode(404)
                .body("issue[0].expression[0]", equalTo("Bundle.entry[0]"));
        String id = Fhir.create(patientWithIdentifier(mrn));
        assertEquals(List.of("200"), statuses("transaction", entry("PATCH", "Patient?" + criteria, patch)));
        assertEquals(null, Fhir.read("Patient/" + id).string("birthDate"));
    }

    @Test
    void if_match_and_if_none_match_guard_an_entry() {
        String id = unique();
        JsonObject put = entry("PUT", "Patient/" + id, patient("A").put("id", id));
        put.object("request").put("ifNoneMatch", "*");
        assertEquals(List.of("201"), statuses("batch", put));
        assertEquals(List.of("412"), statuses("batch", put));
        put = entry("PUT", "Patient/" + id, patient("B").put("id", id));
        put.object("request").put("ifMatch", "W/\"9\", W/\"1\"");
        assertEquals(List.of("200"), statuses("batch", put));
        put.object("resource").put("gender", "male");
        assertEquals(List.of("412"), statuses("batch", put));
        JsonObject delete = entry("DELETE", "Patient/" + id);
        delete.object("request").put("ifMatch", "W/\"1\"");
        Fhir.process(bundle("transaction", delete)).then().statusCode(412).body("issue[0].expression[0]", startsWith("Bundle.entry[0]"));
        delete.object("request").put("ifMatch", "W/\"1\", W/\"2\"");
        assertEquals(List.of("204"), statuses("transaction", delete));
    }

    @Test
    void criteria_that_select_nothing_in_particular_or_are_misspelt_are_refused() {
        JsonObject create = create();
        create.object("request").put("ifNoneExist", "identifer=x");
        Fhir.process(bundle("transaction", create)).then().statusCode(400).body("issue[0].expression[0]", startsWith("Bundle.entry[0]"))
                .body("issue[0].diagnostics", org.hamcrest.Matchers.containsString("identifier"));
        assertEquals(List.of("412", "412", "400"), statuses("batch", entry("DELETE", "Patient"),
                entry("PUT", "Patient?_count=1", patient("A")), entry("DELETE", "Patient?famly=x")));
    }
}
