package org.ketaminerecord.interaction;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.fixture.Fhir.get;
import static org.ketaminerecord.fixture.Fhir.put;
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
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;

/** create and conditional create (R4 http.html#create, #ccreate), and the ids of resources. */
@QuarkusTest
class CreateTest {

    private static final String UUID_7 = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    private static Response post(JsonObject resource) {
        return request().body(resource.toString()).post(resource.string("resourceType"));
    }

    private static Response postIfNoneExist(JsonObject resource, String criteria) {
        return request().header("If-None-Exist", criteria).body(resource.toString()).post(resource.string("resourceType"));
    }

    @Test
    void a_create_answers_201_with_location_etag_and_time() {
        Response answer = post(Given.patient("Created"));
        String id = answer.path("id");
        answer.then().statusCode(201).header("ETag", "W/\"1\"").header("Content-Type", "application/fhir+json;charset=utf-8")
                .header("Location", matchesPattern("http://localhost:\\d+/fhir/Patient/" + id + "/_history/1"))
                .body("meta.versionId", equalTo("1")).body("name[0].family", equalTo("Created"));
        assertEquals(get("Patient/" + id).header("Last-Modified"), answer.header("Last-Modified"));
        Fhir.follow(answer.header("Location")).then().statusCode(200).body("id", equalTo(id));
    }

    @Test
    void ids_of_the_server_are_uuids_of_version_7_in_the_order_of_time() {
        String first = Fhir.create(Given.patient("First"));
        String second = Fhir.create(Given.patient("Second"));
        assertTrue(first.matches(UUID_7), first);
        assertTrue(second.matches(UUID_7), second);
        assertTrue(first.substring(0, 13).compareTo(second.substring(0, 13)) <= 0, first + " " + second);
    }

    @Test
    void an_id_in_the_body_of_a_create_is_not_used() {
        String sent = Given.unique();
        post(Given.patient("Ignored").put("id", sent)).then().statusCode(201).body("id", not(equalTo(sent)));
        refused(get("Patient/" + sent), 404, "resource-not-found");
    }

    @Test
    void version_and_time_in_the_body_are_the_servers_to_say() {
        JsonObject patient = Given.patient("Meta").put("meta", Given.json("{'versionId':'77','lastUpdated':'2001-01-01T00:00:00Z',"
                + "'source':'urn:test:feed'}"));
        post(patient).then().statusCode(201).body("meta.versionId", equalTo("1")).body("meta.lastUpdated", not(equalTo("2001-01-01T00:00:00Z")))
                .body("meta.source", equalTo("urn:test:feed"));
    }

    @Test
    void the_type_of_the_resource_must_be_that_of_the_url() {
        Response answer = request().body(Given.patient("Wrong").toString()).post("Practitioner");
        assertTrue(refused(answer, 400, "type-mismatch").contains("Practitioner"));
    }

    @Test
    void a_create_has_no_id_in_its_url() {
        refused(request().body(Given.patient("Wrong").toString()).post("Patient/1"), 405, "unknown-interaction");
    }

    // ---- client ids ------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "A-b.c-9", "."})
    void an_id_has_letters_digits_hyphens_and_dots(String end) {
        String id = Given.unique() + end;
        put(Given.patient("Id").put("id", id)).then().statusCode(201).body("id", equalTo(id));
        get("Patient/" + id).then().statusCode(200);
    }

    @Test
    void an_id_has_at_most_64_characters() {
        String id64 = (Given.unique() + "x".repeat(64)).substring(0, 64);
        put(Given.patient("Id").put("id", id64)).then().statusCode(201);
        get("Patient/" + id64).then().statusCode(200);
        put(Given.patient("Id").put("id", id64 + "x")).then().statusCode(400);
        refused(get("Patient/" + id64 + "x"), 400, "invalid-id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a_b", "a%20b", "%C3%A9", "a:b", "a,b", "a@b"})
    void anything_else_is_no_id(String id) {
        refused(get("Patient/" + id), 400, "invalid-id");
        refused(request().body(Given.patient("Id").put("id", "a").toString()).put("Patient/" + id), 400, "invalid-id");
        refused(request().delete("Patient/" + id), 400, "invalid-id");
    }

