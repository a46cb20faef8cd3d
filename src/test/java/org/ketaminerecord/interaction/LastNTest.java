package org.ketaminerecord.interaction;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.fixture.Fhir.get;
import static org.ketaminerecord.fixture.Fhir.read;
import static org.ketaminerecord.fixture.Fhir.refused;
import static org.ketaminerecord.fixture.Fhir.request;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;

/** Observation/$lastn (R4 observation-operation-lastn.html). */
@QuarkusTest
class LastNTest {

    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";

    private String patient;
    private String pulse1;
    private String pulse2;
    private String pulse3;
    private String weight1;
    private String weight2;
    private String score;

    @BeforeEach
    void observations_of_three_codes() {
        patient = Fhir.create(Given.patient("LastN"));
        // written in another order than taken
        pulse2 = vital("8867-4", "2026-02-02T10:00:00Z");
        pulse3 = vital("8867-4", "2026-02-03T10:00:00Z");
        pulse1 = vital("8867-4", "2026-02-01T10:00:00Z");
        weight1 = vital("29463-7", "2026-01-01");
        weight2 = vital("29463-7", "2026-01-02");
        score = observation("44261-6", "2026-01-05", "survey");
        String other = Fhir.create(Given.patient("Other"));
        Fhir.create(Given.observation(other, "8867-4", "2026-05-01", "60", "/min"));
    }

    private String vital(String code, String time) {
        return observation(code, time, "vital-signs");
    }

    private String observation(String code, String time, String category) {
        return Fhir.create(Given.observation(patient, code, time, "60", "1").put("category", JsonArray.of(Given.concept(CATEGORY, category))));
    }

    private List<String> lastn(String query) {
        return read("Observation/$lastn?" + query).objects("entry").stream().map(e -> e.object("resource").string("id")).toList();
    }

    @Test
    void it_gives_the_newest_of_each_code() {
        assertEquals(Set.of(pulse3, weight2), Set.copyOf(lastn("patient=" + patient + "&category=vital-signs")));
        assertEquals(2, lastn("patient=" + patient + "&category=vital-signs").size());
    }

    @Test
    void max_gives_more_of_each_newest_first() {
        assertEquals(List.of(pulse3, pulse2), lastn("patient=" + patient + "&code=8867-4&max=2"));
        assertEquals(List.of(pulse3, pulse2, pulse1), lastn("patient=Patient/" + patient + "&code=http%3A//loinc.org%7C8867-4&max=9"));
        assertEquals(Set.of(pulse3, pulse2, weight2, weight1), Set.copyOf(lastn("subject=Patient/" + patient + "&category=vital-signs&max=2")));
    }

    @Test
    void codes_and_other_parameters_narrow_it() {
        assertEquals(Set.of(weight2, score), Set.copyOf(lastn("patient=" + patient + "&code=29463-7,44261-6")));
        assertEquals(List.of(pulse2), lastn("patient=" + patient + "&code=8867-4&date=lt2026-02-03"));
        assertEquals(List.of(), lastn("patient=" + patient + "&code=8867-4&status=preliminary"));
    }

    @Test
    void what_was_deleted_does_not_count() {
        request().delete("Observation/" + pulse3).then().statusCode(204);
        assertEquals(List.of(pulse2), lastn("patient=" + patient + "&code=8867-4"));
    }

    @Test
    void a_correction_counts_with_its_new_date() {
        JsonObject observation = read("Observation/" + pulse1).put("effectiveDateTime", "2026-02-09T10:00:00Z");
        Fhir.put(observation).then().statusCode(200);
        assertEquals(List.of(pulse1), lastn("patient=" + patient + "&code=8867-4"));
    }

    @Test
    void the_answer_is_a_searchset_of_matches() {
        get("Observation/$lastn?patient=" + patient + "&code=8867-4&max=2").then().statusCode(200).body("type", equalTo("searchset"))
                .body("total", equalTo(2)).body("entry.search.mode", equalTo(List.of("match", "match")));
    }

    @Test
    void it_may_be_called_by_post() {
        request().body(Given.json("{'resourceType':'Parameters','parameter':[{'name':'max','valueInteger':1},{'name':'patient','valueString':'"
                + patient + "'},{'name':'code','valueString':'8867-4'}]}").toString()).post("Observation/$lastn").then().statusCode(200)
                .body("entry.resource.id", equalTo(List.of(pulse3)));
    }

    @Test
    void it_needs_a_patient_and_a_code_or_category() {
        assertTrue(refused(get("Observation/$lastn?code=8867-4"), 400, "invalid-parameter").contains("patient"));
        assertTrue(refused(get("Observation/$lastn?patient=" + patient), 400, "invalid-parameter").contains("category"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "1.5"})
    void max_is_a_whole_number_from_1(String max) {
        refused(get("Observation/$lastn?patient=" + patient + "&code=8867-4&max=" + max), 400, "invalid-parameter");
    }

    @Test
    void a_misspelt_parameter_is_refused() {
        refused(get("Observation/$lastn?patient=" + patient + "&code=8867-4&dat=2026"), 400, "unknown-parameter");
    }
}
