package org.ketaminerecord.interaction;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.ketaminerecord.fixture.Fhir.get;
import static org.ketaminerecord.fixture.Fhir.refused;
import static org.ketaminerecord.fixture.Fhir.request;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;

/** What is stored meets the profiles that it claims, as far as they are here: {@code ktr.validation.mode=profile}, the default. */
@QuarkusTest
class ValidationOnWriteTest {

    private static final String PHQ_9 = "https://ketamine-record.example/fhir/StructureDefinition/ktr-phq-9";
    private static final String UNKNOWN = "http://example.org/StructureDefinition/nobody-has-it";

    private String patient;

    @BeforeEach
    void patient() {
        patient = Fhir.create(Given.patient("Judged"));
    }

    /** A PHQ-9 total; the highest that there is is 27 (ktr-phq-1). */
    private JsonObject phq9(int total, String... profiles) {
        JsonObject observation = Given.observation(patient, "44261-6", "2026-03-01T10:00:00Z", Integer.toString(total), "{score}")
                .put("category", JsonArray.of(Given.concept("http://terminology.hl7.org/CodeSystem/observation-category", "survey")));
        return profiles.length == 0 ? observation : observation.put("meta", new JsonObject().put("profile", Given.strings(profiles)));
    }

    private static Response post(JsonObject resource) {
        return request().body(resource.toString()).post(resource.string("resourceType"));
    }

    private static void broken(Response answer, String element) {
        answer.then().statusCode(422).body("issue.size()", equalTo(1)).body("issue[0].severity", equalTo("error")).body("issue[0].code", equalTo("invariant"))
                .body("issue[0].details.coding[0].code", equalTo("invariant")).body("issue[0].details.text", equalTo("ktr-phq-1"))
                .body("issue[0].expression", equalTo(List.of(element))).body("issue[0].diagnostics", containsString("27"))
                .body("issue[0].extension[0].valueString", equalTo(PHQ_9));
    }

    // ---- create ------------------------------------------------------------------------------------------

    @Test
    void what_meets_its_profile_is_stored() {
        post(phq9(27, PHQ_9)).then().statusCode(201);
    }

    @Test
    void what_breaks_its_profile_is_refused_with_rule_element_and_profile() {
        broken(post(phq9(28, PHQ_9)), "Observation");
        assertEquals(List.of(), Fhir.matches("Observation?patient=" + patient));
    }

    @Test
    void all_that_is_wrong_is_told_at_once_errors_first() {
        JsonObject observation = phq9(28, PHQ_9);
        observation.remove("effectiveDateTime");
        observation.remove("category");
        post(observation).then().statusCode(422).body("issue.findAll { it.severity == 'error' }.details.coding.code.flatten()", hasItem("missing-element"))
                .body("issue.findAll { it.severity == 'error' }.expression.flatten()", hasItem("Observation.effective"))
                .body("issue.findAll { it.severity == 'error' }.expression.flatten()", hasItem("Observation.category"))
                .body("issue.findAll { it.severity == 'error' }.details.text", hasItem("ktr-phq-1"));
    }

    @Test
    void a_claim_with_a_version_is_a_claim() {
        broken(post(phq9(28, PHQ_9 + "|0.1.0")), "Observation");
        post(phq9(28, PHQ_9 + "|9.9.9")).then().statusCode(201);       // not here
    }

    @Test
    void a_claim_of_a_profile_that_is_not_here_is_accepted_and_validate_says_what_to_add() {
        String id = Fhir.create(phq9(28, UNKNOWN));
        get("Observation/" + id + "/$validate").then().statusCode(200).body("issue.find { it.details.coding[0].code == 'unknown-profile' }.severity",
                equalTo("warning")).body("issue.find { it.details.coding[0].code == 'unknown-profile' }.diagnostics", containsString("ktr.packages.dir"));
    }

    @Test
    void a_known_claim_counts_beside_an_unknown_one() {
        post(phq9(28, UNKNOWN, PHQ_9)).then().statusCode(422).body("issue[0].details.text", equalTo("ktr-phq-1"))
                .body("issue[1].details.coding[0].code", equalTo("unknown-profile")).body("issue[1].severity", equalTo("warning"));
    }

    @Test
    void what_claims_nothing_is_held_to_r4_alone() {
        post(phq9(28)).then().statusCode(201);
        JsonObject without = phq9(3);
        without.remove("status");
        refused(post(without), 422, "missing-element");
    }

    @Test
    void a_profile_of_another_type_is_refused() {
        refused(post(Given.patient("Wrong").put("meta", new JsonObject().put("profile", Given.strings(PHQ_9)))), 422, "type-mismatch");
    }

