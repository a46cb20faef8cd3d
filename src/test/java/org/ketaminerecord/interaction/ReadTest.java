package org.ketaminerecord.interaction;

import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.fixture.Fhir.get;
import static org.ketaminerecord.fixture.Fhir.put;
import static org.ketaminerecord.fixture.Fhir.refused;
import static org.ketaminerecord.fixture.Fhir.request;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonObject;

/** read, HEAD, vread and conditional read (R4 http.html#read, #vread, #cread). */
@QuarkusTest
class ReadTest {

    private static String patient() {
        return "Patient/" + Fhir.create(Given.patient("Read"));
    }

    private static String changed(String path, String family) {
        assertEquals(200, put(Given.patient(family).put("id", path.substring(path.indexOf('/') + 1))).statusCode());
        return path;
    }

    @Test
    void a_read_gives_the_current_version_with_its_etag_and_time() {
        String path = changed(patient(), "Newer");
        Response answer = get(path);
        answer.then().statusCode(200).header("Content-Type", "application/fhir+json;charset=utf-8").header("ETag", "W/\"2\"")
                .body("resourceType", equalTo("Patient")).body("id", equalTo(path.substring(8))).body("meta.versionId", equalTo("2"))
                .body("name[0].family", equalTo("Newer"));
        ZonedDateTime stored = ZonedDateTime.parse(answer.path("meta.lastUpdated"));
        assertEquals(DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", java.util.Locale.ENGLISH)
                .format(stored.withZoneSameInstant(ZoneOffset.UTC)), answer.header("Last-Modified"));
    }

    @Test
    void head_gives_the_headers_of_a_read_and_no_body() {
        String path = patient();
        Response head = request().head(path);
        head.then().statusCode(200).header("ETag", "W/\"1\"").header("Content-Type", "application/fhir+json;charset=utf-8")
                .body(emptyOrNullString());
        assertEquals(get(path).header("Last-Modified"), head.header("Last-Modified"));
        request().head("Patient/" + Given.unique()).then().statusCode(404).body(emptyOrNullString());
    }

    @Test
    void vread_gives_each_version_also_superseded_ones() {
        String path = changed(patient(), "Newer");
        get(path + "/_history/1").then().statusCode(200).header("ETag", "W/\"1\"").body("name[0].family", equalTo("Read"))
                .body("meta.versionId", equalTo("1"));
        get(path + "/_history/2").then().statusCode(200).header("ETag", "W/\"2\"").body("name[0].family", equalTo("Newer"));
        request().head(path + "/_history/1").then().statusCode(200).header("ETag", "W/\"1\"").body(emptyOrNullString());
    }

    @Test
    void versions_before_a_deletion_stay_readable_and_the_deletion_itself_is_gone() {
        String path = patient();
        request().delete(path).then().statusCode(204);
        get(path + "/_history/1").then().statusCode(200).body("name[0].family", equalTo("Read"));
        refused(get(path + "/_history/2"), 410, "resource-deleted");
        refused(get(path), 410, "resource-deleted");
        request().head(path).then().statusCode(410);
    }

    @Test
    void a_deleted_resource_comes_back_with_the_next_version() {
        String path = patient();
        request().delete(path).then().statusCode(204);
        put(Given.patient("Again").put("id", path.substring(8))).then().statusCode(201).header("ETag", "W/\"3\"");
        get(path).then().statusCode(200).header("ETag", "W/\"3\"");
        refused(get(path + "/_history/2"), 410, "resource-deleted");
    }

    @Test
    void what_never_was_is_not_found() {
        assertTrue(refused(get("Patient/none-such"), 404, "resource-not-found").contains("none-such"));
        refused(get("Patient/none-such/_history/1"), 404, "version-not-found");
        refused(get("Patient/none-such/_history"), 404, "resource-not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2", "-1", "x", "1.0", "99999999999"})
    void a_version_that_never_was_is_not_found(String version) {
        refused(get(patient() + "/_history/" + version), 404, "version-not-found");
    }

    @Test
    void the_same_id_under_another_type_is_another_resource() {
        String id = Fhir.create(Given.patient("Read"));
        refused(get("Practitioner/" + id), 404, "resource-not-found");
    }

    @Test
    void ids_are_case_sensitive() {
        String id = Given.unique() + "-Az.9";
        put(Given.patient("Case").put("id", id)).then().statusCode(201);
        get("Patient/" + id).then().statusCode(200);
        refused(get("Patient/" + id.toUpperCase(java.util.Locale.ROOT)), 404, "resource-not-found");
    }

    @Test
    void a_type_that_is_no_resource_type_is_not_found_and_the_nearest_is_named() {
        assertTrue(refused(get("Pateint/1"), 404, "unknown-type").contains("Did you mean Patient?"));
        refused(get("patient/1"), 404, "unknown-type");
        refused(get("HumanName/1"), 404, "unknown-type");
        refused(get("DomainResource/1"), 404, "unknown-type");
    }

    // ---- conditional read ------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"W/\"2\"", "\"2\"", "W/\"1\", W/\"2\"", "W/\"else\",W/\"2\"", "*"})
    void if_none_match_of_the_current_version_is_not_modified(String tag) {
        String path = changed(patient(), "Newer");
        request().header("If-None-Match", tag).get(path).then().statusCode(304).header("ETag", "W/\"2\"").body(emptyOrNullString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"1\"", "W/\"3\"", "W/\"else\"", "\"\""})
    void if_none_match_of_another_version_gives_the_resource(String tag) {
        String path = changed(patient(), "Newer");
        request().header("If-None-Match", tag).get(path).then().statusCode(200).body("name[0].family", equalTo("Newer"));
    }

    @Test
    void if_modified_since_compares_whole_seconds() {
        String path = patient();
        String modified = get(path).header("Last-Modified");
        ZonedDateTime time = ZonedDateTime.parse(modified, DateTimeFormatter.RFC_1123_DATE_TIME);
        request().header("If-Modified-Since", modified).get(path).then().statusCode(304);
        request().header("If-Modified-Since", DateTimeFormatter.RFC_1123_DATE_TIME.format(time.plusSeconds(1))).get(path).then().statusCode(304);
        request().header("If-Modified-Since", DateTimeFormatter.RFC_1123_DATE_TIME.format(time.minusSeconds(1))).get(path).then().statusCode(200);
    }

    @Test
    void if_none_match_wins_over_if_modified_since_and_an_invalid_date_is_ignored() {
        String path = patient();
        String modified = get(path).header("Last-Modified");
        request().header("If-None-Match", "W/\"7\"").header("If-Modified-Since", modified).get(path).then().statusCode(200);
        request().header("If-Modified-Since", "yesterday").get(path).then().statusCode(200);
    }

    @Test
    void a_condition_does_not_hide_that_a_resource_is_gone() {
        JsonObject patient = Given.patient("Gone").put("id", Given.unique());
        put(patient).then().statusCode(201);
        request().delete("Patient/" + patient.string("id")).then().statusCode(204);
        refused(request().header("If-None-Match", "W/\"2\"").get("Patient/" + patient.string("id")), 410, "resource-deleted");
    }
}
