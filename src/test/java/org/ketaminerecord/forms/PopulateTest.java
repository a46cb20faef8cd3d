package org.ketaminerecord.forms;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;

/** {@code $populate} (SDC populate.html) of the forms of our guide, by observations and by expressions. */
@QuarkusTest
class PopulateTest {

    private String patient;

    @BeforeEach
    void forms() {
        Forms.store("pre-dose-check");
        Forms.store("rems-pmf");
        patient = Fhir.create(Given.patient("Keller"));
    }

    private static JsonObject response(Response answer) {
        answer.then().statusCode(200).body("parameter[0].name", equalTo("response"));
        return Fhir.body(answer).objects("parameter").getFirst().object("resource");
    }

    private JsonObject populated(String form, String more) {
        return response(Fhir.get("Questionnaire/" + form + "/$populate?subject=Patient/" + patient + more));
    }

    private static JsonObject item(JsonObject holder, String linkId) {
        for (JsonObject i : holder.objects("item")) {
            JsonObject found = linkId.equals(i.string("linkId")) ? i : item(i, linkId);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static String daysAgo(int days) {
        return Instant.now().minus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String weight(JsonObject response) {
        JsonObject item = item(response, "weight");
        return item.has("answer") ? ((JsonNumber) item.objects("answer").getFirst().get("valueDecimal")).text() : null;
    }

    @Test
    void the_newest_observation_within_the_period_is_the_answer_and_one_before_it_is_not() {
        Fhir.create(Given.observation(patient, "29463-7", daysAgo(31), "80", "kg"));
        assertNull(weight(populated("pre-dose-check", "")));
        Fhir.create(Given.observation(patient, "29463-7", daysAgo(29), "81.50", "kg"));
        assertEquals("81.50", weight(populated("pre-dose-check", "")));
        Fhir.create(Given.observation(patient, "29463-7", daysAgo(2), "82", "kg"));
        assertEquals("82", weight(populated("pre-dose-check", "")));
        assertNull(weight(populated("pre-dose-check", "&local=false")));
    }

    @Test
    void an_observation_of_another_unit_status_focus_or_patient_is_not() {
        String other = Fhir.create(Given.patient("Other"));
        Fhir.create(Given.observation(patient, "29463-7", daysAgo(9), "80", "kg"));
        Fhir.create(Given.observation(patient, "29463-7", daysAgo(4), "180", "[lb_av]"));
        Fhir.create(Given.observation(patient, "29463-7", daysAgo(3), "81", "kg").put("status", "preliminary"));
        Fhir.create(Given.observation(patient, "29463-7", daysAgo(2), "3", "kg").put("focus", JsonArray.of(Given.reference("Patient/" + other))));
        Fhir.create(Given.observation(other, "29463-7", daysAgo(1), "99", "kg"));
        assertEquals("80", weight(populated("pre-dose-check", "")));
    }

    @Test
    void expressions_see_the_subject_as_the_patient_of_the_launch_context() {
        JsonObject response = populated("rems-pmf", "");
        assertEquals("in-progress", response.string("status"));
        assertEquals("Patient/" + patient, response.object("subject").string("reference"));
        assertEquals("https://ketamine-record.example/fhir/Questionnaire/rems-pmf|0.1.0", response.string("questionnaire"));
        assertEquals("Ada", item(response, "first-name").objects("answer").getFirst().string("valueString"));
        assertEquals("Keller", item(response, "last-name").objects("answer").getFirst().string("valueString"));
        assertEquals("1980-01-02", item(response, "birth-date").objects("answer").getFirst().string("valueDate"));
        assertEquals("female", item(response, "sex").objects("answer").getFirst().string("valueString"));
        assertFalse(item(response, "lot-number").has("answer"));
    }

    @Test
    void what_is_populated_can_be_stored() {
        Fhir.create(populated("rems-pmf", ""));
    }

    @Test
    void another_patient_as_context_is_refused_and_so_is_a_name_that_the_form_does_not_have() {
        String other = Fhir.create(Given.patient("Other"));
        assertTrue(Fhir.refused(populate("patient", Given.reference("Patient/" + other)), 422, "another-subject").contains("another patient"));
        response(populate("patient", Given.reference("Patient/" + patient)));
        assertTrue(Fhir.refused(populate("patiant", Given.reference("Patient/" + patient)), 400, "invalid-parameter").contains("Did you mean 'patient'?"));
    }

    private Response populate(String name, JsonObject reference) {
        JsonObject parameters = new JsonObject().put("resourceType", "Parameters").put("parameter", JsonArray.of(
                new JsonObject().put("name", "questionnaire").put("valueUri", Forms.CANONICAL + "Questionnaire/rems-pmf"),
                new JsonObject().put("name", "subject").put("valueReference", Given.reference("Patient/" + patient)),
                new JsonObject().put("name", "context").put("part", JsonArray.of(new JsonObject().put("name", "name").put("valueString", name),
                        new JsonObject().put("name", "content").put("valueReference", reference)))));
        return Fhir.request().body(parameters.toString()).post("Questionnaire/$populate");
    }

    @Test
    void variables_are_evaluated_in_order_and_what_fails_is_told_and_left_open() {
        JsonObject form = Given.json("{'resourceType':'Questionnaire','status':'active','extension':["
                + "{'url':'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-launchContext','extension':["
                + "{'url':'name','valueCoding':{'code':'patient'}},{'url':'type','valueCode':'Patient'}]},"
                + "{'url':'http://hl7.org/fhir/StructureDefinition/variable','valueExpression':{'name':'names','language':'text/fhirpath','expression':'%patient.name'}},"
                + "{'url':'http://hl7.org/fhir/StructureDefinition/variable','valueExpression':{'name':'first','language':'text/fhirpath','expression':'%names.first()'}}],"
                + "'item':[" + expressed("family", "string", "%first.family") + "," + expressed("none", "string", "%unknown.family") + "," + expressed("type", "integer", "%first.family")
                + ",{'linkId':'default','type':'integer','initial':[{'valueInteger':7}]}]}");
        JsonObject parameters = new JsonObject().put("resourceType", "Parameters").put("parameter", JsonArray.of(
                new JsonObject().put("name", "questionnaire").put("resource", form),
                new JsonObject().put("name", "subject").put("valueReference", Given.reference("Patient/" + patient))));
        Response answer = Fhir.request().body(parameters.toString()).post("Questionnaire/$populate");
        JsonObject response = response(answer);
        assertEquals("Keller", item(response, "family").objects("answer").getFirst().string("valueString"));
        assertFalse(item(response, "none").has("answer"));
        assertFalse(item(response, "type").has("answer"));
        assertEquals("7", ((JsonNumber) item(response, "default").objects("answer").getFirst().get("valueInteger")).text());
        answer.then().body("parameter[1].name", equalTo("issues")).body("parameter[1].resource.issue.diagnostics.join(' ')", containsString("%unknown"))
                .body("parameter[1].resource.issue.diagnostics.join(' ')", containsString("no answer to an item of type integer"));
    }

    private static String expressed(String linkId, String type, String expression) {
        return "{'linkId':'" + linkId + "','type':'" + type + "','extension':[{'url':"
                + "'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-initialExpression','valueExpression':{'language':'text/fhirpath','expression':'"
                + expression + "'}}]}";
    }

    @Test
    void an_unknown_form_a_missing_subject_and_a_subject_of_another_type_are_refused() {
        Fhir.refused(Fhir.get("Questionnaire/$populate?questionnaire=https://example.org/none&subject=Patient/" + patient), 422, "unknown-questionnaire");
        Fhir.refused(Fhir.get("Questionnaire/$populate?subject=Patient/" + patient), 400, "invalid-parameter");
        Fhir.refused(Fhir.get("Questionnaire/rems-pmf/$populate"), 400, "invalid-parameter");
        Fhir.refused(Fhir.get("Questionnaire/rems-pmf/$populate?subject=Patient/nobody"), 422, "resource-not-found");
        Fhir.refused(Fhir.get("Questionnaire/rems-pmf/$populate?subject=Practitioner/" + Fhir.create(Given.practitioner("X"))), 422, "invalid-parameter");
    }
}
