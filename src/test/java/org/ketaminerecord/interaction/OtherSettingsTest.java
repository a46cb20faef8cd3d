package org.ketaminerecord.interaction;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.containsStringIgnoringCase;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.fixture.Fhir.get;
import static org.ketaminerecord.fixture.Fhir.put;
import static org.ketaminerecord.fixture.Fhir.refused;
import static org.ketaminerecord.fixture.Fhir.request;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;

/** What the switches change: references unchecked, conditional deletes of several, profiles that warn, origins of browser apps, the base URL. */
@QuarkusTest
@TestProfile(OtherSettingsTest.Settings.class)
class OtherSettingsTest {

    /** All the other positions at once: each start of the server takes seconds. */
    public static class Settings implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("ktr.references", "off", "ktr.conditional-delete.most", "3", "ktr.cors.origins", "https://app.example",
                    "ktr.base-url", "https://record.example/fhir/", "ktr.search.text", "narrative", "ktr.validation.mode", "profile-warn");
        }
    }

    private static JsonObject observationOf(String patient) {
        return Given.observation(patient, "8480-6", "2026-01-01", "120", "mm[Hg]");
    }

    // ---- ktr.references=off ------------------------------------------------------------------------------

    @Test
    void a_reference_to_what_was_not_sent_yet_is_taken_and_found_before_and_after_it_comes() {
        String patient = Given.unique();
        String observation = Fhir.create(observationOf(patient));
        refused(get("Patient/" + patient), 404, "resource-not-found");
        refused(get("Patient/" + patient + "/_history"), 404, "resource-not-found");
        assertEquals(List.of(), Fhir.matches("Patient?_id=" + patient));
        assertEquals(List.of(observation), Fhir.matches("Observation?patient=" + patient));
        put(Given.patient("Late").put("id", patient)).then().statusCode(201).header("ETag", "W/\"1\"");
        assertEquals(List.of(observation), Fhir.matches("Observation?patient=" + patient));
        assertEquals(List.of(observation), Fhir.matches("Observation?patient.family=Late&_id=" + observation));
        get("Patient/" + patient + "/$everything").then().statusCode(200).body("total", equalTo(2));
        get("Patient/" + patient + "/_history").then().statusCode(200).body("total", equalTo(1)).body("entry.size()", equalTo(1));
    }

    @Test
    void a_transaction_keeps_one_place_for_what_was_not_sent_yet_also_when_other_entries_wait_for_their_references() {
        String unsent = Given.unique();
        String identifier = Given.unique();
        JsonObject waiting = observationOf("x").put("subject", Given.reference("Patient?identifier=" + Given.MRN + "|" + identifier));
        Fhir.process(Given.bundle("transaction", Given.entry("POST", "Observation", observationOf(unsent)),
                Given.entry("POST", "Patient", Given.patientWithIdentifier(identifier)), Given.entry("POST", "Observation", waiting)))
                .then().statusCode(200);
        assertEquals(1, Fhir.matches("Observation?patient=" + unsent).size());
        assertEquals(1, Fhir.matches("Observation?patient.identifier=" + identifier).size());
    }

    @Test
    void what_is_referred_to_may_be_deleted_and_come_back() {
        String patient = Fhir.create(Given.patient("Held"));
        String observation = Fhir.create(observationOf(patient));
        request().delete("Patient/" + patient).then().statusCode(204);
        get("Observation/" + observation).then().statusCode(200);
        assertEquals(List.of(observation), Fhir.matches("Observation?patient=" + patient));
        put(Given.patient("Back").put("id", patient)).then().statusCode(201).header("ETag", "W/\"3\"");
        assertEquals(List.of(observation), Fhir.matches("Observation?patient.family=Back&_id=" + observation));
    }

    // ---- ktr.conditional-delete.most=3 -------------------------------------------------------------------

    @Test
    void a_conditional_delete_takes_as_many_as_are_allowed_and_no_more() {
        String mrn = Given.unique();
        for (int i = 0; i < 4; i++) {
            Fhir.create(Given.patientWithIdentifier(mrn));
        }
        refused(request().delete("Patient?identifier=" + mrn), 412, "multiple-matches");
        List<String> ids = Fhir.matches("Patient?identifier=" + mrn);
        assertEquals(4, ids.size());
        request().delete("Patient/" + ids.getFirst()).then().statusCode(204);
        request().delete("Patient?identifier=" + mrn).then().statusCode(204);
        for (String id : ids) {
            refused(get("Patient/" + id), 410, "resource-deleted");
        }
    }

    // ---- ktr.search.text=narrative -----------------------------------------------------------------------

    @Test
    void of_narratives_alone_text_is_searched_and_content_is_refused_and_not_declared() {
        String word = Given.unique();
        String id = Fhir.create(Given.patient("Narrated").put("text", new JsonObject().put("status", "additional")
                .put("div", "<div xmlns=\"http://www.w3.org/1999/xhtml\">Says " + word + "</div>")));
        assertEquals(List.of(id), Fhir.matches("Patient?_text=" + word));
        String said = refused(get("Patient?_content=" + word), 400, "unsupported-parameter");
        assertTrue(said.contains("ktr.search.text") && said.contains("all"), said);
        JsonObject patient = Fhir.read("metadata").objects("rest").getFirst().objects("resource").stream().filter(r -> r.string("type").equals("Patient"))
                .findFirst().orElseThrow();
        List<String> names = patient.objects("searchParam").stream().map(p -> p.string("name")).toList();
        assertTrue(names.contains("_text") && !names.contains("_content"), names::toString);
    }

    // ---- ktr.validation.mode=profile-warn ----------------------------------------------------------------

    @Test
    void what_breaks_its_profile_is_stored_and_told_as_a_warning() {
        String profile = "https://ketamine-record.example/fhir/StructureDefinition/ktr-phq-9";
        JsonObject wrong = Given.observation(Given.unique(), "44261-6", "2026-03-01", "28", "{score}").put("meta", new JsonObject().put("profile", Given.strings(profile)))
                .put("category", JsonArray.of(Given.concept("http://terminology.hl7.org/CodeSystem/observation-category", "survey")));
        request().header("Prefer", "return=OperationOutcome").body(wrong.toString()).post("Observation").then().statusCode(201)
                .body("issue.size()", equalTo(1)).body("issue[0].severity", equalTo("warning")).body("issue[0].details.text", equalTo("ktr-phq-1"))
                .body("issue[0].extension[0].valueString", equalTo(profile));
        for (String type : List.of("transaction", "batch")) {
            Fhir.process(Given.bundle(type, Given.entry("POST", "Observation", wrong))).then().statusCode(200)
                    .body("entry[0].response.status", equalTo("201 Created")).body("entry[0].response.outcome.issue[0].details.text", equalTo("ktr-phq-1"));
        }
        JsonObject without = wrong.copy();
        without.remove("status");
        refused(request().body(without.toString()).post("Observation"), 422, "missing-element");
    }

    // ---- ktr.base-url ------------------------------------------------------------------------------------

    @Test
    void urls_are_those_of_the_configured_base() {
        String id = Given.unique();
        put(Given.patient("Base").put("id", id)).then().header("Location", "https://record.example/fhir/Patient/" + id + "/_history/1");
        get("Patient?_id=" + id).then().body("entry[0].fullUrl", equalTo("https://record.example/fhir/Patient/" + id))
                .body("link[0].url", equalTo("https://record.example/fhir/Patient?_id=" + id));
        String encounter = Fhir.create(Given.encounter(id, "2026", "2026").put("subject",
                Given.reference("https://record.example/fhir/Patient/" + id)));
        get("Encounter/" + encounter).then().body("subject.reference", equalTo("Patient/" + id));
    }

    // ---- ktr.cors.origins --------------------------------------------------------------------------------

    @Test
    void a_preflight_of_an_allowed_origin_is_answered_with_methods_and_headers() {
        request().header("Origin", "https://app.example").header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "if-match,content-type,prefer").options("Patient/1").then().statusCode(200)
                .header("Access-Control-Allow-Origin", "https://app.example").header("Access-Control-Allow-Methods", containsString("PUT"))
                .header("Access-Control-Allow-Headers", containsStringIgnoringCase("if-match"))
                .header("Access-Control-Allow-Headers", containsStringIgnoringCase("prefer"))
                .header("Access-Control-Max-Age", "3600");
    }

    @Test
    void an_app_may_read_the_headers_it_needs() {
        Response answer = request().header("Origin", "https://app.example").body(Given.patient("Cors").toString()).post("Patient");
        answer.then().statusCode(201).header("Access-Control-Allow-Origin", "https://app.example");
        for (String header : List.of("ETag", "Location", "Last-Modified")) {
            answer.then().header("Access-Control-Expose-Headers", containsStringIgnoringCase(header));
        }
    }

    @Test
    void another_origin_is_allowed_nothing() {
        Response answer = request().header("Origin", "https://evil.example").header("Access-Control-Request-Method", "PUT").options("Patient/1");
        assertNull(answer.header("Access-Control-Allow-Origin"));
    }
}
