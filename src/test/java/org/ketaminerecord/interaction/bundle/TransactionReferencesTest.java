package org.ketaminerecord.interaction.bundle;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.fixture.Given.bundle;
import static org.ketaminerecord.fixture.Given.entry;
import static org.ketaminerecord.fixture.Given.json;
import static org.ketaminerecord.fixture.Given.observation;
import static org.ketaminerecord.fixture.Given.patient;
import static org.ketaminerecord.fixture.Given.patientWithIdentifier;
import static org.ketaminerecord.fixture.Given.reference;
import static org.ketaminerecord.fixture.Given.unique;
import static org.ketaminerecord.fixture.Given.urn;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;

/** R4 http.html#trules: references between entries of a transaction. */
@QuarkusTest
class TransactionReferencesTest {

    private static JsonObject observationOf(String reference) {
        return observation("x", "8480-6", "2026-03-01T10:00:00Z", "120", "mm[Hg]").put("subject", reference(reference));
    }

    private static List<JsonObject> stored(JsonObject bundle) {
        return Fhir.stored(Fhir.process(bundle).then().statusCode(200).extract().response());
    }

    @Test
    void a_urn_in_a_reference_becomes_the_id_that_the_server_gave() {
        String urn = urn();
        List<JsonObject> stored = stored(bundle("transaction",
                entry("POST", "Observation", observationOf(urn)),
                entry("POST", "Patient", patient("A")).put("fullUrl", urn)));
        assertEquals("Patient/" + stored.get(1).string("id"), stored.get(0).object("subject").string("reference"));
    }

    @Test
    void resources_may_refer_to_each_other_in_a_circle_and_to_themselves() {
        String a = urn();
        String b = urn();
        JsonObject first = json("{'resourceType':'Organization','name':'A'}").put("partOf", reference(b));
        JsonObject second = json("{'resourceType':'Organization','name':'B'}").put("partOf", reference(a));
        String self = urn();
        JsonObject third = json("{'resourceType':'Organization','name':'C'}").put("partOf", reference(self));
        List<JsonObject> stored = stored(bundle("transaction", entry("POST", "Organization", first).put("fullUrl", a),
                entry("POST", "Organization", second).put("fullUrl", b), entry("POST", "Organization", third).put("fullUrl", self)));
        assertEquals("Organization/" + stored.get(1).string("id"), stored.get(0).object("partOf").string("reference"));
        assertEquals("Organization/" + stored.get(0).string("id"), stored.get(1).object("partOf").string("reference"));
        assertEquals("Organization/" + stored.get(2).string("id"), stored.get(2).object("partOf").string("reference"));
    }

    @Test
    void references_in_extensions_and_in_contained_resources_are_rewritten_too_and_those_to_contained_ones_are_left_alone() {
        String urn = urn();
        JsonObject observation = observationOf(urn)
                .put("contained", JsonArray.of(json("{'resourceType':'Device','id':'d'}").put("patient", reference(urn))))
                .put("device", reference("#d"))
                .put("extension", JsonArray.of(new JsonObject().put("url", "http://x.test/e").put("valueReference", reference(urn))));
        List<JsonObject> stored = stored(bundle("transaction", entry("POST", "Observation", observation),
                entry("POST", "Patient", patient("A")).put("fullUrl", urn)));
        String patient = "Patient/" + stored.get(1).string("id");
        JsonObject read = stored.get(0);
        assertEquals(patient, read.objects("extension").getFirst().object("valueReference").string("reference"));
        assertEquals(patient, read.objects("contained").getFirst().object("patient").string("reference"));
        assertEquals("#d", read.object("device").string("reference"));
    }

    @Test
    void links_of_the_narrative_and_uris_are_rewritten_and_canonicals_are_not() {
        String urn = urn();
        JsonObject plan = json("{'resourceType':'CarePlan','status':'active','intent':'plan'}")
                .put("subject", reference(urn))
                .put("instantiatesUri", Given.strings(urn, "http://elsewhere.test/1"))
                .put("instantiatesCanonical", Given.strings(urn))
                .put("text", new JsonObject().put("status", "generated").put("div", "<div xmlns=\"http://www.w3.org/1999/xhtml\"><a href=\""
                        + urn + "\">who</a> <img src='" + urn + "' alt=\"\"/> " + urn + "</div>"));
        List<JsonObject> stored = stored(bundle("transaction", entry("POST", "CarePlan", plan),
                entry("POST", "Patient", patient("A")).put("fullUrl", urn)));
        String patient = "Patient/" + stored.get(1).string("id");
        JsonObject read = stored.get(0);
        assertEquals(Given.strings(patient, "http://elsewhere.test/1"), read.array("instantiatesUri"));
        assertEquals("<div xmlns=\"http://www.w3.org/1999/xhtml\"><a href=\"" + patient + "\">who</a> <img src='" + patient
                + "' alt=\"\"/> " + urn + "</div>", read.object("text").string("div"));
        // R4 http.html#trules: "Elements of type canonical are not replaced"
        assertEquals(Given.strings(urn), read.array("instantiatesCanonical"));
    }

    @Test
    void a_canonical_resource_keeps_its_url_also_when_its_entry_has_the_same_full_url() {
        String url = "http://x.test/fhir/ValueSet/" + unique();
        JsonObject valueSet = json("{'resourceType':'ValueSet','status':'draft'}").put("url", url);
        assertEquals(url, stored(bundle("transaction", entry("POST", "ValueSet", valueSet).put("fullUrl", url))).getFirst().string("url"));
    }

