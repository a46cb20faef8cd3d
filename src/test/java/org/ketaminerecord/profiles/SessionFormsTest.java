package org.ketaminerecord.profiles;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.forms.Forms;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;

/** The forms that staff fill in around a session: opened for a visit, answered, extracted, and what is extracted is valid by what it claims. */
@QuarkusTest
class SessionFormsTest {

    private static final ProfilePackage PACKAGE = new ProfilePackage();
    private static final ProfileValidator HAPI = new ProfileValidator(PACKAGE.definitions.values());
    private static final String OWN = Forms.CANONICAL + "StructureDefinition/";
    private static final List<String> CRITERIA = List.of("time", "blood-pressure", "sedation", "dissociation", "ambulation", "nausea", "escort");

    private String patient;
    private String visit;
    private JsonObject nurse;

    @BeforeEach
    void session() {
        for (String id : List.of("ktr-side-effect", "ktr-discharge-readiness", "ktr-sedation", "ktr-dissociation", "ktr-session-phase-ext",
                "ktr-minutes-from-dose-start")) {
            Fhir.put(PACKAGE.definitions.get("StructureDefinition-" + id + ".json")).then().statusCode(Matchers.oneOf(200, 201));
        }
        for (String form : List.of("session-side-effects", "discharge-checklist", "eligibility", "integration-note", "pre-dose-check", "mood-journal", "phq-9")) {
            Forms.store(form);
        }
        patient = Fhir.create(Given.patient("Keller"));
        visit = Fhir.create(Given.encounter(patient, "2026-03-03T19:00:00-05:00", "2026-03-03T22:00:00-05:00"));
        nurse = Given.reference("Practitioner/" + Fhir.create(Given.practitioner("Reed")));
    }

    private static JsonObject phase(String code) {
        return Forms.coding("phase", Forms.CANONICAL + "CodeSystem/ktr-session-phase", code);
    }

    private static JsonObject yes(String linkId, boolean answer) {
        return Forms.item(linkId, "valueBoolean", JsonBoolean.of(answer));
    }

    /** Stores a response of the nurse about the visit. */
    private JsonObject answered(String form, JsonObject... items) {
        JsonObject response = Forms.response(form, patient, items).put("author", nurse.copy()).put("encounter", Given.reference("Encounter/" + visit));
        response.remove("source");
        return Fhir.read("QuestionnaireResponse/" + Fhir.create(response));
    }

    private static List<JsonObject> extracted(JsonObject response) {
        JsonObject bundle = Fhir.body(Fhir.get("QuestionnaireResponse/" + response.string("id") + "/$extract").then().statusCode(200)
                .body("type", equalTo("transaction")).extract().response());
        return bundle.objects("entry").stream().map(e -> e.object("resource")).toList();
    }

    private static List<String> stored(JsonObject response) {
        Response answer = Fhir.request().post("QuestionnaireResponse/" + response.string("id") + "/$extract?store=true");
        answer.then().statusCode(200);
        return Fhir.statuses(answer);
    }

    /** Nothing is wrong with it by our validator and by HAPI's, and it claims this profile. */
    private static void requireValid(JsonObject resource, String profile) {
        assertEquals(List.of(OWN + profile), ProfilePackage.claims(resource));
        assertEquals(List.of(), Told.of(resource));
        assertEquals(List.of(), HAPI.errors(resource).stream().map(m -> m.getLocationString() + ": " + m.getMessage()).toList());
    }

    private static Map<String, JsonObject> byCode(List<JsonObject> resources) {
        Map<String, JsonObject> byCode = new TreeMap<>();
        resources.forEach(r -> byCode.put(r.object("code").objects("coding").getFirst().string("code"), r));
        return byCode;
    }

    private JsonObject checklist(boolean ready, String unmet) {
        List<JsonObject> items = new ArrayList<>();
        CRITERIA.forEach(c -> items.add(new JsonObject().put("linkId", "criterion-" + c).put("item", JsonArray.of(yes(c, !c.equals(unmet))))));
        items.addAll(List.of(yes("no-driving", true), yes("discharge-ready", ready), phase("recovery"), Forms.number("minutes", "valueInteger", "120")));
        return answered("discharge-checklist", items.toArray(JsonObject[]::new));
    }

    // ---- side effects --------------------------------------------------------------------------------------

