package org.ketaminerecord.interaction.bundle;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ketaminerecord.fixture.Given.bundle;
import static org.ketaminerecord.fixture.Given.entry;
import static org.ketaminerecord.fixture.Given.json;
import static org.ketaminerecord.fixture.Given.observation;
import static org.ketaminerecord.fixture.Given.patient;
import static org.ketaminerecord.fixture.Given.unique;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.json.JsonObject;

/** R4 http.html#batch: entries that succeed or fail for themselves; and what is no entry. */
@QuarkusTest
class BatchTest {

    @Test
    void each_entry_has_its_own_answer() {
        String family = unique();
        Fhir.process(bundle("batch", entry("POST", "Patient", patient(family)), entry("POST", "Patient", patient(family).put("gender", "f")),
                entry("POST", "Observation", observation(unique(), "1", "2026-01-01", "1", "g")), entry("GET", "Patient/" + unique()),
                entry("POST", "Patient", patient(family)))).then().statusCode(200).body("type", equalTo("batch-response"))
                .body("entry[0].response.status", startsWith("201"))
                .body("entry[1].response.status", startsWith("422"))
                .body("entry[1].response.outcome.issue[0].expression[0]", equalTo("Bundle.entry[1].resource.gender"))
                .body("entry[2].response.status", startsWith("422"))
                .body("entry[2].response.outcome.issue[0].expression[0]", startsWith("Bundle.entry[2].resource.subject"))
                .body("entry[3].response.status", startsWith("404"))
                .body("entry[3].response.outcome.issue[0].expression[0]", equalTo("Bundle.entry[3]"))
                .body("entry[4].response.status", startsWith("201"));
        assertEquals(2, Fhir.matches("Patient?family=" + family).size());
    }

    @Test
    void a_fault_inside_a_bundle_that_is_an_entrys_resource_is_found_below_that_entry() {
        JsonObject inner = json("{'resourceType':'Bundle','type':'collection','entry':[{'resource':{'resourceType':'Patient','gender':'f'}}]}");
        Fhir.process(bundle("batch", entry("GET", "Patient?_count=0"), entry("POST", "Bundle", inner))).then().statusCode(200)
                .body("entry[1].response.outcome.issue[0].expression[0]", equalTo("Bundle.entry[1].resource.entry[0].resource.gender"));
    }

    @Test
    void operations_are_entries() {
        String id = Fhir.create(patient("A"));
        Fhir.process(bundle("batch", entry("GET", "Patient/" + id + "/$everything"), entry("GET", "Patient/" + id + "/$nope"),
                entry("GET", Fhir.base() + "/Patient/" + id))).then().statusCode(200)
                .body("entry[0].resource.resourceType", equalTo("Bundle"))
                .body("entry[1].response.status", startsWith("404")).body("entry[1].response.outcome", notNullValue())
                .body("entry[2].resource.id", equalTo(id));
    }