    @Test
    void a_profile_of_r4_itself_counts() {
        JsonObject pressure = Given.bloodPressure(patient, "2026-03-01", "120", "80").put("meta",
                new JsonObject().put("profile", Given.strings("http://hl7.org/fhir/StructureDefinition/bp")));
        refused(post(pressure), 422, "missing-element");           // no category
        post(pressure.put("category", JsonArray.of(Given.concept("http://terminology.hl7.org/CodeSystem/observation-category", "vital-signs"))))
                .then().statusCode(201);
    }

    @Test
    void what_is_contained_is_held_to_its_claims() {
        JsonObject inside = phq9(28, PHQ_9).put("id", "inside");
        JsonObject outside = phq9(3).put("contained", JsonArray.of(inside)).put("derivedFrom", JsonArray.of(Given.reference("#inside")));
        post(outside).then().statusCode(422).body("issue.details.text", hasItem("ktr-phq-1"))
                .body("issue.findAll { it.details.text == 'ktr-phq-1' }.expression.flatten()", equalTo(List.of("Observation.contained[0]")));
    }

    @Test
    void what_is_in_a_bundle_that_is_stored_as_one_is_held_to_its_claims_and_the_bundle_is_not() {
        JsonObject bundle = Given.json("{'resourceType':'Bundle','type':'collection'}").put("entry", JsonArray.of(
                new JsonObject().put("fullUrl", "not/absolute").put("resource", Given.patient("A")),
                new JsonObject().put("fullUrl", Given.urn()).put("resource", phq9(28, PHQ_9))));
        post(bundle).then().statusCode(422).body("issue.expression.flatten()", equalTo(List.of("Bundle.entry[1].resource")));
        bundle.objects("entry").get(1).put("resource", phq9(27, PHQ_9));
        post(bundle).then().statusCode(201);
    }

    @Test
    void warnings_are_told_to_whom_asks_for_the_outcome() {
        JsonObject administration = Given.json("{'resourceType':'Patient','identifier':[{'system':'urn:x','value':'1'}],'name':[{'family':'A'}],'gender':'female'}")
                .put("meta", new JsonObject().put("profile", Given.strings(PHQ_9.replace("phq-9", "patient"))))
                .put("maritalStatus", Given.concept("urn:elsewhere", "x"));
        request().header("Prefer", "return=OperationOutcome").body(administration.toString()).post("Patient").then().statusCode(201)
                .body("issue.severity", everyItem(equalTo("warning"))).body("issue.expression.flatten()", hasItem(startsWith("Patient.maritalStatus")));
    }

    // ---- update, patch, meta -----------------------------------------------------------------------------

    @Test
    void an_update_is_judged_with_the_profiles_that_it_carries_over() {
        String id = Fhir.create(phq9(20, PHQ_9));
        broken(Fhir.put(phq9(28).put("id", id)), "Observation");
        Fhir.put(phq9(28, UNKNOWN).put("id", id)).then().statusCode(422).body("issue[0].details.text", equalTo("ktr-phq-1"));
        Fhir.put(phq9(27).put("id", id)).then().statusCode(200).body("meta.profile", equalTo(List.of(PHQ_9)));
        broken(Fhir.put(phq9(28, PHQ_9).put("id", Given.unique())), "Observation");
    }

    @Test
    void a_patch_is_judged_by_what_it_makes() {
        String id = Fhir.create(phq9(20, PHQ_9));
        broken(patch("Observation/" + id, 28), "Observation");
        patch("Observation/" + id, 27).then().statusCode(200);
        String other = Fhir.create(phq9(28));
        patch("Observation/" + other, 29).then().statusCode(200);
        broken(request().contentType("application/json-patch+json").body("[{\"op\":\"add\",\"path\":\"/meta/profile\",\"value\":[\"" + PHQ_9 + "\"]}]")
                .patch("Observation/" + other), "Observation");
        broken(patch("Observation?subject=Patient/" + patient + "&value-quantity=27", 30), "Observation");
    }

    private static Response patch(String path, int total) {
        return request().contentType("application/json-patch+json").body("[{\"op\":\"replace\",\"path\":\"/valueQuantity/value\",\"value\":" + total + "}]")
                .patch(path);
    }