    @Test
    void each_side_effect_that_was_answered_becomes_an_observation_of_the_session() {
        JsonObject response = answered("session-side-effects", phase("monitoring"), Forms.number("minutes", "valueInteger", "45"),
                Forms.number("effect-404640003", "valueInteger", "2"), Forms.number("effect-422587007", "valueInteger", "0"),
                Forms.item("other", "valueString", new JsonString("cold hands")));
        Map<String, JsonObject> effects = byCode(extracted(response));
        assertEquals(List.of("404640003", "422587007"), List.copyOf(effects.keySet()));
        effects.values().forEach(e -> requireValid(e, "ktr-side-effect"));
        JsonObject dizzy = effects.get("404640003");
        assertEquals(Given.quantity("2", "{score}"), dizzy.object("valueQuantity"));
        assertEquals("Dizziness (finding)", dizzy.object("code").objects("coding").getFirst().string("display"));
        assertEquals(List.of(nurse), dizzy.objects("performer"));
        assertEquals("Encounter/" + visit, dizzy.object("encounter").string("reference"));
        assertEquals(Forms.AUTHORED, dizzy.string("effectiveDateTime"));
        assertEquals(List.of(Given.reference("QuestionnaireResponse/" + response.string("id"))), dizzy.objects("derivedFrom"));
        assertEquals("monitoring", dizzy.objects("extension").get(0).object("valueCodeableConcept").objects("coding").getFirst().string("code"));
        JsonObject minutes = dizzy.objects("extension").get(1).object("valueQuantity");
        assertEquals(new JsonNumber("45"), minutes.get("value"));
        assertEquals("min", minutes.string("code"));
        assertEquals("survey", dizzy.objects("category").getFirst().objects("coding").getFirst().string("code"));
    }

    @Test
    void repeated_it_stores_nothing_twice_and_a_changed_answer_changes_its_observation() {
        JsonObject response = answered("session-side-effects", phase("dosing"), Forms.number("effect-404640003", "valueInteger", "2"),
                Forms.number("effect-422587007", "valueInteger", "1"));
        assertEquals(List.of("201", "201"), stored(response));
        assertEquals(List.of("200", "200"), stored(response));
        response.array("item").objects().get(1).put("answer", JsonArray.of(Given.json("{'valueInteger':3}")));
        Fhir.put(response.put("status", "amended")).then().statusCode(200);
        assertEquals(List.of("200", "200"), stored(response));
        List<JsonObject> found = Fhir.body(Fhir.get("Observation?patient=" + patient)).objects("entry").stream().map(e -> e.object("resource")).toList();
        assertEquals(2, found.size());
        assertEquals(Given.quantity("3", "{score}"), byCode(found).get("404640003").object("valueQuantity"));
        assertEquals("amended", byCode(found).get("404640003").string("status"));
        found.forEach(f -> requireValid(f, "ktr-side-effect"));
    }

    @Test
    void without_a_phase_and_beyond_severe_it_is_refused() {
        JsonObject response = answered("session-side-effects", Forms.number("effect-404640003", "valueInteger", "4"));
        Response answer = Fhir.get("QuestionnaireResponse/" + response.string("id") + "/$extract");
        Fhir.refused(answer, 422, "invalid-response");
        assertEquals(2, Fhir.body(answer).objects("issue").size());
    }

    // ---- discharge -----------------------------------------------------------------------------------------

    @Test
    void a_discharge_checklist_becomes_one_observation_with_its_criteria() {
        JsonObject response = checklist(true, "none");
        List<JsonObject> all = extracted(response);
        assertEquals(1, all.size());
        JsonObject ready = all.getFirst();
        requireValid(ready, "ktr-discharge-readiness");
        assertEquals(JsonBoolean.TRUE, ready.get("valueBoolean"));
        assertEquals(CRITERIA, ready.objects("component").stream().map(c -> c.object("code").objects("coding").getFirst().string("code")).toList());
        assertTrue(ready.objects("component").stream().allMatch(c -> c.get("valueBoolean") == JsonBoolean.TRUE));
        assertEquals(List.of(Given.reference("QuestionnaireResponse/" + response.string("id"))), ready.objects("derivedFrom"));
        assertEquals(List.of("201"), stored(response));
        assertEquals(List.of("200"), stored(response));
    }

    @Test
    void ready_with_a_criterion_unmet_is_extracted_as_it_is_and_warned_of() {
        JsonObject observation = extracted(checklist(true, "sedation")).getFirst();
        assertEquals(List.of(new Told("warning", "invariant", "ktr-dis-1", "Observation", OWN + "ktr-discharge-readiness")), Told.of(observation));
        requireValid(extracted(checklist(false, "sedation")).getFirst(), "ktr-discharge-readiness");
    }

    // ---- forms that become nothing -------------------------------------------------------------------------

    @Test
    void eligibility_and_integration_note_become_nothing() {
        List<JsonObject> eligible = new ArrayList<>();
        for (String item : List.of("aneurysm", "haemorrhage", "hypertension", "heart-attack", "psychosis", "mania", "liver", "cystitis", "allergy", "substance-use")) {
            eligible.add(yes(item, item.equals("hypertension")));
        }
        eligible.add(Forms.number("trials", "valueInteger", "2"));
        eligible.add(yes("suitable", true));
        assertEquals(List.of(), extracted(answered("eligibility", eligible.toArray(JsonObject[]::new))));
        JsonObject note = answered("integration-note", Forms.item("experience", "valueString", new JsonString("Calm.")), yes("psychotherapy-note", true));
        assertEquals(List.of(), extracted(note));
        assertEquals(List.of(), stored(note));
    }

