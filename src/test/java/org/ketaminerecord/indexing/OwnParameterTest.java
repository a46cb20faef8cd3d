package org.ketaminerecord.indexing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.fixture.Fhir.get;
import static org.ketaminerecord.fixture.Fhir.request;
import static org.ketaminerecord.indexing.Own.code;
import static org.ketaminerecord.indexing.Own.parameter;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.store.Database;

/** A SearchParameter resource makes its values searchable, those stored before it and those stored after it. */
@QuarkusTest
class OwnParameterTest {

    private static final String EYES = "urn:test:eyes";

    @Inject
    Database database;

    private final Own own = new Own();
    private final Shelf shelf = new Shelf();

    @AfterEach
    void clear() {
        own.clear();
    }

    private static JsonObject patient(String member, org.ketaminerecord.json.JsonValue value) {
        return Given.patient("Own").put("extension", Own.extension(EYES, member, value));
    }

    // ---- of each type ------------------------------------------------------------------------------------

    @Test
    void a_token_of_an_extension() {
        String code = code();
        shelf.put("brown", patient("valueCodeableConcept", Given.concept("urn:c", "brown"))).put("none", Given.patient("Own"));
        own.ready(parameter(code, "token", "Patient", "Patient.extension.where(url = '" + EYES + "').value as CodeableConcept"));
        shelf.put("blue", patient("valueCodeableConcept", Given.concept("urn:c", "blue")));
        assertEquals(Set.of("brown"), shelf.find("Patient?" + code + "=urn:c|brown"));
        assertEquals(Set.of("blue"), shelf.find("Patient?" + code + "=blue"));
        assertEquals(Set.of("brown", "none"), shelf.find("Patient?" + code + ":not=blue"));
        assertEquals(Set.of("none"), shelf.find("Patient?" + code + ":missing=true"));
        shelf.put("blue", patient("valueCodeableConcept", Given.concept("urn:c", "green")));
        assertEquals(Set.of(), shelf.find("Patient?" + code + "=blue"));
        assertEquals(Set.of("blue"), shelf.find("Patient?" + code + "=green"));
    }

    @Test
    void a_quantity_of_an_extension_in_whatever_unit() {
        String code = code();
        shelf.put("light", patient("valueQuantity", Given.quantity("60", "kg"))).put("heavy", patient("valueQuantity", Given.quantity("90000", "g")));
        own.ready(parameter(code, "quantity", "Patient", "Patient.extension('" + EYES + "').value.ofType(Quantity)"));
        assertEquals(Set.of("heavy"), shelf.find("Patient?" + code + "=gt80|" + Given.UCUM + "|kg"));
        assertEquals(Set.of("light"), shelf.find("Patient?" + code + "=60|" + Given.UCUM + "|kg"));
    }

    @Test
    void a_string_with_its_modifiers_and_order() {
        String code = code();
        shelf.put("b", patient("valueString", new JsonString("Bärbel"))).put("a", patient("valueString", new JsonString("Anna")));
        own.ready(parameter(code, "string", "Patient", "Patient.extension('" + EYES + "').value as string"));
        assertEquals(Set.of("b"), shelf.find("Patient?" + code + "=barb"));
        assertEquals(Set.of("a"), shelf.find("Patient?" + code + ":contains=nn"));
        assertEquals(java.util.List.of("b", "a"), shelf.order("Patient?_sort=-" + code));
    }

    @Test
    void a_date_by_the_json_name_of_its_choice_as_published_packages_write_it() {
        String code = code();
        shelf.put("early", patient("valueDateTime", new JsonString("2020-01-02"))).put("late", patient("valueDateTime", new JsonString("2024-01-02")));
        own.ready(parameter(code, "date", "Patient", "Patient.extension.where(url = '" + EYES + "').valueDateTime"));
        assertEquals(Set.of("late"), shelf.find("Patient?" + code + "=ge2022"));
    }

    @Test
    void a_number_and_a_uri() {
        String number = code();
        String uri = code();
        shelf.put("seven", patient("valueInteger", new JsonNumber("7"))).put("uri", patient("valueUri", new JsonString("urn:x:1")));
        own.ready(parameter(number, "number", "Patient", "Patient.extension('" + EYES + "').value.ofType(integer)"))
                .ready(parameter(uri, "uri", "Patient", "Patient.extension('" + EYES + "').value.ofType(uri)"));
        assertEquals(Set.of("seven"), shelf.find("Patient?" + number + "=gt6"));
        assertEquals(Set.of("uri"), shelf.find("Patient?" + uri + "=urn:x:1"));
    }

