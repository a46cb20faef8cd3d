package org.ketaminerecord.forms;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;

/** Observation-based extraction (SDC extraction.html#observation-based-extraction) of the forms of our guide. */
@QuarkusTest
class ObservationExtractTest {

    private String patient;

    @BeforeEach
    void forms() {
        for (String form : List.of("phq-9", "gad-7", "mood-journal", "audit-c", "dast-10")) {
            Forms.store(form);
        }
        patient = Fhir.create(Given.patient("Keller"));
    }

    private static JsonObject extracted(String id) {
        Response answer = Fhir.request().post("QuestionnaireResponse/" + id + "/$extract");
        answer.then().statusCode(200).body("resourceType", equalTo("Bundle")).body("type", equalTo("transaction"));
        return Fhir.body(answer);
    }

    private static Response stored(String id) {
        Response answer = Fhir.request().post("QuestionnaireResponse/" + id + "/$extract?store=true");
        answer.then().statusCode(200).body("type", equalTo("transaction-response"));
        return answer;
    }

    private List<JsonObject> found() {
        return Fhir.body(Fhir.get("Observation?patient=" + patient + "&_count=100")).objects("entry").stream().map(e -> e.object("resource")).toList();
    }

    @Test
    void a_phq_9_becomes_its_nine_items_and_the_total_which_the_form_calculates() {
        String id = Fhir.create(Forms.phq9(patient, 3, 3, 2, 3, 2, 3, 2, 1, 1));
        JsonObject bundle = extracted(id);
        assertEquals(10, bundle.objects("entry").size());
        JsonObject total = Forms.observation(bundle, "44261-6");
        assertEquals(Given.quantity("20", "{score}"), total.object("valueQuantity"));
        assertEquals("final", total.string("status"));
        assertEquals(Forms.AUTHORED, total.string("effectiveDateTime"));
        assertEquals("Patient/" + patient, total.object("subject").string("reference"));
        assertEquals("Patient/" + patient, total.objects("performer").getFirst().string("reference"));
        assertEquals("QuestionnaireResponse/" + id, total.objects("derivedFrom").getFirst().string("reference"));
        assertEquals("survey", total.objects("category").getFirst().objects("coding").getFirst().string("code"));
        assertEquals(JsonArray.of(new JsonString(Forms.CANONICAL + "StructureDefinition/ktr-phq-9")), total.object("meta").array("profile"));
        JsonObject item = Forms.observation(bundle, "44260-8");
        assertEquals("LA6569-3", item.object("valueCodeableConcept").objects("coding").getFirst().string("code"));
        assertNull(item.object("meta"));
    }

    @Test
    void a_total_that_was_sent_is_taken_when_it_is_right_and_refused_when_it_is_not() {
        JsonObject response = Forms.phq9(patient, 1, 1, 1, 1, 1, 1, 1, 1, 0);
        response.array("item").add(Forms.number("44261-6", "valueInteger", "8"));
        assertEquals("8", ((JsonNumber) Forms.observation(extracted(Fhir.create(response)), "44261-6").object("valueQuantity").get("value")).text());
        response.array("item").removeLast();
        response.array("item").add(Forms.number("44261-6", "valueInteger", "9"));
        assertTrue(refused(Fhir.create(response), "invalid-response").contains("not what the form calculates"));
    }

    @Test
    void a_journal_becomes_entries_whose_performer_is_the_patient_also_when_somebody_else_wrote_them_down() {
        String nurse = Fhir.create(Given.practitioner("Reed"));
        JsonObject response = journal().put("author", Given.reference("Practitioner/" + nurse));
        JsonObject bundle = extracted(Fhir.create(response));
        assertEquals(3, bundle.objects("entry").size());
        assertEquals(Given.quantity("5", "{score}"), Forms.observation(bundle, "journal-mood").object("valueQuantity"));
        assertEquals(Given.quantity("6.50", "h"), Forms.observation(bundle, "93832-4").object("valueQuantity"));
        for (JsonObject entry : bundle.objects("entry")) {
            assertEquals("Patient/" + patient, entry.object("resource").objects("performer").getFirst().string("reference"));
        }
    }

