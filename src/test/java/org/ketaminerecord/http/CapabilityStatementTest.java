package org.ketaminerecord.http;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.format.XmlReader;
import org.ketaminerecord.json.JsonObject;

/** R4 http.html#capabilities, capabilitystatement.html: what the statement says, and how it is asked for. */
@QuarkusTest
class CapabilityStatementTest {

    private static JsonObject statement() {
        return Fhir.read("metadata");
    }

    private static JsonObject of(String type) {
        return statement().objects("rest").getFirst().objects("resource").stream().filter(r -> type.equals(r.string("type"))).findFirst().orElseThrow();
    }

    private static List<String> all(JsonObject o, String array, String member) {
        return o.objects(array).stream().map(i -> i.string(member)).toList();
    }

    private static List<String> strings(JsonObject o, String array) {
        return o.array(array).stream().map(v -> ((org.ketaminerecord.json.JsonString) v).value()).toList();
    }

    // ---- what it says ------------------------------------------------------------------------------

    @Test
    void it_is_valid_by_HL7s_own_validator() {
        FhirContext r4 = FhirContext.forR4Cached();
        FhirValidator validator = r4.newValidator().registerValidatorModule(new FhirInstanceValidator(new ValidationSupportChain(
                r4.getValidationSupport(), new CommonCodeSystemsTerminologyService(r4), new InMemoryTerminologyServerValidationSupport(r4))));
        assertEquals(List.of(), validator.validateWithResult(statement().toString()).getMessages().stream()
                .filter(m -> m.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0).map(m -> m.getLocationString() + ": " + m.getMessage()).toList());
    }

    @Test
    void it_says_what_runs_where() {
        Fhir.get("metadata").then().statusCode(200)
                .body("status", equalTo("active")).body("kind", equalTo("instance")).body("fhirVersion", equalTo("4.0.1"))
                .body("date", matchesPattern("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"))
                .body("software.version", matchesPattern("\\d+\\.\\d+\\.\\d+.*"))
                .body("implementation.url", equalTo(RestAssured.baseURI + ":" + RestAssured.port + "/fhir"))
                .body("format", equalTo(List.of(Fhir.JSON, Fhir.XML)))
                .body("patchFormat", hasItems("application/json-patch+json", "application/xml-patch+xml", Fhir.JSON, Fhir.XML))
                .body("rest", hasSize(1)).body("rest[0].mode", equalTo("server")).body("rest[0].security.cors", equalTo(true))
                .body("rest[0].interaction.code", hasItems("transaction", "batch", "history-system"));
    }

    @Test
    void the_url_is_the_one_that_the_caller_used() {
        Fhir.request().header("Host", "record.test:81").get("metadata").then().statusCode(200)
                .body("implementation.url", equalTo("http://record.test:81/fhir"));
        Fhir.get("metadata").then().body("implementation.url", not(equalTo("http://record.test:81/fhir")));
    }

    @Test
    void it_lists_every_type_of_R4_with_what_endpoints_declare() {
        List<JsonObject> resources = statement().objects("rest").getFirst().objects("resource");
        assertEquals(Definitions.r4().resourceTypes(), resources.stream().map(r -> r.string("type")).toList());
        for (JsonObject r : resources) {
            if (r.string("type").equals("AuditEvent")) {
                assertEquals(List.of("read", "search-type", "vread"), all(r, "interaction", "code"), "nobody writes those");
                continue;
            }
            assertTrue(all(r, "interaction", "code").containsAll(List.of("create", "read", "vread", "update", "patch", "delete", "search-type",
                    "history-instance", "history-type")), r.string("type"));
        }
    }

    @Test
    void a_type_says_what_it_can_be_searched_by() {
        JsonObject observation = of("Observation");
        JsonObject date = observation.objects("searchParam").stream().filter(p -> "date".equals(p.string("name"))).findFirst().orElseThrow();
        assertEquals("http://hl7.org/fhir/SearchParameter/clinical-date", date.string("definition"));
        assertEquals("date", date.string("type"));
        assertEquals("Obtained date/time. If the obtained element is a period, a date that falls in the period", date.string("documentation"));
        assertTrue(all(observation, "searchParam", "name").containsAll(List.of("_id", "_lastUpdated", "code-value-quantity", "patient")));
        assertTrue(all(of("Location"), "searchParam", "name").contains("near"));
    }

    @Test
    void what_cannot_be_searched_by_is_not_listed() {
        for (JsonObject r : statement().objects("rest").getFirst().objects("resource")) {
            for (String name : all(r, "searchParam", "name")) {
                assertTrue(!List.of("_query", "_filter", "_list").contains(name), r.string("type") + " " + name);
            }
        }
        Fhir.get("Patient?_query=x").then().statusCode(400);
    }