    @Test
    void a_reference_that_is_chained_and_included() {
        String code = code();
        shelf.putAll(Map.of("doctor", Given.practitioner(shelf.mark()),
                "patient", patient("valueReference", Given.reference("Practitioner/" + shelf.id("doctor")))));
        own.ready(parameter(code, "reference", "Patient", "Patient.extension('" + EYES + "').value.ofType(Reference)").put("target", Given.strings("Practitioner")));
        assertEquals(Set.of("patient"), shelf.find("Patient?" + code + "=Practitioner/" + shelf.id("doctor")));
        assertEquals(Set.of("patient"), shelf.find("Patient?" + code + ".name=" + shelf.mark()));
        assertEquals(Set.of("doctor"), shelf.find("Practitioner?_has:Patient:" + code + ":family=Own"));
        assertEquals(2, Fhir.read(shelf.url("Patient?_include=Patient:" + code)).objects("entry").size());
        assertEquals(2, Fhir.read(shelf.url("Practitioner?_revinclude=Patient:" + code)).objects("entry").size());
        request().delete("Patient/" + shelf.id("patient")).then().statusCode(204);
        request().delete("Practitioner/" + shelf.id("doctor")).then().statusCode(204);
    }

    @Test
    void what_a_reference_no_longer_refers_to_can_be_deleted_whenever_the_parameter_came() {
        String code = code();
        shelf.putAll(Map.of("first", Given.practitioner("First"), "second", Given.practitioner("Second"),
                "patient", patient("valueReference", Given.reference("Practitioner/" + shelf.id("first")))));
        own.ready(parameter(code, "reference", "Patient", "Patient.extension('" + EYES + "').value.ofType(Reference)"));
        shelf.put("patient", patient("valueReference", Given.reference("Practitioner/" + shelf.id("second"))));
        request().delete("Practitioner/" + shelf.id("first")).then().statusCode(204);
        own.clear();
        Fhir.refused(request().delete("Practitioner/" + shelf.id("second")), 409, "referred-to");
    }

    @Test
    void a_composite() {
        String code = code();
        shelf.put("who", Given.patient("Who")).put("pressure", Given.bloodPressure(shelf.id("who"), "2024", "140", "80")).put("other", Given.bloodPressure(shelf.id("who"), "2024", "110", "80"));
        own.ready(parameter(code, "composite", "Observation", "Observation.component").put("component", JsonArray.of(
                component("http://hl7.org/fhir/SearchParameter/Observation-component-code", "code"),
                component("http://hl7.org/fhir/SearchParameter/Observation-component-value-quantity", "value.as(Quantity)"))));
        assertEquals(Set.of("pressure"), shelf.find("Observation?" + code + "=8480-6$gt130"));
    }

    private static JsonObject component(String definition, String expression) {
        return new JsonObject().put("definition", definition).put("expression", expression);
    }

    @Test
    void whether_something_is_there_and_the_first_of_several() {
        String there = code();
        String first = code();
        shelf.put("mobile", Given.patient("Own").put("telecom", JsonArray.of(telecom("home", "1"), telecom("mobile", "2")))).put("silent", Given.patient("Own"));
        own.ready(parameter(there, "token", "Patient", "Patient.telecom.where(use = 'mobile').exists()"))
                .ready(parameter(first, "token", "Patient", "Patient.telecom.first().value"));
        assertEquals(Set.of("mobile"), shelf.find("Patient?" + there + "=true"));
        assertEquals(Set.of("silent"), shelf.find("Patient?" + there + "=false"));
        assertEquals(Set.of("mobile"), shelf.find("Patient?" + first + "=1"));
        assertEquals(Set.of(), shelf.find("Patient?" + first + "=2"));
    }

    private static JsonObject telecom(String use, String value) {
        return new JsonObject().put("system", "phone").put("use", use).put("value", value);
    }

    @Test
    void a_parameter_of_several_types_is_one_for_a_search_across_them() {
        String code = code();
        shelf.put("patient", Given.patient(shelf.mark())).put("doctor", Given.practitioner(shelf.mark()));
        own.ready(parameter(code, "string", "Patient", "Patient.name.family | Practitioner.name.family").put("base", Given.strings("Patient", "Practitioner")));
        assertEquals(Set.of("patient"), shelf.find("Patient?" + code + "=" + shelf.mark()));
        assertEquals(Set.of("patient", "doctor"), shelf.find("?_type=Patient,Practitioner&" + code + "=" + shelf.mark()));
    }

    // ---- its life ----------------------------------------------------------------------------------------

    @Test
    void the_capability_statement_has_it_when_it_is_complete_and_no_longer_when_it_is_retired() {
        String code = code();
        JsonObject parameter = parameter(code, "token", "Basic", "Basic.code");
        assertFalse(Own.declared("Basic", code));
        own.ready(parameter);
        assertTrue(Own.declared("Basic", code));
        own.put(parameter.copy().put("status", "retired"));
        assertFalse(Own.declared("Basic", code));
        assertTrue(Fhir.refused("Basic?" + code + "=x").contains("no search parameter"));
        Own.await(code, "complete");
        assertEquals("remove", Own.part(Own.job(code), "kind"));
        own.ready(parameter);
        assertTrue(Own.declared("Basic", code));
        request().delete("SearchParameter/" + code).then().statusCode(204);
        assertFalse(Own.declared("Basic", code));
    }

