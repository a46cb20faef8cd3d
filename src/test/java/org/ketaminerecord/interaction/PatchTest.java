package org.ketaminerecord.interaction;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ketaminerecord.fixture.Fhir.get;
import static org.ketaminerecord.fixture.Fhir.process;
import static org.ketaminerecord.fixture.Fhir.read;
import static org.ketaminerecord.fixture.Fhir.refused;
import static org.ketaminerecord.fixture.Fhir.request;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;

/** patch in its three formats, by itself and in transactions (R4 http.html#patch, fhirpatch.html). */
@QuarkusTest
class PatchTest {

    private static final String JSON_PATCH = "application/json-patch+json";
    private static final String XML_PATCH = "application/xml-patch+xml";

    private static String patient() {
        return "Patient/" + Fhir.create(Given.patient("Old"));
    }

    private static Response patch(String path, String contentType, String body) {
        return request().contentType(contentType).body(body).patch(path);
    }

    private static String replace(String path, String value) {
        return "[{\"op\":\"replace\",\"path\":\"" + path + "\",\"value\":" + value + "}]";
    }

    private static JsonObject fhirPath(String type, String path, String valueName, String value) {
        return Given.json("{'resourceType':'Parameters','parameter':[{'name':'operation','part':[{'name':'type','valueCode':'" + type
                + "'},{'name':'path','valueString':'" + path + "'},{'name':'value','" + valueName + "':'" + value + "'}]}]}");
    }

