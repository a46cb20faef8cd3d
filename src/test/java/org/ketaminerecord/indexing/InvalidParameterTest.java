package org.ketaminerecord.indexing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.fixture.Fhir.get;
import static org.ketaminerecord.indexing.Own.parameter;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;

/** A search parameter that cannot be used is refused with the element at fault, and nothing of it is stored. */
@QuarkusTest
class InvalidParameterTest {

    private final Own own = new Own();

    @AfterEach
    void clear() {
        own.clear();
    }

    private static void refused(JsonObject parameter, String element, String fragment) {
        Response answer = Fhir.put(parameter);
        String said = Fhir.refused(answer, 422, "invalid-search-parameter");
        assertTrue(said.contains(fragment), said);
        assertEquals(element, answer.path("issue[0].expression[0]"));
        Fhir.refused(get("SearchParameter/" + parameter.string("id")), 404, "resource-not-found");
        assertEquals(null, Own.job(parameter.string("id")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
        "token; Patient; Patient.extension('; SearchParameter.expression; no FHIRPath that can be indexed here. This server reads paths such as",
        "token; Patient; Patient.name.select(family); SearchParameter.expression; where(element = 'value' and ...)",
        "token; Patient; (Patient.name | Patient.contact).first(); SearchParameter.expression; no FHIRPath that can be indexed",
        "token; Patient; Patient.nmae; SearchParameter.expression; leads to no element that R4 defines for Patient",
        "token; Patient; Patient.telecom.where(systm = 'phone'); SearchParameter.expression; leads to no element that R4 defines",
        "token; Patient; Observation.code; SearchParameter.expression; No branch of the expression is for Patient",
        "date; Patient; Patient.name; SearchParameter.type; leads to values of type HumanName, and a parameter of type date reads Period, Timing, date",
        "special; Patient; Patient.name; SearchParameter.type; means what a server's program makes of it",
        "composite; Patient; Patient.contact; SearchParameter.component; needs two components",
    })
    void by_its_expression_and_type(String type, String base, String expression, String element, String fragment) {
        refused(parameter(Own.code(), type, base, expression), element, fragment);
    }

    @Test
    void by_what_it_lacks() {
        JsonObject parameter = parameter(Own.code(), "token", "Patient", "x");
        parameter.remove("expression");
        refused(parameter, "SearchParameter.expression", "finds nothing. Send the FHIRPath of its values");
    }

    @Test
    void by_its_code() {
        String id = Own.code();
        refused(parameter(id, "string", "Patient", "Patient.name.family").put("code", "name"), "SearchParameter.code",
                "R4 itself defines the parameter 'name' of Patient, with another meaning. Take another code.");
        refused(parameter(id, "token", "Patient", "Patient.gender").put("code", "a.b"), "SearchParameter.code", "a letter, then up to 63 letters");
        refused(parameter(id, "token", "Patient", "Patient.gender").put("code", "_count"), "SearchParameter.code", "a letter, then up to 63 letters");
        refused(parameter(id, "token", "Patient", "Patient.gender").put("url", "http://hl7.org/fhir/SearchParameter/individual-gender"), "SearchParameter.url",
                "the url of one of R4's own");
    }

    @Test
    void by_another_of_ones_own() {
        String code = Own.code();
        own.put(parameter(code, "token", "Patient", "Patient.gender"));
        String id = Own.code();
        refused(parameter(id, "token", "Patient", "Patient.gender").put("code", code), "SearchParameter.code", "has the same code for the same type");
        refused(parameter(id, "token", "Basic", "Basic.code").put("url", Own.url(code)), "SearchParameter.url", "has the same url");
        own.put(parameter(id, "token", "Basic", "Basic.code").put("code", code));
    }

    @Test
    void by_its_targets_and_components() {
        refused(parameter(Own.code(), "composite", "Observation", "Observation").put("component", JsonArray.of(
                new JsonObject().put("definition", "urn:unknown").put("expression", "code"),
                new JsonObject().put("definition", "http://hl7.org/fhir/SearchParameter/clinical-date").put("expression", "effective"))),
                "SearchParameter.component[0].definition", "one of R4's own parameters that is no composite");
        refused(parameter(Own.code(), "composite", "Observation", "Observation").put("component", JsonArray.of(
                new JsonObject().put("definition", "http://hl7.org/fhir/SearchParameter/clinical-code").put("expression", "code"),
                new JsonObject().put("definition", "http://hl7.org/fhir/SearchParameter/clinical-date").put("expression", "efective"))),
                "SearchParameter.component[1].expression", "leads to no value that a parameter of type date reads");
    }

    @Test
    void in_a_transaction_with_all_the_rest() {
        String id = Given.unique();
        JsonObject parameter = parameter(Own.code(), "token", "Patient", "Patient.nmae");
        Response answer = Fhir.process(Given.bundle("transaction", Given.entry("PUT", "Patient/" + id, Given.patient("Own").put("id", id)),
                Given.entry("PUT", "SearchParameter/" + parameter.string("id"), parameter)));
        Fhir.refused(answer, 422, "invalid-search-parameter");
        assertEquals("Bundle.entry[1].resource.expression", answer.path("issue[0].expression[0]"));
        Fhir.refused(get("Patient/" + id), 404, "resource-not-found");
    }

    @Test
    void by_a_patch_too() {
        String code = Own.code();
        own.put(parameter(code, "token", "Patient", "Patient.gender"));
        Fhir.refused(Fhir.request().contentType("application/json-patch+json")
                .body("[{\"op\":\"replace\",\"path\":\"/expression\",\"value\":\"Patient.nmae\"}]").patch("SearchParameter/" + code), 422, "invalid-search-parameter");
        assertEquals("Patient.gender", Fhir.read("SearchParameter/" + code).string("expression"));
    }
}