    @Test
    void parameters_of_every_type_stand_beside_the_types() {
        assertEquals(List.of("_filter", "_list"), all(statement().objects("rest").getFirst(), "searchParam", "name"));
    }

    @Test
    void a_type_says_what_can_be_included_with_it() {
        List<String> includes = strings(of("MedicationAdministration"), "searchInclude");
        assertTrue(includes.containsAll(List.of("*", "MedicationAdministration:medication", "MedicationAdministration:patient")), includes.toString());
        List<String> reverse = strings(of("Patient"), "searchRevInclude");
        assertTrue(reverse.containsAll(List.of("*", "Observation:subject", "Provenance:target")), reverse.toString());
        assertTrue(!reverse.contains("Observation:encounter"));
    }

    @Test
    void a_canonical_is_said_to_be_followed() {
        assertTrue(strings(of("QuestionnaireResponse"), "searchInclude").contains("QuestionnaireResponse:questionnaire"));
        assertTrue(strings(of("Questionnaire"), "searchRevInclude").contains("QuestionnaireResponse:questionnaire"));
    }

    @Test
    void operations_stand_where_they_can_be_called() {
        JsonObject rest = statement().objects("rest").getFirst();
        assertEquals(List.of("meta", "reindex"), all(rest, "operation", "name"));
        assertEquals(List.of("everything", "meta", "meta-add", "meta-delete", "purge", "validate"), all(of("Patient"), "operation", "name"));
        assertEquals(List.of("lastn", "meta", "meta-add", "meta-delete", "validate"), all(of("Observation"), "operation", "name"));
        assertEquals(List.of("meta", "meta-add", "meta-delete", "reindex", "validate"), all(of("SearchParameter"), "operation", "name"));
        assertTrue(all(of("Patient"), "operation", "definition").contains("http://hl7.org/fhir/OperationDefinition/Patient-everything"));
    }

    // ---- how it is asked for -----------------------------------------------------------------------

    @Test
    void it_answers_in_XML_with_the_same_content() {
        Response xml = Fhir.request().accept(Fhir.XML).get("metadata");
        xml.then().statusCode(200).contentType(Fhir.XML);
        assertEquals(statement(), XmlReader.object(xml.asByteArray()));
    }

    @Test
    void a_part_of_it_can_be_asked_for() {
        JsonObject part = Fhir.read("metadata?_elements=software,fhirVersion");
        assertEquals("4.0.1", part.string("fhirVersion"));
        assertTrue(!part.has("rest") && part.has("software"));
        Fhir.get("metadata?_summary=true").then().statusCode(200).body("resourceType", equalTo("CapabilityStatement")).body("meta.tag.code", hasItem("SUBSETTED"));
    }

    @Test
    void who_has_it_is_told_so() {
        Response first = Fhir.get("metadata");
        String tag = first.header("ETag");
        Response again = Fhir.request().header("If-None-Match", tag).get("metadata");
        assertEquals(304, again.statusCode());
        assertEquals(tag, again.header("ETag"));
        assertEquals(0, again.asByteArray().length);
        Fhir.request().header("If-None-Match", tag).accept(Fhir.XML).get("metadata").then().statusCode(200).header("ETag", not(equalTo(tag)));
    }

    @Test
    void the_modes_of_R4_are_understood_and_no_others() {
        for (String mode : List.of("full", "normative", "terminology")) {
            Fhir.get("metadata?mode=" + mode).then().statusCode(200).body("resourceType", equalTo("CapabilityStatement"));
        }
        Fhir.get("metadata?mode=ful").then().statusCode(400).body("issue[0].details.coding[0].code", equalTo("invalid-parameter"))
                .body("issue[0].diagnostics", matchesPattern(".*Did you mean full\\?"));
        Fhir.get("metadata?_sumary=true").then().statusCode(400).body("issue[0].details.coding[0].code", equalTo("unknown-parameter"));
    }

    @Test
    void a_batch_and_a_transaction_can_ask_for_it() {
        for (String type : List.of("batch", "transaction")) {
            Fhir.process(Given.bundle(type, Given.entry("GET", "metadata"))).then().statusCode(200)
                    .body("entry[0].response.status", equalTo("200 OK")).body("entry[0].resource.fhirVersion", equalTo("4.0.1"));
        }
    }

    @Test
    void HAPIs_client_takes_it() {
        IGenericClient client = FhirContext.forR4Cached().newRestfulGenericClient(RestAssured.baseURI + ":" + RestAssured.port + "/fhir");
        client.forceConformanceCheck();
        CapabilityStatement taken = client.capabilities().ofType(CapabilityStatement.class).execute();
        assertEquals(Definitions.r4().resourceTypes().size(), taken.getRestFirstRep().getResource().size());
    }
}