    // ---- conditional create ----------------------------------------------------------------------------

    @Test
    void if_none_exist_creates_when_nothing_matches() {
        String mrn = Given.unique();
        postIfNoneExist(Given.patientWithIdentifier(mrn), "identifier=" + Given.MRN + "%7C" + mrn).then().statusCode(201);
    }

    @Test
    void if_none_exist_answers_200_with_the_one_match_and_stores_nothing() {
        String mrn = Given.unique();
        String id = Fhir.create(Given.patientWithIdentifier(mrn));
        Response answer = postIfNoneExist(Given.patientWithIdentifier(mrn).put("gender", "male"), "identifier=" + Given.MRN + "|" + mrn);
        answer.then().statusCode(200).body("id", equalTo(id)).body("gender", equalTo("female")).header("ETag", "W/\"1\"")
                .header("Location", matchesPattern(".*/fhir/Patient/" + id + "/_history/1"));
        assertEquals(List.of(id), Fhir.matches("Patient?identifier=" + mrn));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "Patient?", "http://localhost/fhir/Patient?"})
    void if_none_exist_may_be_the_url_of_a_search(String before) {
        String mrn = Given.unique();
        String id = Fhir.create(Given.patientWithIdentifier(mrn));
        postIfNoneExist(Given.patientWithIdentifier(mrn), before + "identifier=" + mrn).then().statusCode(200).body("id", equalTo(id));
    }

    @Test
    void if_none_exist_may_not_be_a_search_for_another_type() {
        refused(postIfNoneExist(Given.patientWithIdentifier("x"), "Practitioner?identifier=x"), 400, "invalid-parameter");
    }

    @Test
    void a_question_mark_in_a_value_is_a_part_of_it() {
        String mrn = Given.unique();
        String id = Fhir.create(Given.patientWithIdentifier(mrn + "?a"));
        postIfNoneExist(Given.patientWithIdentifier(mrn), "identifier=" + mrn + "?a").then().statusCode(200).body("id", equalTo(id));
    }

    @Test
    void if_none_exist_refuses_when_several_match() {
        String mrn = Given.unique();
        String a = Fhir.create(Given.patientWithIdentifier(mrn));
        String b = Fhir.create(Given.patientWithIdentifier(mrn));
        assertNotEquals(a, b);
        refused(postIfNoneExist(Given.patientWithIdentifier(mrn), "identifier=" + mrn), 412, "multiple-matches");
        assertEquals(2, Fhir.matches("Patient?identifier=" + mrn).size());
    }

    @Test
    void if_none_exist_does_not_see_deleted_resources() {
        String mrn = Given.unique();
        String id = Fhir.create(Given.patientWithIdentifier(mrn));
        request().delete("Patient/" + id).then().statusCode(204);
        postIfNoneExist(Given.patientWithIdentifier(mrn), "identifier=" + mrn).then().statusCode(201).body("id", not(equalTo(id)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "_count=1", "_sort=family"})
    void criteria_that_select_nothing_are_refused(String criteria) {
        refused(postIfNoneExist(Given.patient("None"), criteria), 412, "invalid-parameter");
    }

    @Test
    void a_misspelt_criterion_is_refused_also_when_handling_is_lenient() {
        Response answer = request().header("Prefer", "handling=lenient").header("If-None-Exist", "identifer=x")
                .body(Given.patient("None").toString()).post("Patient");
        assertTrue(refused(answer, 400, "unknown-parameter").contains("identifier"));
    }

    @Test
    void a_resource_that_is_wrong_is_refused_before_its_criteria_are_looked_at() {
        String mrn = Given.unique();
        Fhir.create(Given.patientWithIdentifier(mrn));
        JsonObject wrong = Given.patientWithIdentifier(mrn).put("gender", "unsure");
        postIfNoneExist(wrong, "identifier=" + mrn).then().statusCode(org.hamcrest.Matchers.oneOf(400, 422));
    }

    @Test
    void two_resources_with_the_same_content_are_two_resources() {
        JsonObject patient = Given.patient(Given.unique()).put("identifier", JsonArray.of(new JsonObject().put("value", "same")));
        assertNotEquals(Fhir.create(patient), Fhir.create(patient));
    }
}
