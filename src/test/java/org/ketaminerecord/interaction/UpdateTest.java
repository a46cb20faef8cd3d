package org.ketaminerecord.interaction;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.fixture.Fhir.get;
import static org.ketaminerecord.fixture.Fhir.put;
import static org.ketaminerecord.fixture.Fhir.read;
import static org.ketaminerecord.fixture.Fhir.refused;
import static org.ketaminerecord.fixture.Fhir.request;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;

/** update and update as create (R4 http.html#update, #upsert, #concurrency). */
@QuarkusTest
class UpdateTest {

    private static JsonObject stored() {
        JsonObject patient = Given.patient("Old").put("id", Given.unique());
        assertEquals(201, put(patient).statusCode());
        return patient;
    }

    private static Response putIfMatch(JsonObject resource, String tag) {
        return request().header("If-Match", tag).body(resource.toString()).put("Patient/" + resource.string("id"));
    }

    private static JsonObject named(JsonObject patient, String family) {
        return patient.copy().put("name", JsonArray.of(new JsonObject().put("family", family)));
    }

    @Test
    void an_update_makes_the_next_version() {
        JsonObject patient = stored();
        put(named(patient, "New")).then().statusCode(200).header("ETag", "W/\"2\"").body("meta.versionId", equalTo("2"))
                .header("Last-Modified", get("Patient/" + patient.string("id")).header("Last-Modified")).body("name[0].family", equalTo("New"));
    }

    @Test
    void an_update_of_what_is_not_there_creates_it_under_the_callers_id() {
        JsonObject patient = Given.patient("First").put("id", Given.unique());
        put(patient).then().statusCode(201).header("ETag", "W/\"1\"").body("id", equalTo(patient.string("id")))
                .header("Location", matchesPattern("http://localhost:\\d+/fhir/Patient/" + patient.string("id") + "/_history/1"));
    }

    @Test
    void an_update_replaces_the_whole_resource() {
        JsonObject patient = stored();
        patient.remove("gender");
        put(patient).then().statusCode(200);
        assertFalse(read("Patient/" + patient.string("id")).has("gender"));
    }

    @Test
    void the_id_in_the_resource_must_be_there_and_be_that_of_the_url() {
        JsonObject patient = stored();
        String path = "Patient/" + patient.string("id");
        assertTrue(refused(request().body(patient.copy().put("id", "other").toString()).put(path), 400, "id-mismatch")
                .contains(patient.string("id")));
        patient.remove("id");
        refused(request().body(patient.toString()).put(path), 400, "id-mismatch");
        get(path).then().header("ETag", "W/\"1\"");
    }

    @Test
    void the_type_in_the_resource_must_be_that_of_the_url() {
        JsonObject practitioner = Given.practitioner("Wrong").put("id", Given.unique());
        refused(request().body(practitioner.toString()).put("Patient/" + practitioner.string("id")), 400, "type-mismatch");
    }

    // ---- nothing changes -------------------------------------------------------------------------------

    @Test
    void an_update_that_changes_nothing_makes_no_version() {
        JsonObject patient = stored();
        String modified = get("Patient/" + patient.string("id")).header("Last-Modified");
        put(patient).then().statusCode(200).header("ETag", "W/\"1\"").header("Last-Modified", modified).body("meta.versionId", equalTo("1"));
        put(read("Patient/" + patient.string("id"))).then().statusCode(200).header("ETag", "W/\"1\"");
        refused(get("Patient/" + patient.string("id") + "/_history/2"), 404, "version-not-found");
    }

    @Test
    void another_order_of_members_is_no_change_and_another_order_of_items_is_one() {
        JsonObject patient = Given.json("{'resourceType':'Patient','gender':'male','name':[{'family':'A'},{'family':'B'}]}").put("id", Given.unique());
        put(patient).then().statusCode(201);
        put(Given.json("{'resourceType':'Patient','name':[{'family':'A'},{'family':'B'}],'gender':'male'}").put("id", patient.string("id")))
                .then().statusCode(200).header("ETag", "W/\"1\"");
        put(Given.json("{'resourceType':'Patient','name':[{'family':'B'},{'family':'A'}],'gender':'male'}").put("id", patient.string("id")))
                .then().statusCode(200).header("ETag", "W/\"2\"");
    }

