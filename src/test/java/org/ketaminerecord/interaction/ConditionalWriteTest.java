package org.ketaminerecord.interaction;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.fixture.Fhir.get;
import static org.ketaminerecord.fixture.Fhir.refused;
import static org.ketaminerecord.fixture.Fhir.request;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonObject;

/** Conditional update, patch and delete, with no, one and several matches (R4 http.html#cond-update, #patch, #3.1.0.7.1). */
@QuarkusTest
class ConditionalWriteTest {

    private static final String PATCH = "[{\"op\":\"replace\",\"path\":\"/gender\",\"value\":\"other\"}]";

    private final String mrn = Given.unique();
    private final String criteria = "Patient?identifier=" + Given.MRN + "%7C" + mrn;

    private Response update(JsonObject patient) {
        return request().body(patient.toString()).put(criteria);
    }

    private Response patch() {
        return request().contentType("application/json-patch+json").body(PATCH).patch(criteria);
    }

    private String stored() {
        return Fhir.create(Given.patientWithIdentifier(mrn));
    }

    // ---- update ----------------------------------------------------------------------------------------

    @Test
    void an_update_without_a_match_creates() {
        Response answer = update(Given.patientWithIdentifier(mrn));
        answer.then().statusCode(201).header("ETag", "W/\"1\"")
                .header("Location", matchesPattern(".*/fhir/Patient/" + answer.path("id") + "/_history/1"));
        assertEquals(List.of(answer.<String>path("id")), Fhir.matches(criteria));
    }

    @Test
    void an_update_without_a_match_creates_under_the_id_that_was_sent() {
        String id = Given.unique();
        update(Given.patientWithIdentifier(mrn).put("id", id)).then().statusCode(201).body("id", equalTo(id));
    }

    @Test
    void an_update_with_one_match_updates_it_with_or_without_its_id() {
        String id = stored();
        update(Given.patientWithIdentifier(mrn).put("gender", "male")).then().statusCode(200).header("ETag", "W/\"2\"").body("id", equalTo(id));
        update(Given.patientWithIdentifier(mrn).put("id", id).put("gender", "other")).then().statusCode(200).header("ETag", "W/\"3\"");
        update(Given.patientWithIdentifier(mrn).put("gender", "other")).then().statusCode(200).header("ETag", "W/\"3\"");
        assertEquals(List.of(id), Fhir.matches(criteria));
    }

    @Test
    void an_update_with_one_match_and_another_id_is_refused() {
        stored();
        refused(update(Given.patientWithIdentifier(mrn).put("id", Given.unique())), 400, "id-mismatch");
    }

    @Test
    void an_update_with_several_matches_is_refused() {
        stored();
        stored();
        refused(update(Given.patientWithIdentifier(mrn)), 412, "multiple-matches");
    }

    @Test
    void if_match_and_if_none_match_guard_the_one_match() {
        stored();
        JsonObject changed = Given.patientWithIdentifier(mrn).put("gender", "male");
        refused(request().header("If-Match", "W/\"2\"").body(changed.toString()).put(criteria), 412, "version-conflict");
        refused(request().header("If-None-Match", "*").body(changed.toString()).put(criteria), 412, "version-conflict");
        request().header("If-Match", "W/\"1\"").body(changed.toString()).put(criteria).then().statusCode(200);
    }

    // ---- patch -----------------------------------------------------------------------------------------

    @Test
    void a_patch_without_a_match_finds_nothing() {
        refused(patch(), 404, "no-match");
    }

    @Test
    void a_patch_with_one_match_changes_it() {
        String id = stored();
        patch().then().statusCode(200).header("ETag", "W/\"2\"").body("id", equalTo(id)).body("gender", equalTo("other"));
    }

    @Test
    void a_patch_with_several_matches_is_refused() {
        String one = stored();
        stored();
        refused(patch(), 412, "multiple-matches");
        get("Patient/" + one).then().header("ETag", "W/\"1\"");
    }

    // ---- delete ----------------------------------------------------------------------------------------

    @Test
    void a_delete_without_a_match_deletes_nothing() {
        request().delete(criteria).then().statusCode(204);
        request().header("Prefer", "return=OperationOutcome").delete(criteria).then().statusCode(200)
                .body("issue[0].details.coding[0].code", equalTo("no-match"));
    }

    @Test
    void a_delete_with_one_match_deletes_it() {
        String id = stored();
        request().delete(criteria).then().statusCode(204).header("ETag", "W/\"2\"");
        refused(get("Patient/" + id), 410, "resource-deleted");
    }

    @Test
    void a_delete_with_several_matches_is_refused_where_only_one_may_go() {
        String one = stored();
        String two = stored();
        refused(request().delete(criteria), 412, "multiple-matches");
        get("Patient/" + one).then().statusCode(200);
        get("Patient/" + two).then().statusCode(200);
    }

    @Test
    void if_match_guards_a_conditional_delete() {
        stored();
        refused(request().header("If-Match", "W/\"2\"").delete(criteria), 412, "version-conflict");
        request().header("If-Match", "W/\"1\"").delete(criteria).then().statusCode(204);
    }

    @Test
    void a_conditional_delete_respects_those_who_refer() {
        Fhir.create(Given.encounter(stored(), "2026-01-01", "2026-01-02"));
        refused(request().delete(criteria), 409, "referred-to");
    }

    // ---- criteria --------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"", "?_format=json", "?_count=1"})
    void without_criteria_nothing_is_written(String query) {
        refused(request().body(Given.patient("All").toString()).put("Patient" + query), 412, "invalid-parameter");
        refused(request().contentType("application/json-patch+json").body(PATCH).patch("Patient" + query), 412, "invalid-parameter");
        refused(request().delete("Patient" + query), 412, "invalid-parameter");
    }

    @Test
    void a_misspelt_criterion_is_refused_and_the_nearest_is_named() {
        assertTrue(refused(request().header("Prefer", "handling=lenient").delete("Patient?identifer=" + mrn), 400, "unknown-parameter")
                .contains("identifier"));
    }

    @Test
    void the_format_of_the_answer_is_no_criterion() {
        String id = stored();
        request().body(Given.patientWithIdentifier(mrn).put("gender", "male").toString()).put(criteria + "&_format=xml&_pretty=true").then()
                .statusCode(200).header("Content-Type", Fhir.XML + ";charset=utf-8").header("ETag", "W/\"2\"");
        assertEquals(List.of(id), Fhir.matches(criteria));
    }
}