    private static JsonObject binary(String contentType, String patch) {
        return new JsonObject().put("resourceType", "Binary").put("contentType", contentType)
                .put("data", Base64.getEncoder().encodeToString(patch.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_json_patch_makes_the_next_version() {
        String path = patient();
        patch(path, JSON_PATCH, replace("/name/0/family", "\"New\"")).then().statusCode(200).header("ETag", "W/\"2\"")
                .header("Content-Type", "application/fhir+json;charset=utf-8").body("name[0].family", equalTo("New"))
                .body("meta.versionId", equalTo("2")).body("gender", equalTo("female"));
        get(path + "/_history/1").then().body("name[0].family", equalTo("Old"));
    }

    @Test
    void an_xml_patch_makes_the_next_version() {
        String path = patient();
        patch(path, XML_PATCH, "<?xml version=\"1.0\"?><diff xmlns:f=\"http://hl7.org/fhir\">"
                + "<replace sel=\"f:Patient/f:gender/@value\">male</replace></diff>").then().statusCode(200)
                .header("ETag", "W/\"2\"").body("gender", equalTo("male"));
    }

    @Test
    void a_fhirpath_patch_comes_as_json_and_as_xml() {
        String path = patient();
        patch(path, Fhir.JSON, fhirPath("replace", "Patient.gender", "valueCode", "male").toString()).then().statusCode(200)
                .body("gender", equalTo("male"));
        patch(path, Fhir.XML, "<Parameters xmlns=\"http://hl7.org/fhir\"><parameter><name value=\"operation\"/><part><name value=\"type\"/>"
                + "<valueCode value=\"delete\"/></part><part><name value=\"path\"/><valueString value=\"Patient.birthDate\"/></part></parameter>"
                + "</Parameters>").then().statusCode(200).header("ETag", "W/\"3\"").body("birthDate", equalTo(null));
    }

    @Test
    void a_patch_that_changes_nothing_makes_no_version() {
        String path = patient();
        patch(path, JSON_PATCH, replace("/gender", "\"female\"")).then().statusCode(200).header("ETag", "W/\"1\"");
        patch(path, JSON_PATCH, "[]").then().statusCode(200).header("ETag", "W/\"1\"");
    }

    @Test
    void if_match_guards_a_patch() {
        String path = patient();
        refused(request().contentType(JSON_PATCH).header("If-Match", "W/\"2\"").body(replace("/gender", "\"male\"")).patch(path), 412, "version-conflict");
        request().contentType(JSON_PATCH).header("If-Match", "W/\"1\"").body(replace("/gender", "\"male\"")).patch(path).then().statusCode(200);
    }

    @Test
    void prefer_chooses_what_a_patch_answers_with() {
        String path = patient();
        request().contentType(JSON_PATCH).header("Prefer", "return=minimal").body(replace("/gender", "\"male\"")).patch(path).then()
                .statusCode(200).header("ETag", "W/\"2\"").body(org.hamcrest.Matchers.emptyOrNullString());
        request().contentType(JSON_PATCH).accept(Fhir.XML).body(replace("/gender", "\"other\"")).patch(path).then().statusCode(200)
                .header("Content-Type", Fhir.XML + ";charset=utf-8").body(containsString("<gender value=\"other\"/>"));
    }

    @Test
    void a_patch_does_not_touch_the_digits_of_what_it_leaves_alone() {
        JsonObject observation = Given.observation(Fhir.create(Given.patient("Digits")), "8480-6", "2026-01-01", "1.50e1", "mm[Hg]");
        String path = "Observation/" + Fhir.create(observation);
        patch(path, JSON_PATCH, replace("/status", "\"amended\"")).then().statusCode(200);
        assertEquals("1.50e1", read(path).object("valueQuantity").get("value").toString().replaceAll("JsonNumber\\[text=(.*)]", "$1"));
    }

    // ---- refusals ----------------------------------------------------------------------------------------

    @Test
    void what_is_not_there_cannot_be_patched() {
        refused(patch("Patient/" + Given.unique(), JSON_PATCH, "[]"), 404, "resource-not-found");
        String path = patient();
        request().delete(path).then().statusCode(204);
        refused(patch(path, JSON_PATCH, "[]"), 410, "resource-deleted");
    }

    @Test
    void a_result_that_is_no_valid_resource_is_refused_and_nothing_is_stored() {
        String path = patient();
        patch(path, JSON_PATCH, replace("/gender", "\"unsure\"")).then().statusCode(oneOf(400, 422))
                .body("issue[0].expression[0]", equalTo("Patient.gender"));
        patch(path, JSON_PATCH, "[{\"op\":\"add\",\"path\":\"/shoeSize\",\"value\":43}]").then().statusCode(oneOf(400, 422));
        refused(patch(path, JSON_PATCH, replace("/id", "\"other\"")), 422, "id-mismatch");
        get(path).then().header("ETag", "W/\"1\"");
    }

    @Test
    void a_patch_that_does_not_fit_is_422_and_one_that_is_none_400() {
        String path = patient();
        refused(patch(path, JSON_PATCH, "[{\"op\":\"test\",\"path\":\"/gender\",\"value\":\"male\"}]"), 422, "invalid-patch");
        refused(patch(path, JSON_PATCH, "[{\"op\":\"remove\",\"path\":\"/photo\"}]"), 422, "invalid-patch");
        refused(patch(path, JSON_PATCH, "{\"op\":\"remove\"}"), 400, "invalid-patch");
        refused(patch(path, Fhir.JSON, Given.patient("No").toString()), 400, "invalid-patch");
        patch(path, XML_PATCH, "<diff><replace").then().statusCode(400);
        patch(path, JSON_PATCH, "").then().statusCode(400);
    }

    @Test
    void another_media_type_is_415_and_the_three_are_named() {
        Response answer = patch(patient(), "text/plain", "gender=male");
        String said = refused(answer, 415, "unsupported-media-type");
        assertEquals(true, said.contains(JSON_PATCH) && said.contains(XML_PATCH) && said.contains(Fhir.JSON), said);
    }

    @Test
    void a_reference_that_a_patch_brings_is_checked_and_made_relative() {
        String path = "Encounter/" + Fhir.create(Given.encounter(Fhir.create(Given.patient("A")), "2026-01-01", "2026-01-02"));
        refused(patch(path, JSON_PATCH, replace("/subject/reference", "\"Patient/none-such\"")), 422, "unresolved-reference");
        String other = request().body(Given.patient("B").toString()).post("Patient").header("Location").replaceAll("/_history.*", "");
        String relative = other.substring(other.indexOf("Patient/"));
        patch(path, JSON_PATCH, replace("/subject/reference", "\"" + other + "\"")).then().statusCode(200)
                .body("subject.reference", equalTo(relative));
        refused(request().delete(relative), 409, "referred-to");
    }

    // ---- transactions --------------------------------------------------------------------------------

    @Test
    void a_transaction_takes_all_three_formats() {
        String one = patient();
        String two = patient();
        String three = patient();
        process(Given.bundle("transaction", Given.entry("PATCH", one, binary(JSON_PATCH, replace("/gender", "\"male\""))),
                Given.entry("PATCH", two, binary(XML_PATCH, "<diff><replace sel=\"Patient/gender/@value\">male</replace></diff>")),
                Given.entry("PATCH", three, fhirPath("replace", "Patient.gender", "valueCode", "male")))).then().statusCode(200)
                .body("entry.response.status", equalTo(java.util.List.of("200 OK", "200 OK", "200 OK")))
                .body("entry.response.etag", equalTo(java.util.List.of("W/\"2\"", "W/\"2\"", "W/\"2\"")));
        for (String path : new String[] {one, two, three}) {
            get(path).then().body("gender", equalTo("male"));
        }
    }

    @Test
    void a_patch_that_does_not_fit_undoes_the_whole_transaction_and_names_its_entry() {
        String path = patient();
        String id = Given.unique();
        Response answer = process(Given.bundle("transaction", Given.entry("PUT", "Patient/" + id, Given.patient("Undone").put("id", id)),
                Given.entry("PATCH", path, binary(JSON_PATCH, "[{\"op\":\"remove\",\"path\":\"/photo\"}]"))));
        refused(answer, 422, "invalid-patch");
        answer.then().body("issue[0].expression[0]", containsString("Bundle.entry[1]"));
        refused(get("Patient/" + id), 404, "resource-not-found");
    }

    @Test
    void a_patch_in_a_transaction_may_refer_to_another_entry() {
        String encounter = "Encounter/" + Fhir.create(Given.encounter(Fhir.create(Given.patient("A")), "2026-01-01", "2026-01-02"));
        String urn = "urn:uuid:6f1f5f9e-0a53-4b3f-9d6e-0d9f0f4f7c11";
        process(Given.bundle("transaction", Given.entry("POST", "Patient", Given.patient("B")).put("fullUrl", urn),
                Given.entry("PATCH", encounter, binary(JSON_PATCH, replace("/subject/reference", "\"" + urn + "\""))))).then().statusCode(200);
        String subject = read(encounter).object("subject").string("reference");
        get(subject).then().statusCode(200).body("name[0].family", equalTo("B"));
    }

    @Test
    void a_conditional_patch_stands_in_a_transaction_too() {
        String mrn = Given.unique();
        String path = "Patient/" + Fhir.create(Given.patientWithIdentifier(mrn));
        process(Given.bundle("transaction", Given.entry("PATCH", "Patient?identifier=" + mrn, fhirPath("replace", "Patient.gender", "valueCode", "male")
                .put("meta", new JsonObject().put("tag", JsonArray.of(new JsonObject().put("code", "x"))))))).then().statusCode(200);
        get(path).then().body("gender", equalTo("male"));
    }
}
