package org.ketaminerecord.forms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonValue;

/** The forms of our guide, and responses to them. */
public final class Forms {

    public static final String CANONICAL = "https://ketamine-record.example/fhir/";
    public static final String AUTHORED = "2026-03-03T20:15:00-05:00";

    private Forms() {
    }

    /** A form of the package as it is committed. */
    public static JsonObject form(String id) {
        try {
            return JsonReader.object(Files.readAllBytes(Path.of("fhir-profiles/package/Questionnaire-" + id + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stores a form of the package under its id. */
    public static void store(String id) {
        Fhir.put(form(id)).then().statusCode(org.hamcrest.Matchers.oneOf(200, 201));
    }

    /** A completed response of a patient, who answered it. */
    public static JsonObject response(String form, String patient, JsonObject... items) {
        JsonObject reference = Given.reference("Patient/" + patient);
        return new JsonObject().put("resourceType", "QuestionnaireResponse").put("questionnaire", CANONICAL + "Questionnaire/" + form)
                .put("status", "completed").put("subject", reference).put("authored", AUTHORED).put("author", reference.copy())
                .put("source", reference.copy()).put("item", JsonArray.of(items));
    }

    public static JsonObject item(String linkId, String valueName, JsonValue value) {
        return new JsonObject().put("linkId", linkId).put("answer", JsonArray.of(new JsonObject().put(valueName, value)));
    }

    public static JsonObject number(String linkId, String valueName, String value) {
        return item(linkId, valueName, new JsonNumber(value));
    }

    public static JsonObject coding(String linkId, String system, String code) {
        return item(linkId, "valueCoding", new JsonObject().put("system", system).put("code", code));
    }

    /** The codes of "not at all" to "nearly every day", by score. */
    public static String frequency(int score) {
        return new String[] {"LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"}[score];
    }

    /** A response to the PHQ-9 with these scores. */
    public static JsonObject phq9(String patient, int... scores) {
        String[] codes = {"44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8"};
        JsonObject[] items = new JsonObject[scores.length];
        for (int i = 0; i < scores.length; i++) {
            items[i] = coding(codes[i], Given.LOINC, frequency(scores[i]));
        }
        return response("phq-9", patient, items);
    }

    /** An entry's resource of a bundle, by the code of the Observation. */
    public static JsonObject observation(JsonObject bundle, String code) {
        return bundle.objects("entry").stream().map(e -> e.object("resource")).filter(r -> r.object("code").objects("coding").stream()
                .anyMatch(c -> code.equals(c.string("code")))).findFirst().orElseThrow(() -> new AssertionError("no Observation " + code + " in " + bundle));
    }
}
