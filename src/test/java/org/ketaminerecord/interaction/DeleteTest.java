package org.ketaminerecord.interaction;

import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.fixture.Fhir.get;
import static org.ketaminerecord.fixture.Fhir.put;
import static org.ketaminerecord.fixture.Fhir.refused;
import static org.ketaminerecord.fixture.Fhir.request;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;

/** delete (R4 http.html#delete), and references that hold and are held. */
@QuarkusTest
class DeleteTest {

    @Test
    void a_delete_answers_204_without_a_body_and_counts_as_a_version() {
        String path = "Patient/" + Fhir.create(Given.patient("Gone"));
        Response answer = request().delete(path);
        answer.then().statusCode(204).header("ETag", "W/\"2\"").body(emptyOrNullString());
        assertNull(answer.header("Location"));
        refused(get(path), 410, "resource-deleted");
    }

    @Test
    void a_deleted_resource_is_in_no_search() {
        String mrn = Given.unique();
        String id = Fhir.create(Given.patientWithIdentifier(mrn));
        assertEquals(List.of(id), Fhir.matches("Patient?identifier=" + mrn));
        request().delete("Patient/" + id).then().statusCode(204);
        assertEquals(List.of(), Fhir.matches("Patient?identifier=" + mrn));
        assertEquals(List.of(), Fhir.matches("Patient?_id=" + id));
    }

    @Test
    void deleting_again_or_what_never_was_changes_nothing() {
        String path = "Patient/" + Fhir.create(Given.patient("Gone"));
        request().delete(path).then().statusCode(204).header("ETag", "W/\"2\"");
        request().delete(path).then().statusCode(204).header("ETag", "W/\"2\"");
        refused(get(path + "/_history/3"), 404, "version-not-found");
        String never = "Patient/" + Given.unique();
        request().delete(never).then().statusCode(204);
        refused(get(never), 404, "resource-not-found");
    }

    @Test
    void if_match_guards_a_delete() {
        String path = "Patient/" + Fhir.create(Given.patient("Guarded"));
        refused(request().header("If-Match", "W/\"2\"").delete(path), 412, "version-conflict");
        get(path).then().statusCode(200);
        request().header("If-Match", "W/\"1\"").delete(path).then().statusCode(204);
    }

    @Test
    void a_type_that_is_none_is_not_found() {
        refused(request().delete("Nothing/1"), 404, "unknown-type");
    }

    // ---- references --------------------------------------------------------------------------------

    private static JsonObject observationOf(String patientId) {
        return Given.observation(patientId, "8480-6", "2026-02-03T10:00:00Z", "120", "mm[Hg]");
    }

    @Test
    void a_reference_to_what_is_not_there_is_refused_and_named() {
        String missing = Given.unique();
        Response answer = request().body(observationOf(missing).toString()).post("Observation");
        assertTrue(refused(answer, 422, "unresolved-reference").contains("Patient/" + missing));
        answer.then().body("issue[0].expression", equalTo(List.of("Observation.subject")));
    }

    @Test
    void every_missing_reference_is_named_with_its_place() {
        JsonObject observation = observationOf(Fhir.create(Given.patient("There"))).put("performer", JsonArray.of(
                Given.reference("Practitioner/none-1"), Given.reference("Practitioner/none-2")));
        request().body(observation.toString()).post("Observation").then().statusCode(422)
                .body("issue.expression.flatten()", equalTo(List.of("Observation.performer[0]", "Observation.performer[1]")));
    }

    @Test
    void a_reference_to_what_was_deleted_is_refused() {
        String id = Fhir.create(Given.patient("Gone"));
        request().delete("Patient/" + id).then().statusCode(204);
        assertTrue(refused(request().body(observationOf(id).toString()).post("Observation"), 422, "unresolved-reference").contains("deleted"));
    }

    @Test
    void references_outward_and_within_are_not_looked_up() {
        JsonObject observation = observationOf(Fhir.create(Given.patient("There")))
                .put("contained", JsonArray.of(Given.practitioner("Inside").put("id", "p1")))
                .put("performer", JsonArray.of(Given.reference("#p1"), Given.reference("http://elsewhere.example/fhir/Practitioner/1"),
                        Given.reference("urn:uuid:0b9d5a3e-6a0c-4f6f-9a1e-5b1f0d9c1b11"), new JsonObject().put("display", "Nobody")));
        request().body(observation.toString()).post("Observation").then().statusCode(201);
    }