    @Test
    void eligibility_is_refused_with_each_answer_that_is_missing() {
        Fhir.get("QuestionnaireResponse/" + answered("eligibility", yes("aneurysm", false)).string("id") + "/$extract").then().statusCode(422)
                .body("issue[0].diagnostics", Matchers.containsString("'haemorrhage'")).body("issue[0].diagnostics", Matchers.containsString("'suitable'"));
    }

    // ---- populate ------------------------------------------------------------------------------------------

    private Response populated(String form, String encounter) {
        JsonObject parameters = new JsonObject().put("resourceType", "Parameters").put("parameter", JsonArray.of(
                new JsonObject().put("name", "questionnaire").put("valueUri", Forms.CANONICAL + "Questionnaire/" + form),
                new JsonObject().put("name", "subject").put("valueReference", Given.reference("Patient/" + patient)),
                new JsonObject().put("name", "context").put("part", JsonArray.of(new JsonObject().put("name", "name").put("valueString", "encounter"),
                        new JsonObject().put("name", "content").put("valueReference", Given.reference("Encounter/" + encounter))))));
        return Fhir.request().body(parameters.toString()).post("Questionnaire/$populate");
    }

    @Test
    void a_form_is_opened_for_a_visit_with_all_its_items_and_can_be_stored() {
        for (String form : List.of("session-side-effects", "discharge-checklist", "integration-note", "pre-dose-check")) {
            JsonObject response = Fhir.body(populated(form, visit).then().statusCode(200).extract().response()).objects("parameter").getFirst().object("resource");
            assertEquals("in-progress", response.string("status"));
            assertEquals("Encounter/" + visit, response.object("encounter").string("reference"), form);
            assertEquals(linkIds(Forms.form(form)), linkIds(response), form);
            assertNull(answer(response), form);
            assertEquals(List.of(), Told.of(response), form);
            Fhir.create(response);
        }
    }

    @Test
    void a_visit_of_another_patient_is_refused() {
        String other = Fhir.create(Given.patient("Other"));
        Fhir.refused(populated("discharge-checklist", Fhir.create(Given.encounter(other, "2026-03-03", "2026-03-03"))), 422, "another-subject");
    }

    @Test
    void eligibility_is_opened_with_all_its_items() {
        JsonObject response = Fhir.body(Fhir.get("Questionnaire/eligibility/$populate?subject=Patient/" + patient).then().statusCode(200).extract().response())
                .objects("parameter").getFirst().object("resource");
        assertEquals(linkIds(Forms.form("eligibility")), linkIds(response));
        Fhir.create(response);
    }

    private static List<String> linkIds(JsonObject holder) {
        List<String> ids = new ArrayList<>();
        holder.objects("item").forEach(i -> {
            ids.add(i.string("linkId"));
            ids.addAll(linkIds(i));
        });
        return ids;
    }

    private static JsonObject answer(JsonObject holder) {
        return holder.objects("item").stream().map(i -> i.has("answer") ? i : answer(i)).filter(i -> i != null).findFirst().orElse(null);
    }

    // ---- forms of patients ---------------------------------------------------------------------------------

    @Test
    void a_journal_becomes_entries_of_the_patient_that_are_valid_as_they_are_stored() {
        JsonObject response = Fhir.read("QuestionnaireResponse/" + Fhir.create(Forms.response("mood-journal", patient,
                Forms.number("mood", "valueInteger", "6"), Forms.number("sleep", "valueDecimal", "6.5"))));
        assertEquals(List.of("201", "201"), stored(response));
        assertEquals(List.of("200", "200"), stored(response));
        List<JsonObject> entries = Fhir.body(Fhir.get("Observation?patient=" + patient)).objects("entry").stream().map(e -> e.object("resource")).toList();
        assertEquals(2, entries.size());
        for (JsonObject entry : entries) {
            requireValid(entry, "ktr-journal-entry");
            assertEquals(List.of(Given.reference("Patient/" + patient)), entry.objects("performer"));
            assertEquals(List.of(Given.reference("QuestionnaireResponse/" + response.string("id"))), entry.objects("derivedFrom"));
            assertEquals("1", entry.object("meta").string("versionId"));
        }
    }

    @Test
    void a_phq_9_becomes_valid_items_and_a_total_that_claims_its_profile() {
        JsonObject response = Fhir.read("QuestionnaireResponse/" + Fhir.create(Forms.phq9(patient, 3, 3, 2, 3, 2, 3, 2, 1, 1)));
        Map<String, JsonObject> all = byCode(extracted(response));
        assertEquals(10, all.size());
        requireValid(all.get("44261-6"), "ktr-phq-9");
        all.values().forEach(o -> assertEquals(List.of(), Told.of(o)));
    }
}