    @Test
    void another_precision_of_a_decimal_is_a_change() {
        JsonObject observation = Given.observation(Fhir.create(Given.patient("Dose")), "8480-6", "2026-01-01", "1.0", "mg").put("id", Given.unique());
        put(observation).then().statusCode(201);
        observation.object("valueQuantity").put("value", new org.ketaminerecord.json.JsonNumber("1.00"));
        put(observation).then().statusCode(200).header("ETag", "W/\"2\"");
    }

    // ---- If-Match, If-None-Match -----------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"W/\"1\"", "\"1\"", "*", "W/\"1\", W/\"7\"", "W/\"7\",W/\"1\"", "\"7\" , \"1\"", "\"a,b\", W/\"1\"", "W/\"x\", 1", ",W/\"1\",,"})
    void if_match_of_the_current_version_lets_an_update_through(String tag) {
        putIfMatch(named(stored(), "New"), tag).then().statusCode(200).header("ETag", "W/\"2\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"2\"", "W/\"0\"", "W/\"-1\"", "W/\"4294967295\"", "W/\"x\"", "\"\"", "W/\"2\", W/\"3\"", "\"a,1,b\"", "\"x\", \"1",
        "\"x\"1"})
    void if_match_of_another_version_is_refused(String tag) {
        JsonObject patient = stored();
        refused(putIfMatch(named(patient, "Lost"), tag), 412, "version-conflict");
        get("Patient/" + patient.string("id")).then().header("ETag", "W/\"1\"").body("name[0].family", equalTo("Old"));
    }

    /** RFC 9110 5.3: lines of one header are one list. */
    @Test
    void if_match_may_stand_in_several_lines_and_a_refusal_names_all_its_versions() {
        JsonObject patient = stored();
        String said = refused(request().header("If-Match", "W/\"7\"", "W/\"8\"").body(named(patient, "Lost").toString())
                .put("Patient/" + patient.string("id")), 412, "version-conflict");
        assertTrue(said.contains("version 7 or 8"), said);
        request().header("If-Match", "W/\"7\"", "W/\"1\"").body(named(patient, "New").toString()).put("Patient/" + patient.string("id")).then().statusCode(200);
        refused(request().header("If-Match", "W/\"7\", W/\"1\"").delete("Patient/" + patient.string("id")), 412, "version-conflict");
        request().header("If-Match", "W/\"7\", W/\"2\"").delete("Patient/" + patient.string("id")).then().statusCode(204);
    }

    @Test
    void if_match_is_checked_even_when_nothing_would_change() {
        refused(putIfMatch(stored(), "W/\"9\""), 412, "version-conflict");
    }

    @Test
    void if_match_of_what_is_not_there_creates_nothing() {
        JsonObject patient = Given.patient("None").put("id", Given.unique());
        refused(putIfMatch(patient, "W/\"1\""), 412, "version-conflict");
        refused(putIfMatch(patient, "*"), 412, "version-conflict");
        refused(get("Patient/" + patient.string("id")), 404, "resource-not-found");
    }

    @Test
    void if_none_match_star_writes_only_what_is_not_there() {
        JsonObject patient = Given.patient("Only").put("id", Given.unique());
        request().header("If-None-Match", "*").body(patient.toString()).put("Patient/" + patient.string("id")).then().statusCode(201);
        refused(request().header("If-None-Match", "*").body(named(patient, "Second").toString()).put("Patient/" + patient.string("id")),
                412, "version-conflict");
        request().delete("Patient/" + patient.string("id")).then().statusCode(204);
        request().header("If-None-Match", "*").body(patient.toString()).put("Patient/" + patient.string("id")).then().statusCode(201)
                .header("ETag", "W/\"3\"");
    }

    // ---- labels ----------------------------------------------------------------------------------------

    private static JsonObject labelled(String id, String... tags) {
        JsonArray array = new JsonArray();
        for (String tag : tags) {
            array.add(new JsonObject().put("system", "urn:test:tags").put("code", tag));
        }
        return Given.patient("Labels").put("id", id).put("meta", new JsonObject().put("tag", array));
    }