    @Test
    void a_draft_is_stored_and_no_more() {
        String code = code();
        own.put(parameter(code, "token", "Basic", "this is no FHIRPath (").put("status", "draft"));
        assertEquals(null, Own.job(code));
        assertTrue(Fhir.refused("Basic?" + code + "=x").contains("no search parameter"));
    }

    @Test
    void another_expression_is_indexed_anew_and_finds_nothing_of_the_old() {
        String code = code();
        shelf.put("p", Given.patient("Family"));
        own.ready(parameter(code, "string", "Patient", "Patient.name.family"));
        assertEquals(Set.of("p"), shelf.find("Patient?" + code + "=family"));
        own.put(parameter(code, "string", "Patient", "Patient.name.given"));
        for (int i = 0; i < 600 && !Own.declared("Patient", code); i++) {
            Own.pause();
        }
        assertEquals(Set.of(), shelf.find("Patient?" + code + "=family"));
        assertEquals(Set.of("p"), shelf.find("Patient?" + code + "=ada"));
    }

    @Test
    void another_description_changes_nothing_but_the_description() {
        String code = code();
        JsonObject parameter = parameter(code, "string", "Patient", "Patient.name.family");
        own.ready(parameter);
        String job = Own.part(Own.job(code), "id");
        own.put(parameter.put("description", "Another"));
        assertEquals(job, Own.part(Own.job(code), "id"));
        assertTrue(Own.declared("Patient", code));
    }

    @Test
    void one_that_says_what_r4_says_is_stored_and_r4s_stays() {
        own.put(parameter("birthdate", "date", "Patient", "Patient.birthDate"));
        assertEquals(null, Own.job("birthdate"));
        shelf.put("p", Given.patient("Own"));
        assertEquals(Set.of("p"), shelf.find("Patient?birthdate=1980-01-02"));
    }

    @Test
    void a_search_by_it_takes_one_statement_more_and_others_do_not() {
        String code = code();
        own.ready(parameter(code, "string", "Patient", "Patient.name.family"));
        shelf.put("p", Given.patient("Own"));
        assertEquals(2, statements("Patient?" + code + "=own&_id=" + shelf.id("p")));
        assertEquals(1, statements("Patient?family=own&_id=" + shelf.id("p")));
    }

    private long statements(String search) {
        get(search).then().statusCode(200);
        long before = database.statements();
        get(search).then().statusCode(200);
        return database.statements() - before;
    }

    // ---- $reindex ----------------------------------------------------------------------------------------

    @Test
    void reindex_makes_the_rows_of_parameters_and_of_everything_anew() {
        String code = code();
        shelf.put("p", Given.patient(shelf.mark()));
        own.ready(parameter(code, "string", "Patient", "Patient.name.family"));
        loseRows();
        assertEquals(Set.of(), shelf.find("Patient?" + code + "=" + shelf.mark()));
        JsonObject started = Fhir.body(request().post("SearchParameter/" + code + "/$reindex").then().statusCode(200).extract().response());
        assertEquals("rebuild", Own.part(started.objects("parameter").getFirst(), "kind"));
        Own.await(code, "complete");
        assertEquals(Set.of("p"), shelf.find("Patient?" + code + "=" + shelf.mark()));
        assertEquals(Set.of(), shelf.find("Patient?family=" + shelf.mark()));
        awaitNewest(request().post("/$reindex?url=http://hl7.org/fhir/SearchParameter/individual-family"));
        assertEquals(Set.of("p"), shelf.find("Patient?family=" + shelf.mark()));
        loseRows();
        awaitNewest(request().post("/$reindex"));
        assertEquals(Set.of("p"), shelf.find("Patient?family=" + shelf.mark() + "&" + code + "=" + shelf.mark() + "&name=ada"));
        assertTrue(Fhir.refused(request().post("/$reindex?url=http://hl7.org/fhir/SearchParameter/individual-famly"), 400, "invalid-parameter")
                .contains("Did you mean http://hl7.org/fhir/SearchParameter/individual-family?"));
    }

    private void loseRows() {
        database.write(session -> {
            session.execute("DELETE FROM string_index WHERE rid = (SELECT rid FROM resource WHERE id = ?)", java.util.List.of(shelf.id("p")));
            return null;
        });
    }

    private static void awaitNewest(io.restassured.response.Response answer) {
        String id = Own.part(Fhir.body(answer.then().statusCode(200).extract().response()).objects("parameter").getFirst(), "id");
        for (int i = 0; i < 3000; i++) {
            for (JsonObject job : Fhir.read("$reindex").objects("parameter")) {
                if (id.equals(Own.part(job, "id")) && "complete".equals(Own.part(job, "state"))) {
                    return;
                }
            }
            Own.pause();
        }
        throw new AssertionError("job " + id);
    }
}
