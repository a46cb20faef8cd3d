package org.ketaminerecord.interaction;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.ketaminerecord.fixture.Fhir.get;
import static org.ketaminerecord.fixture.Fhir.refused;
import static org.ketaminerecord.fixture.Fhir.request;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;

/** $validate (R4 resource-operation-validate.html). */
@QuarkusTest
class ValidateTest {

    private static final String OWN = "https://ketamine-record.example/fhir/StructureDefinition/";
    private static final String LINE = "find { it.url.endsWith('issue-line') }.valueInteger";

    private static JsonObject example(String name) throws IOException {
        return JsonReader.object(Files.readAllBytes(Path.of("fhir-profiles", name)));
    }

    private static ValidatableResponse validate(JsonObject resource, String query) {
        return request().body(resource.toString()).post(resource.string("resourceType") + "/$validate" + query).then().statusCode(200)
                .body("resourceType", equalTo("OperationOutcome"));
    }

    private static void nothingWrong(ValidatableResponse answer) {
        answer.body("issue.findAll { it.severity == 'error' }", empty());
    }

    @Test
    void every_invalid_resource_of_the_package_is_told_its_rule() throws IOException {
        for (JsonObject invalid : ((JsonArray) JsonReader.value(Files.readAllBytes(Path.of("fhir-profiles/invalid/invalid.json")))).objects()) {
            validate(example("invalid/" + invalid.string("file")), "").body("issue.findAll { it.severity == '" + invalid.string("severity")
                    + "' }.details.text", hasItem(invalid.string("breaks")));
        }
    }

    @Test
    void an_issue_has_its_rule_its_profile_its_element_and_its_place() throws IOException {
        byte[] text = Files.readAllBytes(Path.of("fhir-profiles/invalid/Observation-cadss-6-of-30.json"));
        request().body(text).post("Observation/$validate").then().statusCode(200)
                .body("issue.findAll { it.severity == 'error' }.size()", equalTo(1))
                .body("issue.find { it.severity == 'error' }.code", equalTo("invariant"))
                .body("issue.find { it.severity == 'error' }.details.text", equalTo("ktr-cad-1"))
                .body("issue.find { it.severity == 'error' }.details.coding[0].code", equalTo("invariant"))
                .body("issue.find { it.severity == 'error' }.extension." + LINE, equalTo(1))
                .body("issue.find { it.severity == 'error' }.extension.find { it.url.endsWith('issue-source') }.valueString", equalTo(OWN + "ktr-dissociation"));
    }

    @Test
    void a_wrong_code_stands_on_its_line_and_the_nearest_right_one_is_named() {
        String text = """
                {
                  "resourceType": "Patient",
                  "name": [{"family": "A"}],
                  "maritalStatus": {"coding": [
                    {"system": "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus",
                     "code": "MM"}]}
                }""";
        request().body(text).post("Patient/$validate").then().statusCode(200)
                .body("issue.find { it.details.coding[0].code == 'unknown-code' }.expression", equalTo(java.util.List.of("Patient.maritalStatus.coding[0]")))
                .body("issue.find { it.details.coding[0].code == 'unknown-code' }.extension." + LINE, equalTo(5))
                .body("issue.find { it.details.text != null && it.details.text.endsWith('marital-status') }.severity", equalTo("warning"));
    }

    @Test
    void xml_is_validated_too_with_the_line() {
        String xml = "<Observation xmlns=\"http://hl7.org/fhir\">\n <meta>\n  <profile value=\"" + OWN + "ktr-dissociation\"/>\n </meta>\n"
                + " <status value=\"final\"/>\n <code><text value=\"x\"/></code>\n</Observation>";
        request().contentType(Fhir.XML).body(xml).post("Observation/$validate").then().statusCode(200)
                .body("issue.find { it.details.coding[0].code == 'missing-element' && it.expression[0] == 'Observation.subject' }.extension." + LINE, equalTo(1));
    }

    @Test
    void parameters_carry_the_resource_the_mode_and_several_profiles() {
        JsonObject parameters = Given.json("{'resourceType':'Parameters','parameter':[{'name':'mode','valueCode':'update'},{'name':'profile','valueUri':'"
                + OWN + "ktr-patient'},{'name':'profile','valueUri':'http://example.org/no-such'},{'name':'resource','resource':{'resourceType':'Patient'}}]}");
        request().body(parameters.toString()).post("Patient/$validate").then().statusCode(200)
                .body("issue.find { it.details.coding[0].code == 'id-mismatch' }.severity", equalTo("error"))
                .body("issue.find { it.details.coding[0].code == 'unknown-profile' }.severity", equalTo("warning"))
                .body("issue.find { it.details.coding[0].code == 'unknown-profile' }.diagnostics", containsString("ktr.packages.dir"))
                .body("issue.findAll { it.details.coding[0].code == 'missing-element' }.size()", greaterThan(0));
    }

    @Test
    void each_entry_of_a_bundle_is_held_to_the_profiles_that_it_claims() throws IOException {
        nothingWrong(validate(example("package/example/Bundle-session-1-record.json"), ""));
        JsonObject bundle = Given.json("{'resourceType':'Bundle','type':'collection'}");
        bundle.put("entry", JsonArray.of(new JsonObject().put("fullUrl", "http://example.org/Observation/cadss-6-of-30")
                .put("resource", example("invalid/Observation-cadss-6-of-30.json"))));
        validate(bundle, "").body("issue.find { it.severity == 'error' }.expression[0]", equalTo("Bundle.entry[0].resource"))
                .body("issue.find { it.severity == 'error' }.details.text", equalTo("ktr-cad-1"));
    }

    @Test
    void a_stored_resource_is_validated_where_it_is() {
        String id = Fhir.create(Given.patient("Valid"));
        nothingWrong(get("Patient/" + id + "/$validate").then().statusCode(200));
        get("Patient/" + id + "/$validate?profile=" + OWN + "ktr-patient").then().statusCode(200)
                .body("issue.findAll { it.details.coding[0].code == 'missing-element' }.size()", greaterThan(0));
        get("Patient/" + id + "/$validate?mode=delete").then().statusCode(200).body("issue[0].severity", equalTo("information"));
    }

    @Test
    void remarks_are_told_when_they_are_asked_for() {
        JsonObject patient = Given.patient("Extended").put("extension", Given.strings().copy());
        patient.put("extension", JsonArray.of(new JsonObject().put("url", "http://example.org/nobody-knows").put("valueString", "x")));
        validate(patient, "").body("issue.findAll { it.details.coding[0].code == 'unknown-extension' }", empty());
        validate(patient, "?information=true").body("issue.find { it.details.coding[0].code == 'unknown-extension' }.severity", equalTo("information"));
    }

    @Test
    void what_is_no_call_is_refused() {
        refused(request().body("{\"resourceType\":\"Patient\"}").post("Patient/$validate?mode=other"), 400, "invalid-parameter");
        refused(get("Patient/$validate"), 400, "malformed");
        validate(Given.json("{'resourceType':'Patient'}"), "").body("issue.size()", greaterThan(0));
        request().body("{\"resourceType\":\"Observation\"}").post("Patient/$validate").then().statusCode(200)
                .body("issue.find { it.details.coding[0].code == 'type-mismatch' }.severity", equalTo("error"));
    }
}