    @Test
    void tags_profiles_and_security_labels_are_carried_over() {
        String id = Given.unique();
        JsonObject patient = Given.patient("Labels").put("id", id).put("meta", Given.json("{'profile':['http://example.org/p1'],"
                + "'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-Confidentiality','code':'R'}],"
                + "'tag':[{'system':'urn:test:tags','code':'a','display':'A'}]}"));
        put(patient).then().statusCode(201);
        put(named(Given.patient("x").put("id", id), "New")).then().statusCode(200).body("meta.profile", equalTo(java.util.List.of("http://example.org/p1")))
                .body("meta.security.code", equalTo(java.util.List.of("R"))).body("meta.tag.display", equalTo(java.util.List.of("A")));
        get("Patient?_id=" + id + "&_tag=urn:test:tags%7Ca").then().statusCode(200).body("entry.size()", equalTo(1));
    }

    @Test
    void labels_of_an_update_come_to_those_there_are() {
        String id = Given.unique();
        put(labelled(id, "a")).then().statusCode(201);
        put(labelled(id, "b")).then().statusCode(200).header("ETag", "W/\"2\"")
                .body("meta.tag.code", org.hamcrest.Matchers.containsInAnyOrder("a", "b"));
    }

    @Test
    void labels_are_a_set_so_that_repeating_some_of_them_is_no_change() {
        String id = Given.unique();
        put(labelled(id, "a", "b")).then().statusCode(201);
        put(labelled(id, "b")).then().statusCode(200).header("ETag", "W/\"1\"");
        put(labelled(id, "b", "a")).then().statusCode(200).header("ETag", "W/\"1\"");
        put(Given.patient("Labels").put("id", id)).then().statusCode(200).header("ETag", "W/\"1\"");
    }

    @Test
    void a_source_is_not_carried_over() {
        JsonObject patient = Given.patient("Source").put("id", Given.unique()).put("meta", new JsonObject().put("source", "urn:test:one"));
        put(patient).then().statusCode(201).body("meta.source", equalTo("urn:test:one"));
        patient.remove("meta");
        put(patient).then().statusCode(200).header("ETag", "W/\"2\"");
        assertFalse(read("Patient/" + patient.string("id")).object("meta").has("source"));
    }

    // ---- Prefer ----------------------------------------------------------------------------------------

    @Test
    void prefer_chooses_what_a_write_answers_with() {
        JsonObject patient = Given.patient("Prefer").put("id", Given.unique());
        String path = "Patient/" + patient.string("id");
        request().header("Prefer", "return=minimal").body(patient.toString()).put(path).then().statusCode(201).header("ETag", "W/\"1\"")
                .header("Location", containsString(path + "/_history/1")).body(org.hamcrest.Matchers.emptyOrNullString());
        request().header("Prefer", "return=representation").body(named(patient, "Two").toString()).put(path).then().statusCode(200)
                .body("resourceType", equalTo("Patient")).body("meta.versionId", equalTo("2"));
        request().header("Prefer", "return=OperationOutcome").body(named(patient, "Three").toString()).put(path).then().statusCode(200)
                .header("ETag", "W/\"3\"").body("resourceType", equalTo("OperationOutcome")).body("issue[0].severity", equalTo("information"))
                .body("issue[0].details.coding[0].code", equalTo("stored"));
        request().header("Prefer", "return=OperationOutcome").body(named(patient, "Three").toString()).put(path).then().statusCode(200)
                .body("issue[0].details.coding[0].code", equalTo("unchanged"));
        request().header("Prefer", "respond-async, return=minimal; handling=strict").body(named(patient, "Four").toString()).put(path).then()
                .statusCode(200).body(org.hamcrest.Matchers.emptyOrNullString());
        request().header("Prefer", "return=minimal").body(patient.toString()).post("Patient").then().statusCode(201)
                .body(org.hamcrest.Matchers.emptyOrNullString());
        request().header("Prefer", "return=OperationOutcome").delete(path).then().statusCode(200).header("ETag", "W/\"5\"")
                .body("resourceType", equalTo("OperationOutcome")).body("issue[0].details.coding[0].code", equalTo("deleted"));
    }

    @Test
    void prefer_does_not_make_a_refusal_minimal() {
        JsonObject patient = stored();
        refused(request().header("Prefer", "return=minimal").header("If-Match", "W/\"4\"").body(patient.toString())
                .put("Patient/" + patient.string("id")), 412, "version-conflict");
    }
}