    @Test
    void a_profile_is_added_to_what_meets_it() {
        String id = Fhir.create(phq9(28));
        String meta = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"meta\",\"valueMeta\":{\"profile\":[\"" + PHQ_9 + "\"]}}]}";
        broken(request().body(meta).post("Observation/" + id + "/$meta-add"), "Observation");
        assertNull(Fhir.read("Observation/" + id).object("meta").array("profile"));
        patch("Observation/" + id, 27).then().statusCode(200);
        request().body(meta).post("Observation/" + id + "/$meta-add").then().statusCode(200);
        request().body(meta).post("Observation/" + id + "/$meta-delete").then().statusCode(200);
        patch("Observation/" + id, 28).then().statusCode(200);
        request().body(meta.replace("profile\":[\"" + PHQ_9 + "\"", "tag\":[{\"code\":\"x\"}")).post("Observation/" + id + "/$meta-add").then().statusCode(200);
    }

    @Test
    void conditional_writes_are_judged_alike() {
        String mrn = Given.unique();
        JsonObject wrong = phq9(28, PHQ_9).put("identifier", JsonArray.of(new JsonObject().put("system", Given.MRN).put("value", mrn)));
        broken(request().header("If-None-Exist", "identifier=" + Given.MRN + "|" + mrn).body(wrong.toString()).post("Observation"), "Observation");
        String criteria = "Observation?identifier=" + Given.MRN + "%7C" + mrn;
        broken(request().body(wrong.toString()).put(criteria), "Observation");
        request().body(wrong.toString().replace("\"value\":28", "\"value\":27")).put(criteria).then().statusCode(201);
        JsonObject claimless = wrong.copy();
        claimless.remove("meta");
        broken(request().body(claimless.toString()).put(criteria), "Observation");
    }

    // ---- bundles -----------------------------------------------------------------------------------------

    @Test
    void a_transaction_is_refused_for_one_entry_which_is_named() {
        broken(Fhir.process(Given.bundle("transaction", Given.entry("POST", "Observation", phq9(3, PHQ_9)), Given.entry("POST", "Observation", phq9(28, PHQ_9)))),
                "Bundle.entry[1].resource");
        assertEquals(List.of(), Fhir.matches("Observation?patient=" + patient));
        String id = Fhir.create(phq9(20, PHQ_9));
        broken(Fhir.process(Given.bundle("transaction", Given.entry("PUT", "Observation/" + id, phq9(28).put("id", id)))), "Bundle.entry[0].resource");
    }

    @Test
    void entries_of_a_batch_stand_for_themselves() {
        JsonObject answer = Fhir.body(Fhir.process(Given.bundle("batch", Given.entry("POST", "Observation", phq9(28, PHQ_9)),
                Given.entry("POST", "Observation", phq9(3, PHQ_9)))).then().statusCode(200).extract().response());
        JsonObject first = answer.objects("entry").getFirst().object("response");
        assertEquals("422", first.string("status").substring(0, 3));
        assertEquals("ktr-phq-1", first.object("outcome").objects("issue").getFirst().object("details").string("text"));
        assertEquals(Given.strings("Bundle.entry[0].resource"), first.object("outcome").objects("issue").getFirst().array("expression"));
        assertEquals("201", answer.objects("entry").get(1).object("response").string("status").substring(0, 3));
    }

    @Test
    void entries_that_refer_to_each_other_are_judged_by_the_types_of_each_other() {
        String urn = Given.urn();
        JsonObject right = phq9(3, PHQ_9).put("subject", Given.reference(urn));
        Fhir.process(Given.bundle("transaction", Given.entry("POST", "Observation", right), Given.entry("POST", "Patient", Given.patient("New")).put("fullUrl", urn)))
                .then().statusCode(200);
        Fhir.process(Given.bundle("transaction", Given.entry("POST", "Observation", right), Given.entry("POST", "Group",
                Given.json("{'resourceType':'Group','type':'person','actual':true}")).put("fullUrl", urn))).then().statusCode(422)
                .body("issue[0].details.coding[0].code", equalTo("invalid-reference")).body("issue[0].expression", equalTo(List.of("Bundle.entry[0].resource.subject")));
    }

    // ---- profiles that are stored ------------------------------------------------------------------------

    @Test
    void a_profile_counts_from_the_moment_that_it_is_stored_and_no_more_when_it_is_deleted() throws IOException {
        String url = "urn:test:" + Given.unique();
        post(phq9(28, url)).then().statusCode(201);
        JsonObject profile = JsonReader.object(Files.readAllBytes(Path.of("fhir-profiles/package/StructureDefinition-ktr-phq-9.json"))).put("url", url);
        profile.remove("id");
        String id = Fhir.create(profile);
        post(phq9(28, url)).then().statusCode(422).body("issue[0].extension[0].valueString", equalTo(url));
        request().delete("StructureDefinition/" + id).then().statusCode(204);
        post(phq9(28, url)).then().statusCode(201);
    }
}
