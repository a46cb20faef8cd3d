package org.ketaminerecord.profiles;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shared;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;

/** A server that was started with packages in ktr.packages.dir validates by them, also where one builds on another, and by the version that is named. */
@QuarkusTest
@TestProfile(Guides.class)
class PackageFolderTest {

    private static final String US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/";

    private static JsonObject patient(String... claims) {
        JsonObject patient = Given.json("{'resourceType':'Patient','name':[{'family':'Keller','given':['Ada']}]}");
        return claims.length == 0 ? patient : patient.put("meta", new JsonObject().put("profile", Given.strings(claims)));
    }

    /** An element that is missing, once or more often; the rule is the element of the profile with how often it has to be there. */
    private static Told missing(String expression, String profile) {
        String element = expression.substring(expression.lastIndexOf('.') + 1);
        return new Told("error", "missing-element", "Patient." + element + (element.equals("identifier") ? " 1..*" : " 1..1"), expression, profile);
    }

    @Test
    void a_claim_with_a_version_is_held_to_that_version_and_one_without_to_the_later() {
        assertEquals(List.of(missing("Patient.birthDate", Guides.CLINIC)), Told.of(patient(Guides.CLINIC + "|1.0.0")));
        assertEquals(List.of(missing("Patient.telecom", Guides.CLINIC)), Told.of(patient(Guides.CLINIC + "|2.0.0")));
        assertEquals(List.of(missing("Patient.telecom", Guides.CLINIC)), Told.of(patient(Guides.CLINIC)));
        JsonObject born = patient(Guides.CLINIC + "|1.0.0").put("birthDate", "1980-01-02");
        assertEquals(List.of(), Told.of(born));
    }

    @Test
    void what_is_asked_for_by_profile_goes_beside_what_is_claimed() {
        assertEquals(List.of(), Told.of(patient()));
        assertEquals(List.of(missing("Patient.birthDate", Guides.CLINIC)), Told.of(patient(), "profile=" + Guides.CLINIC + "%7C1.0.0"));
        assertEquals(2, Told.of(patient(Guides.CLINIC), "profile=" + Guides.CLINIC + "%7C1.0.0").size());
    }

    @Test
    void a_version_that_is_not_there_is_a_warning_that_says_what_to_do() {
        JsonObject patient = patient(Guides.CLINIC + "|3.0.0");
        assertEquals(List.of(new Told("warning", "unknown-profile", Guides.CLINIC + "|3.0.0", "Patient", null)), Told.of(patient));
        Fhir.request().body(patient.toString()).post("Patient/$validate").then().body("issue[0].details.coding[0].code", equalTo("unknown-profile"))
                .body("issue[0].diagnostics", containsString("ktr.packages.dir"));
    }

    @Test
    void extensions_and_value_sets_of_the_guide_that_it_builds_on_are_checked() {
        JsonObject patient = patient(Guides.CLINIC + "|1.0.0").put("birthDate", "1980-01-02")
                .put("extension", JsonArray.of(new JsonObject().put("url", Guides.COLOUR).put("valueCode", "green")));
        assertEquals(List.of(), Told.of(patient, "information=true").stream().filter(t -> !"dom-6".equals(t.rule())).toList());
        JsonObject wrong = patient.copy().put("extension", JsonArray.of(new JsonObject().put("url", Guides.COLOUR).put("valueCode", "gren")));
        assertEquals(List.of(new Told("error", "invalid-code", Guides.COLOURS, "Patient.extension[0].value.ofType(code)", Guides.COLOUR)), Told.of(wrong));
        Fhir.request().body(wrong.toString()).post("Patient/$validate").then().body("issue[0].diagnostics", containsString("green"));
        JsonObject twice = patient.copy();
        twice.array("extension").add(new JsonObject().put("url", Guides.COLOUR).put("valueCode", "red"));
        assertEquals(List.of(new Told("error", "cardinality", "colour", "Patient.extension", Guides.CLINIC)), Told.of(twice));
        JsonObject empty = patient.copy().put("extension", JsonArray.of(new JsonObject().put("url", Guides.COLOUR).put("valueString", "green")));
        assertTrue(Told.of(empty).stream().allMatch(t -> t.error() && t.expression().startsWith("Patient.extension[0]")), () -> Told.of(empty).toString());
    }

    @Test
    void in_a_bundle_each_resource_is_held_to_its_own_version() {
        JsonObject bundle = Given.json("{'resourceType':'Bundle','type':'collection'}").put("entry", JsonArray.of(
                new JsonObject().put("fullUrl", "http://clinic.example/fhir/Patient/1").put("resource", patient(Guides.CLINIC + "|1.0.0").put("id", "1")),
                new JsonObject().put("fullUrl", "http://clinic.example/fhir/Patient/2").put("resource", patient(Guides.CLINIC + "|2.0.0").put("id", "2"))));
        assertEquals(List.of(missing("Bundle.entry[0].resource.birthDate", Guides.CLINIC), missing("Bundle.entry[1].resource.telecom", Guides.CLINIC)),
                Told.of(bundle));
    }

    /** 6.1.0 requires a gender, 8.0.0 does not. */
    @Test
    void two_versions_of_us_core_are_there_together() {
        Shared.file("packages/hl7.fhir.us.core-6.1.0.tgz");
        Shared.file("packages/hl7.fhir.us.core-8.0.0.tgz");
        Told identifier = missing("Patient.identifier", US_CORE + "us-core-patient");
        Told gender = missing("Patient.gender", US_CORE + "us-core-patient");
        assertEquals(List.of(identifier, gender), Told.of(patient(US_CORE + "us-core-patient|6.1.0")));
        assertEquals(List.of(identifier), Told.of(patient(US_CORE + "us-core-patient|8.0.0")));
        assertEquals(List.of(identifier), Told.of(patient(US_CORE + "us-core-patient")));
        assertEquals("warning", Told.of(patient(US_CORE + "us-core-patient|7.0.0")).getFirst().severity());
    }
}
