package org.ketaminerecord.interaction.bundle;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ketaminerecord.fixture.Given.bundle;
import static org.ketaminerecord.fixture.Given.entry;
import static org.ketaminerecord.fixture.Given.json;
import static org.ketaminerecord.fixture.Given.observation;
import static org.ketaminerecord.fixture.Given.patient;
import static org.ketaminerecord.fixture.Given.patientWithIdentifier;
import static org.ketaminerecord.fixture.Given.unique;
import static org.ketaminerecord.fixture.Given.urn;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;

/** R4 http.html#transaction: all or nothing, in R4's order, answered in the sender's. */
@QuarkusTest
class TransactionTest {

    private static final String OBSERVED = "2026-03-01T10:00:00Z";

    private static ValidatableResponse process(JsonObject... entries) {
        return Fhir.process(bundle("transaction", entries)).then();
    }

    private static JsonObject with(JsonObject entry, String name, String value) {
        entry.object("request").put(name, value);
        return entry;
    }

    @Test
    void an_answer_stands_where_its_request_stood_with_status_location_etag_and_time() {
        String id = unique();
        String gone = Fhir.create(patient("Gone"));
        process(entry("GET", "Patient/" + id), entry("PUT", "Patient/" + id, patient("A").put("id", id)), entry("POST", "Patient", patient("B")),
                entry("DELETE", "Patient/" + gone)).statusCode(200)
                .body("type", equalTo("transaction-response"))
                .body("entry[0].resource.id", equalTo(id)).body("entry[0].response.status", startsWith("200"))
                .body("entry[1].response.status", startsWith("201")).body("entry[1].resource", nullValue())
                .body("entry[1].response.location", equalTo(Fhir.base() + "/Patient/" + id + "/_history/1"))
                .body("entry[1].response.etag", equalTo("W/\"1\""))
                .body("entry[1].response.lastModified", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
                .body("entry[2].response.status", startsWith("201"))
                .body("entry[3].response.status", startsWith("204")).body("entry[3].response.etag", equalTo("W/\"2\""));
        Fhir.get("Patient/" + gone).then().statusCode(410);
    }

    @Test
    void deletes_come_first_and_reads_last() {
        String mrn = unique();
        String old = Fhir.create(patientWithIdentifier(mrn));
        String criteria = "identifier=" + Given.MRN + "|" + mrn;
        JsonObject answer = Fhir.body(Fhir.process(bundle("transaction", entry("GET", "Patient?" + criteria),
                with(entry("POST", "Patient", patientWithIdentifier(mrn)), "ifNoneExist", criteria), entry("DELETE", "Patient/" + old))));
        JsonObject found = answer.objects("entry").getFirst().object("resource");
        assertEquals(1, found.objects("entry").size());
        assertEquals("201", answer.objects("entry").get(1).object("response").string("status").substring(0, 3));
        String made = found.objects("entry").getFirst().object("resource").string("id");
        assertEquals(List.of(made), Fhir.matches("Patient?" + criteria));
    }

    @Test
    void return_representation_puts_the_resources_into_the_answer() {
        Fhir.request().header("Prefer", "return=representation").body(bundle("transaction", entry("POST", "Patient", patient("A"))).toString())
                .post().then().statusCode(200).body("entry[0].resource.name[0].family", equalTo("A"))
                .body("entry[0].fullUrl", startsWith(Fhir.base() + "/Patient/"));
    }

    @Test
    void when_one_entry_is_refused_nothing_is_stored_and_the_outcome_names_it() {
        String family = unique();
        process(entry("POST", "Patient", patient(family)), entry("POST", "Patient", patient(family).put("gender", "f"))).statusCode(422)
                .body("resourceType", equalTo("OperationOutcome")).body("issue[0].expression[0]", equalTo("Bundle.entry[1].resource.gender"));
        process(entry("POST", "Patient", patient(family)), entry("GET", "Patient/" + unique())).statusCode(404)
                .body("issue[0].expression[0]", equalTo("Bundle.entry[1]"));
        process(entry("POST", "Patient", patient(family)), entry("POST", "Observation", observation(unique(), "1", OBSERVED, "1", "g")))
                .statusCode(422).body("issue[0].expression[0]", startsWith("Bundle.entry[1].resource.subject"));
        process(entry("POST", "Patient", patient(family)), with(entry("PUT", "Patient/x", patient("A").put("id", "x")), "ifMatch", "W/\"7\""))
                .statusCode(412).body("issue[0].expression[0]", equalTo("Bundle.entry[1]"));
        assertEquals(List.of(), Fhir.matches("Patient?family=" + family));
    }

    @Test
    void two_entries_may_not_write_one_resource() {
        String id = unique();
        String mrn = unique();
        process(entry("PUT", "Patient/" + id, patientWithIdentifier(mrn).put("id", id)), entry("DELETE", "Patient/" + id)).statusCode(400)
                .body("issue[0].details.coding[0].code", equalTo("duplicate-entry"));
        JsonObject mine = patientWithIdentifier(mrn);
        String url = "Patient?identifier=" + Given.MRN + "|" + mrn;
        process(entry("PUT", url, mine), entry("PUT", url, mine)).statusCode(400).body("issue[0].expression[0]", startsWith("Bundle.entry[1]"));
        Fhir.create(mine);
        process(entry("PUT", url, mine), entry("PUT", url, mine)).statusCode(400);
    }

    @Test
    void two_entries_may_not_have_one_full_url() {
        String urn = urn();
        process(entry("POST", "Patient", patient("A")).put("fullUrl", urn), entry("POST", "Patient", patient("B")).put("fullUrl", urn))
                .statusCode(400).body("issue[0].expression[0]", equalTo("Bundle.entry[1].fullUrl"));
    }

    @Test
    void what_refers_to_each_other_is_deleted_together() {
        String patient = Fhir.create(patient("A"));
        String observation = Fhir.create(observation(patient, "1", OBSERVED, "1", "g"));
        process(entry("DELETE", "Patient/" + patient)).statusCode(409).body("issue[0].expression[0]", equalTo("Bundle.entry[0]"));
        process(entry("DELETE", "Patient/" + patient), entry("DELETE", "Observation/" + observation)).statusCode(200);
        Fhir.get("Patient/" + patient).then().statusCode(410);
        Fhir.get("Observation/" + observation).then().statusCode(410);
    }

    @Test
    void what_is_deleted_cannot_be_referred_to_by_the_same_transaction() {
        String patient = Fhir.create(patient("A"));
        process(entry("DELETE", "Patient/" + patient), entry("POST", "Observation", observation(patient, "1", OBSERVED, "1", "g")))
                .statusCode(422).body("issue[0].expression[0]", startsWith("Bundle.entry[1]"));
        Fhir.get("Patient/" + patient).then().statusCode(200);
    }

    @Test
    void the_last_referrer_may_be_turned_away_in_the_same_transaction() {
        String old = Fhir.create(patient("Old"));
        String other = Fhir.create(patient("New"));
        String id = Fhir.create(observation(old, "1", OBSERVED, "1", "g"));
        process(entry("PUT", "Observation/" + id, observation(other, "1", OBSERVED, "1", "g").put("id", id)), entry("DELETE", "Patient/" + old))
                .statusCode(200);
        assertEquals("Patient/" + other, Fhir.read("Observation/" + id).object("subject").string("reference"));
    }

    @Test
    void patches_are_entries_as_parameters_or_in_a_binary() {
        String id = Fhir.create(patient("A"));
        JsonObject parameters = json("{'resourceType':'Parameters','parameter':[{'name':'operation','part':[{'name':'type','valueCode':'replace'},"
                + "{'name':'path','valueString':'Patient.birthDate'},{'name':'value','valueDate':'1999-09-09'}]}]}");
        process(entry("PATCH", "Patient/" + id, parameters)).statusCode(200).body("entry[0].response.etag", equalTo("W/\"2\""));
        JsonObject binary = new JsonObject().put("resourceType", "Binary").put("contentType", "application/json-patch+json")
                .put("data", java.util.Base64.getEncoder().encodeToString("[{\"op\":\"remove\",\"path\":\"/gender\"}]".getBytes()));
        process(entry("PATCH", "Patient/" + id, binary)).statusCode(200).body("entry[0].response.etag", equalTo("W/\"3\""));
        JsonObject read = Fhir.read("Patient/" + id);
        assertEquals("1999-09-09", read.string("birthDate"));
        assertEquals(null, read.string("gender"));
        parameters.objects("parameter").getFirst().objects("part").getFirst().put("valueCode", "improve");
        process(entry("GET", "Patient/" + id), entry("PATCH", "Patient/" + id, parameters)).statusCode(400)
                .body("issue[0].expression[0]", startsWith("Bundle.entry[1].resource.parameter[0]"));
    }

    @Test
    void a_patch_may_refer_to_what_the_same_transaction_creates() {
        String observation = Fhir.create(observation(Fhir.create(patient("Old")), "1", OBSERVED, "1", "g"));
        String urn = urn();
        JsonObject patch = json("{'resourceType':'Parameters','parameter':[{'name':'operation','part':[{'name':'type','valueCode':'replace'},"
                + "{'name':'path','valueString':'Observation.subject'},{'name':'value','valueReference':{'reference':'" + urn + "'}}]}]}");
        JsonObject answer = Fhir.body(process(entry("PATCH", "Observation/" + observation, patch),
                entry("POST", "Patient", patient("New")).put("fullUrl", urn)).statusCode(200).extract().response());
        String made = answer.objects("entry").get(1).string("fullUrl");
        assertEquals(made, Fhir.base() + "/" + Fhir.read("Observation/" + observation).object("subject").string("reference"));
    }

    @Test
    void operations_see_and_change_what_the_transaction_writes() {
        String id = unique();
        JsonObject tag = json("{'resourceType':'Parameters','parameter':[{'name':'meta','valueMeta':{'tag':[{'system':'urn:t','code':'seen'}]}}]}");
        process(entry("PUT", "Patient/" + id, patient("A").put("id", id)), entry("POST", "Patient/" + id + "/$meta-add", tag),
                entry("GET", "Patient/" + id + "/$everything")).statusCode(200)
                .body("entry[1].resource.parameter[0].valueMeta.tag[0].code", equalTo("seen"))
                .body("entry[2].resource.entry[0].resource.id", equalTo(id));
        assertEquals("seen", Fhir.read("Patient/" + id).object("meta").objects("tag").getFirst().string("code"));
    }

    @Test
    void an_operation_of_a_transaction_that_is_refused_changed_nothing() {
        String id = Fhir.create(patient("A"));
        JsonObject tag = json("{'resourceType':'Parameters','parameter':[{'name':'meta','valueMeta':{'tag':[{'system':'urn:t','code':'no'}]}}]}");
        process(entry("POST", "Patient/" + id + "/$meta-add", tag), entry("GET", "Patient/" + unique())).statusCode(404);
        assertEquals("1", Fhir.read("Patient/" + id).object("meta").string("versionId"));
    }

    @Test
    void versions_histories_and_searches_are_entries() {
        String id = Fhir.create(patient("A"));
        Fhir.put(patient("B").put("id", id)).then().statusCode(200);
        process(entry("GET", "Patient/" + id + "/_history/1"), entry("GET", "Patient/" + id + "/_history"), entry("GET", "Patient?_id=" + id),
                with(entry("GET", "Patient/" + id), "ifNoneMatch", "W/\"2\""), entry("GET", Fhir.base() + "/Patient/" + id)).statusCode(200)
                .body("entry[0].resource.name[0].family", equalTo("A"))
                .body("entry[1].resource.type", equalTo("history")).body("entry[1].resource.total", equalTo(2))
                .body("entry[2].resource.type", equalTo("searchset")).body("entry[2].resource.entry[0].resource.id", equalTo(id))
                .body("entry[3].response.status", startsWith("304")).body("entry[3].resource", nullValue())
                .body("entry[4].resource.name[0].family", equalTo("B"));
    }

    @Test
    void an_empty_transaction_is_answered_by_an_empty_bundle() {
        Fhir.process(new JsonObject().put("resourceType", "Bundle").put("type", "transaction")).then().statusCode(200)
                .body("type", equalTo("transaction-response")).body("entry", nullValue());
    }

    @Test
    void a_transaction_speaks_xml() {
        Fhir.request().contentType(Fhir.XML).accept(Fhir.XML).body("<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"transaction\"/><entry>"
                + "<resource><Patient><active value=\"true\"/></Patient></resource><request><method value=\"POST\"/><url value=\"Patient\"/>"
                + "</request></entry></Bundle>").post().then().statusCode(200).contentType(startsWith(Fhir.XML))
                .body("Bundle.entry.response.status.@value", startsWith("201"));
    }
}