    @Test
    void a_put_under_the_senders_id_is_found_by_its_urn() {
        String id = unique();
        String urn = urn();
        List<JsonObject> stored = stored(bundle("transaction", entry("POST", "Observation", observationOf(urn)),
                entry("PUT", "Patient/" + id, patient("A").put("id", id)).put("fullUrl", urn)));
        assertEquals("Patient/" + id, stored.get(0).object("subject").string("reference"));
    }

    /** R4 bundle.html#references: a relative reference is relative to the base of its entry's fullUrl. */
    @Test
    void entries_copied_from_another_server_keep_their_references_to_one_another() {
        String id = unique();
        List<JsonObject> stored = stored(bundle("transaction",
                entry("POST", "Observation", observationOf("Patient/" + id)).put("fullUrl", "http://other.test/r4/Observation/1"),
                entry("POST", "Patient", patient("A").put("id", id)).put("fullUrl", "http://other.test/r4/Patient/" + id)));
        assertEquals("Patient/" + stored.get(1).string("id"), stored.get(0).object("subject").string("reference"));
        assertTrue(!stored.get(1).string("id").equals(id));
    }

    @Test
    void absolute_urls_of_this_server_are_stored_relative_and_those_of_others_as_they_are() {
        String id = Fhir.create(patient("A"));
        String base = Fhir.base();
        JsonObject observation = observationOf(base + "/Patient/" + id)
                .put("performer", JsonArray.of(reference("http://other.test/fhir/Practitioner/1")));
        List<JsonObject> stored = stored(bundle("transaction", entry("POST", base + "/Observation", observation)));
        assertEquals("Patient/" + id, stored.getFirst().object("subject").string("reference"));
        assertEquals("http://other.test/fhir/Practitioner/1", stored.getFirst().objects("performer").getFirst().string("reference"));
    }

    @Test
    void a_urn_that_is_no_entrys_is_refused_with_the_entry_that_has_it() {
        Fhir.process(bundle("transaction", entry("POST", "Patient", patient("A")).put("fullUrl", urn()),
                entry("POST", "Observation", observationOf(urn())))).then().statusCode(422)
                .body("issue[0].expression[0]", startsWith("Bundle.entry[1]"))
                .body("issue[0].details.coding[0].code", equalTo("unresolved-reference"));
    }

    @Test
    void a_conditional_reference_becomes_its_one_match() {
        String mrn = unique();
        String id = Fhir.create(patientWithIdentifier(mrn));
        JsonObject observation = observationOf("Patient?identifier=" + Given.MRN + "|" + mrn);
        assertEquals("Patient/" + id, stored(bundle("transaction", entry("POST", "Observation", observation))).getFirst()
                .object("subject").string("reference"));
    }

    /** R4 http.html#trules resolves conditional references last. */
    @Test
    void a_conditional_reference_finds_what_the_same_transaction_creates() {
        String mrn = unique();
        JsonObject patient = patientWithIdentifier(mrn);
        String criteria = "identifier=" + Given.MRN + "|" + mrn;
        JsonObject create = entry("POST", "Patient", patient);
        create.object("request").put("ifNoneExist", criteria);
        JsonObject bundle = bundle("transaction", entry("POST", "Observation", observationOf("Patient?" + criteria)), create);
        List<JsonObject> first = stored(bundle);
        List<JsonObject> again = stored(bundle);
        assertEquals("Patient/" + first.get(1).string("id"), first.get(0).object("subject").string("reference"));
        assertEquals("Patient/" + first.get(1).string("id"), again.get(0).object("subject").string("reference"));
    }

    @Test
    void a_conditional_reference_without_a_match_or_with_two_refuses_the_whole_transaction() {
        String mrn = unique();
        String family = unique();
        JsonObject bundle = bundle("transaction", entry("POST", "Patient", patient(family)),
                entry("POST", "Observation", observationOf("Patient?identifier=" + Given.MRN + "|" + mrn)));
        Fhir.process(bundle).then().statusCode(412).body("issue[0].expression[0]", startsWith("Bundle.entry[1]"));
        Fhir.create(patientWithIdentifier(mrn));
        Fhir.create(patientWithIdentifier(mrn));
        Fhir.process(bundle).then().statusCode(412).body("issue[0].code", equalTo("multiple-matches"))
                .body("issue[0].expression[0]", startsWith("Bundle.entry[1]"));
        assertEquals(List.of(), Fhir.matches("Patient?family=" + family));
    }

    @Test
    void a_conditional_reference_outside_a_transaction_is_refused() {
        Fhir.request().body(observationOf("Patient?identifier=x").toString()).post("Observation").then().statusCode(422)
                .body("issue[0].expression[0]", equalTo("Observation.subject.reference")).body("issue[0].diagnostics", containsString("Send"));
    }

    /** R4 bundle.html#references: references in a stored Bundle mean what is in it first. */
    @Test
    void a_stored_bundle_is_a_world_of_its_own() {
        JsonObject document = json("{'resourceType':'Bundle','type':'collection'}").put("entry", JsonArray.of(
                new JsonObject().put("fullUrl", "http://other.test/fhir/Observation/1").put("resource", observationOf("Patient/" + unique()))));
        assertEquals(document.array("entry"), Fhir.read("Bundle/" + Fhir.create(document)).array("entry"));
    }
}