    @Test
    void an_absolute_reference_to_this_server_is_stored_as_a_relative_one() {
        String patient = Fhir.create(Given.patient("There"));
        String location = request().body(Given.practitioner("Abs").toString()).post("Practitioner").header("Location");
        String practitioner = location.substring(0, location.indexOf("/_history"));
        String relative = practitioner.substring(practitioner.indexOf("Practitioner/"));
        String id = Fhir.create(observationOf(patient).put("performer", JsonArray.of(Given.reference(practitioner))));
        get("Observation/" + id).then().body("performer[0].reference", equalTo(relative));
        refused(request().delete(relative), 409, "referred-to");
    }

    @Test
    void a_delete_that_would_leave_a_reference_dangling_is_refused_with_the_referrers() {
        String patient = Fhir.create(Given.patient("Held"));
        String one = Fhir.create(observationOf(patient));
        String two = Fhir.create(Given.encounter(patient, "2026-02-03T10:00:00Z", "2026-02-03T12:00:00Z"));
        String said = refused(request().delete("Patient/" + patient), 409, "referred-to");
        assertTrue(said.contains("Observation/" + one) && said.contains("Encounter/" + two), said);
        get("Patient/" + patient).then().statusCode(200).header("ETag", "W/\"1\"");
        request().delete("Observation/" + one).then().statusCode(204);
        request().delete("Encounter/" + two).then().statusCode(204);
        request().delete("Patient/" + patient).then().statusCode(204);
    }

    @Test
    void a_long_list_of_referrers_is_cut_and_says_so() {
        String patient = Fhir.create(Given.patient("Held"));
        for (int i = 0; i < 11; i++) {
            Fhir.create(observationOf(patient));
        }
        assertTrue(refused(request().delete("Patient/" + patient), 409, "referred-to").contains("and more"));
    }

    @Test
    void a_version_specific_reference_holds_its_resource_too() {
        String practitioner = Fhir.create(Given.practitioner("Held"));
        Fhir.create(observationOf(Fhir.create(Given.patient("There"))).put("performer",
                JsonArray.of(Given.reference("Practitioner/" + practitioner + "/_history/1"))));
        refused(request().delete("Practitioner/" + practitioner), 409, "referred-to");
    }

    @Test
    void a_reference_in_an_extension_or_a_contained_resource_holds_too() {
        String practitioner = Fhir.create(Given.practitioner("Held"));
        Fhir.create(Given.patient("Ext").put("extension", JsonArray.of(new JsonObject().put("url", "http://example.org/x")
                .put("valueReference", Given.reference("Practitioner/" + practitioner)))));
        refused(request().delete("Practitioner/" + practitioner), 409, "referred-to");
        String organization = Fhir.create(Given.json("{'resourceType':'Organization','name':'Clinic'}"));
        Fhir.create(Given.patient("Contained").put("contained", JsonArray.of(Given.json("{'resourceType':'PractitionerRole','id':'r'}")
                .put("organization", Given.reference("Organization/" + organization))))
                .put("generalPractitioner", JsonArray.of(Given.reference("#r"))));
        refused(request().delete("Organization/" + organization), 409, "referred-to");
    }

    @Test
    void a_resource_that_refers_to_itself_can_be_deleted() {
        String id = Given.unique();
        put(Given.patient("Self").put("id", id).put("link", JsonArray.of(new JsonObject().put("other", Given.reference("Patient/" + id))
                .put("type", "seealso")))).then().statusCode(201);
        request().delete("Patient/" + id).then().statusCode(204);
    }

    @Test
    void a_reference_that_an_update_took_away_holds_no_more() {
        String practitioner = Fhir.create(Given.practitioner("Freed"));
        JsonObject observation = observationOf(Fhir.create(Given.patient("There"))).put("id", Given.unique());
        put(observation.copy().put("performer", JsonArray.of(Given.reference("Practitioner/" + practitioner)))).then().statusCode(201);
        refused(request().delete("Practitioner/" + practitioner), 409, "referred-to");
        put(observation).then().statusCode(200);
        request().delete("Practitioner/" + practitioner).then().statusCode(204);
        // the version that still names it is history and stays readable
        get("Observation/" + observation.string("id") + "/_history/1").then().statusCode(200);
    }
}