    private JsonObject journal() {
        return Forms.response("mood-journal", patient, Forms.number("mood", "valueInteger", "5"), Forms.number("anxiety", "valueInteger", "6"),
                Forms.number("sleep", "valueDecimal", "6.50"), Forms.item("note", "valueString", new JsonString("a walk")));
    }

    @Test
    void extracted_and_stored_twice_it_is_stored_once() {
        String id = Fhir.create(journal());
        assertEquals(List.of("201", "201", "201"), Fhir.statuses(stored(id)));
        assertEquals(List.of("200", "200", "200"), Fhir.statuses(stored(id)));
        assertEquals(3, found().size());
        found().forEach(o -> assertEquals("1", o.object("meta").string("versionId")));
    }

    @Test
    void the_bundle_can_be_posted_by_the_client_and_again_after_a_change() {
        JsonObject response = journal();
        String id = Fhir.create(response);
        assertEquals(List.of("201", "201", "201"), Fhir.statuses(Fhir.process(extracted(id))));
        response.put("id", id).put("status", "amended");
        response.array("item").set(0, Forms.number("mood", "valueInteger", "7"));
        Fhir.put(response).then().statusCode(200);
        assertEquals(List.of("200", "200", "200"), Fhir.statuses(Fhir.process(extracted(id))));
        assertEquals(3, found().size());
        JsonObject mood = found().stream().filter(o -> o.toString().contains("journal-mood")).findFirst().orElseThrow();
        assertEquals(Given.quantity("7", "{score}"), mood.object("valueQuantity"));
        assertEquals("amended", mood.string("status"));
        assertEquals("2", mood.object("meta").string("versionId"));
    }

    @Test
    void twenty_that_extract_at_once_store_it_once() {
        String id = Fhir.create(journal());
        org.ketaminerecord.fixture.Client client = new org.ketaminerecord.fixture.Client(Fhir.base());
        List<Integer> statuses = org.ketaminerecord.fixture.Client.together(8, n -> client.send("POST",
                "QuestionnaireResponse/" + id + "/$extract?store=true", null).status());
        assertEquals(java.util.Collections.nCopies(8, 200), statuses);
        assertEquals(3, found().size());
    }

    @Test
    void labels_of_the_response_are_labels_of_what_is_extracted() {
        JsonObject sud = new JsonObject().put("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode").put("code", "SUD");
        JsonObject response = Forms.response("audit-c", patient, Forms.number("68518-0", "valueInteger", "1"), Forms.number("68519-8", "valueInteger", "0"),
                Forms.number("68520-6", "valueInteger", "2")).put("meta", new JsonObject().put("security", JsonArray.of(sud)));
        JsonObject bundle = extracted(Fhir.create(response));
        assertEquals(1, bundle.objects("entry").size());
        assertEquals(Given.quantity("3", "{score}"), Forms.observation(bundle, "75626-2").object("valueQuantity"));
        assertEquals(JsonArray.of(sud), Forms.observation(bundle, "75626-2").object("meta").array("security"));
    }

