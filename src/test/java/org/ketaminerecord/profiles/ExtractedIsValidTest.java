package org.ketaminerecord.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.forms.Forms;
import org.ketaminerecord.json.JsonObject;

/** What is extracted of the forms of our guide is valid by the profiles that it claims. */
@QuarkusTest
class ExtractedIsValidTest {

    private static final ProfileValidator VALIDATOR = new ProfileValidator(new ProfilePackage().definitions.values());

    @Test
    void of_the_forms_that_patients_fill_in() {
        String patient = Fhir.create(Given.patient("Keller"));
        JsonObject[] gad = new JsonObject[7];
        JsonObject[] dast = new JsonObject[10];
        List<String> codes = List.of("69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7");
        for (int i = 0; i < 7; i++) {
            gad[i] = Forms.coding(codes.get(i), Given.LOINC, Forms.frequency(i % 4));
        }
        for (int i = 0; i < 10; i++) {
            dast[i] = Forms.number("dast-item-" + (i < 9 ? "0" : "") + (i + 1), "valueInteger", i < 3 ? "1" : "0");
        }
        Map<JsonObject, Integer> responses = Map.of(
                Forms.phq9(patient, 3, 3, 2, 3, 2, 3, 2, 1, 1), 1,
                Forms.response("gad-7", patient, gad), 1,
                Forms.response("dast-10", patient, dast), 1,
                Forms.response("audit-c", patient, Forms.number("68518-0", "valueInteger", "4"), Forms.number("68519-8", "valueInteger", "4"),
                        Forms.number("68520-6", "valueInteger", "4")), 1,
                Forms.response("mood-journal", patient, Forms.number("mood", "valueInteger", "5"), Forms.number("energy", "valueInteger", "0"),
                        Forms.number("anxiety", "valueInteger", "10"), Forms.number("sleep", "valueDecimal", "6.5"),
                        Forms.number("exercise-days", "valueInteger", "3")), 5);
        Map<String, List<String>> wrong = new TreeMap<>();
        responses.forEach((response, claims) -> {
            String form = response.string("questionnaire").substring(response.string("questionnaire").lastIndexOf('/') + 1);
            Forms.store(form);
            JsonObject bundle = Fhir.body(Fhir.get("QuestionnaireResponse/" + Fhir.create(response) + "/$extract"));
            List<JsonObject> resources = bundle.objects("entry").stream().map(e -> e.object("resource")).toList();
            assertEquals(claims.longValue(), resources.stream().filter(r -> !ProfilePackage.claims(r).isEmpty()).count(), form);
            for (JsonObject resource : resources) {
                VALIDATOR.errors(resource).forEach(m -> wrong.computeIfAbsent(form, k -> new java.util.ArrayList<>())
                        .add(m.getLocationString() + ": " + m.getMessage()));
            }
        });
        assertEquals(Map.of(), wrong);
    }

    /** These begin an Observation by a profile, whose StructureDefinition the server has to have. */
    @Test
    void of_the_forms_that_staff_fill_in_during_a_session() {
        String patient = Fhir.create(Given.patient("Keller"));
        JsonObject nurse = Given.reference("Practitioner/" + Fhir.create(Given.practitioner("Reed")));
        String visit = Fhir.create(Given.encounter(patient, "2026-03-03T19:00:00-05:00", "2026-03-03T22:00:00-05:00"));
        ProfilePackage all = new ProfilePackage();
        for (String id : List.of("ktr-sedation", "ktr-dissociation", "ktr-session-phase-ext", "ktr-minutes-from-dose-start")) {
            Fhir.put(all.definitions.get("StructureDefinition-" + id + ".json")).then().statusCode(org.hamcrest.Matchers.oneOf(200, 201));
        }
        JsonObject phase = Forms.coding("phase", Forms.CANONICAL + "CodeSystem/ktr-session-phase", "dosing");
        JsonObject minutes = Forms.number("minutes", "valueInteger", "40");
        JsonObject moaas = Forms.response("moaas", patient, phase, minutes, Forms.number("moaas-score", "valueInteger", "4"));
        JsonObject cadss = Forms.response("cadss-6", patient, phase, minutes);
        for (String item : List.of("01", "02", "06", "07", "15", "22")) {
            cadss.array("item").add(Forms.number("cadss-item-" + item, "valueInteger", "2"));
        }
        Map<String, List<String>> wrong = new TreeMap<>();
        for (JsonObject response : List.of(moaas, cadss)) {
            response.put("author", nurse).put("encounter", Given.reference("Encounter/" + visit)).remove("source");
            String form = response.string("questionnaire").substring(response.string("questionnaire").lastIndexOf('/') + 1);
            Forms.store(form);
            String id = Fhir.create(response);
            JsonObject bundle = Fhir.body(Fhir.get("QuestionnaireResponse/" + id + "/$extract").then().statusCode(200).extract().response());
            assertEquals(1, bundle.objects("entry").size(), form);
            JsonObject observation = bundle.objects("entry").getFirst().object("resource");
            assertEquals(Given.quantity(form.equals("moaas") ? "4" : "12", "{score}"), observation.object("valueQuantity"));
            assertEquals("QuestionnaireResponse/" + id, observation.objects("derivedFrom").getFirst().string("reference"));
            assertEquals(1, ProfilePackage.claims(observation).size());
            assertEquals(2, observation.objects("extension").size());
            VALIDATOR.errors(observation).forEach(m -> wrong.computeIfAbsent(form, k -> new java.util.ArrayList<>())
                    .add(m.getLocationString() + ": " + m.getMessage()));
            for (String status : List.of("201", "200")) {
                assertEquals(List.of(status), Fhir.statuses(Fhir.request().post("QuestionnaireResponse/" + id + "/$extract?store=true")));
            }
        }
        assertEquals(Map.of(), wrong);
    }
}