    /** Each is refused in a batch by its entry, and as a transaction by the whole bundle, with the same place. */
    @ParameterizedTest
    @CsvSource(delimiter = '!', value = {
        "{'request':{'method':'POST','url':'Patient','ifNonExist':'identifier=1'},'resource':{'resourceType':'Patient'}} ! .request.ifNonExist",
        "{'request':{'method':'post','url':'Patient'},'resource':{'resourceType':'Patient'}} ! .request.method",
        "{'request':{'method':'POST'},'resource':{'resourceType':'Patient'}} ! .request.url",
        "{'request':{'url':'Patient'},'resource':{'resourceType':'Patient'}} ! .request.method",
        "{'request':{'method':'POST','url':5},'resource':{'resourceType':'Patient'}} ! .request.url",
        "{'request':'POST Patient'} ! ''",
        "{'resource':{'resourceType':'Patient'}} ! ''",
        "{} ! ''",
        "\"Patient\" ! ''",
        "7 ! ''",
        "{'request':{'method':'POST','url':'Patient'}} ! .request",
        "{'request':{'method':'POST','url':'Patient'},'resource':'x'} ! .resource",
        "{'request':{'method':'POST','url':'Patient'},'resource':{'resourceType':'Observation'}} ! .resource",
        "{'request':{'method':'POST','url':'Patient?name=x'},'resource':{'resourceType':'Patient'}} ! .request",
        "{'request':{'method':'DELETE','url':'Patient/1?name=x'}} ! .request",
        "{'request':{'method':'POST','url':'Patiente'},'resource':{'resourceType':'Patient'}} ! .request",
        "{'request':{'method':'PUT','url':'Patient/a_b'},'resource':{'resourceType':'Patient'}} ! .request",
        "{'request':{'method':'PUT','url':'Patient/a'},'resource':{'resourceType':'Patient','id':'b'}} ! .resource.id",
        "{'request':{'method':'PUT','url':'Patient/a'},'resource':{'resourceType':'Patient'}} ! .resource.id",
        "{'request':{'method':'PUT','url':'Patient/1/2/3'},'resource':{'resourceType':'Patient','id':'1'}} ! .request",
        "{'request':{'method':'GET','url':'http://elsewhere.test/fhir/Patient/1'}} ! .request",
        "{'request':{'method':'GET','url':'Patient?name=%zz'}} ! .request",
        "{'request':{'method':'GET','url':'Patient?nam=x'}} ! ''",
        "{'request':{'method':'PUT','url':'Patient/a','ifMatch':'x'},'resource':{'resourceType':'Patient','id':'a'}} ! .request",
        "{'request':{'method':'PATCH','url':'Patient/a'},'resource':{'resourceType':'Patient'}} ! .resource",
        "{'request':{'method':'DELETE','url':'Patient/1'},'link':5} ! .link",
        "{'request':{'method':'DELETE','url':'Patient/1'},'fullUrl':[]} ! .fullUrl"})
    void what_is_no_entry_is_refused_where_it_is_wrong(String entry, String place) {
        JsonObject bundle = json("{'resourceType':'Bundle','type':'batch','entry':[{'request':{'method':'GET','url':'Patient?_count=0'}}," + entry + "]}");
        Fhir.process(bundle).then().statusCode(200).body("entry[0].response.status", startsWith("200"))
                .body("entry[1].response.status", startsWith("4"))
                .body("entry[1].response.outcome.issue[0].expression[0]", startsWith("Bundle.entry[1]" + place));
        int status = Fhir.process(bundle.put("type", "transaction")).then()
                .body("resourceType", equalTo("OperationOutcome")).body("issue[0].expression[0]", startsWith("Bundle.entry[1]" + place))
                .extract().statusCode();
        assertEquals(4, status / 100);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', value = {
        "{'resourceType':'Bundle'} ! Bundle.type",
        "{'resourceType':'Bundle','type':'collection'} ! Bundle.type",
        "{'resourceType':'Bundle','type':'nonsense'} ! Bundle.type",
        "{'resourceType':'Bundle','type':['batch']} ! Bundle.type",
        "{'resourceType':'Bundle','type':'batch','entry':{}} ! Bundle.entry",
        "{'resourceType':'Bundle','type':'batch','entry':'x'} ! Bundle.entry",
        "{'resourceType':'Bundle','type':'batch','entries':[]} ! Bundle.entries",
        "{'resourceType':'Bundle','type':'batch','total':'1'} ! Bundle.total"})
    void what_is_no_bundle_to_process_is_refused(String bundle, String place) {
        int status = Fhir.process(json(bundle)).then().body("resourceType", equalTo("OperationOutcome"))
                .body("issue[0].expression[0]", equalTo(place)).extract().statusCode();
        assertEquals(4, status / 100);
    }

    @Test
    void another_resource_posted_to_the_base_is_told_where_it_belongs() {
        Fhir.process(patient("A")).then().statusCode(400).body("issue[0].diagnostics", org.hamcrest.Matchers.containsString("Patient"));
        assertEquals(List.of(), Fhir.matches("Patient?family=" + unique()));
    }
}
