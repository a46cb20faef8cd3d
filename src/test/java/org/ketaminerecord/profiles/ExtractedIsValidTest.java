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
}