    @Test
    void a_response_that_is_not_stored_is_extracted_without_an_identifier_and_cannot_be_stored() {
        JsonObject sent = Forms.phq9(patient, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        JsonObject bundle = Fhir.body(Fhir.request().body(sent.toString()).post("QuestionnaireResponse/$extract"));
        assertEquals("POST", bundle.objects("entry").getFirst().object("request").string("method"));
        assertFalse(bundle.objects("entry").getFirst().object("resource").has("identifier"));
        assertEquals(Given.quantity("0", "{score}"), Forms.observation(bundle, "44261-6").object("valueQuantity"));
        JsonObject parameters = Given.json("{'resourceType':'Parameters','parameter':[{'name':'store','valueBoolean':true}]}");
        parameters.array("parameter").add(new JsonObject().put("name", "questionnaire-response").put("resource", sent));
        assertTrue(Fhir.refused(Fhir.request().body(parameters.toString()).post("QuestionnaireResponse/$extract"), 400, "invalid-parameter")
                .contains("Store it"));
    }

    @Test
    void get_extracts_but_does_not_store() {
        String id = Fhir.create(journal());
        Fhir.get("QuestionnaireResponse/" + id + "/$extract").then().statusCode(200).body("entry.size()", equalTo(3));
        Fhir.get("QuestionnaireResponse/" + id + "/$extract?store=true").then().statusCode(405).body("issue[0].diagnostics", containsString("POST"));
        assertEquals(0, found().size());
    }

    @Test
    void a_response_in_progress_is_refused() {
        String id = Fhir.create(journal().put("status", "in-progress"));
        assertTrue(refused(id, "not-completed").contains("completed"));
    }

    @Test
    void every_missing_answer_and_every_wrong_item_is_told() {
        JsonObject response = Forms.phq9(patient, 3, 3);
        response.array("item").add(Forms.coding("44259-00", Given.LOINC, "LA6568-5"));
        response.array("item").add(Forms.coding("44254-1", Given.LOINC, "LA0000-0"));
        response.array("item").add(Forms.number("44251-7", "valueInteger", "1"));
        String id = Fhir.create(response);
        Fhir.request().post("QuestionnaireResponse/" + id + "/$extract").then().statusCode(422)
                .body("issue[0].diagnostics", containsString("Did you mean '44259-0'?"))
                .body("issue[0].expression[0]", equalTo("QuestionnaireResponse.item[2].linkId"))
                .body("issue[1].diagnostics", containsString("LA6571-9"))
                .body("issue[2].diagnostics", containsString("'44251-7' is none of its options"))
                .body("issue[3].diagnostics", containsString("'44259-0', '44258-2'"));
    }

    @Test
    void a_number_out_of_range_is_refused_and_its_bounds_are_not() {
        for (String mood : List.of("0", "10")) {
            extracted(Fhir.create(Forms.response("mood-journal", patient, Forms.number("mood", "valueInteger", mood))));
        }
        for (String mood : List.of("-1", "11")) {
            refused(Fhir.create(Forms.response("mood-journal", patient, Forms.number("mood", "valueInteger", mood))), "invalid-response");
        }
    }

    @Test
    void what_is_about_another_patient_is_refused() {
        String other = Fhir.create(Given.patient("Other"));
        String visit = Fhir.create(Given.encounter(other, "2026-03-03T10:00:00Z", "2026-03-03T11:00:00Z"));
        String own = Fhir.create(Given.encounter(patient, "2026-03-03T10:00:00Z", "2026-03-03T11:00:00Z"));
        extracted(Fhir.create(journal().put("encounter", Given.reference("Encounter/" + own))));
        refused(Fhir.create(journal().put("encounter", Given.reference("Encounter/" + visit))), "another-subject");
        refused(Fhir.create(journal().put("source", Given.reference("Patient/" + other))), "another-subject");
    }

    @Test
    void a_response_to_an_unknown_form_without_a_form_or_without_a_time_is_refused() {
        refused(Fhir.create(journal().put("questionnaire", "https://example.org/none")), "unknown-questionnaire");
        JsonObject none = journal();
        none.remove("questionnaire");
        refused(Fhir.create(none), "unknown-questionnaire");
        JsonObject timeless = journal();
        timeless.remove("authored");
        assertTrue(refused(Fhir.create(timeless), "invalid-response").contains("authored"));
    }

    @Test
    void a_form_in_parameters_is_used_when_it_is_that_of_the_response() {
        JsonObject response = journal();
        JsonObject parameters = new JsonObject().put("resourceType", "Parameters").put("parameter", JsonArray.of(
                new JsonObject().put("name", "questionnaire-response").put("resource", response),
                new JsonObject().put("name", "questionnaire").put("resource", Forms.form("mood-journal"))));
        Fhir.request().body(parameters.toString()).post("QuestionnaireResponse/$extract").then().statusCode(200).body("entry.size()", equalTo(3));
        parameters.array("parameter").objects().get(1).put("resource", Forms.form("gad-7"));
        Fhir.refused(Fhir.request().body(parameters.toString()).post("QuestionnaireResponse/$extract"), 422, "unknown-questionnaire");
    }

    private static String refused(String id, String code) {
        return Fhir.refused(Fhir.request().post("QuestionnaireResponse/" + id + "/$extract"), 422, code);
    }
}
