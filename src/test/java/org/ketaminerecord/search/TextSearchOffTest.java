package org.ketaminerecord.search;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonObject;

/** A server with {@code ktr.search.text=off}. */
@QuarkusTest
@TestProfile(TextSearchOffTest.Settings.class)
class TextSearchOffTest {

    /** Words are not indexed. */
    public static class Settings implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("ktr.search.text", "off");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient?_text=x", "Patient?_content=x", "Observation?subject:Patient._text=x", "Patient?_has:Observation:patient:_content=x",
        "Patient?_text:missing=true", "Patient?_content:missing=false", "?_type=Patient,Observation&_content=x", "Patient/1/Observation?_text=x"})
    void what_asks_for_words_is_refused_with_the_name_of_the_switch(String search) {
        String said = Fhir.refused(Fhir.get(search), 400, "unsupported-parameter");
        assertTrue(said.contains("ktr.search.text is off"), said);
        int mark = search.indexOf('?');
        said = Fhir.refused(Fhir.request().contentType("application/x-www-form-urlencoded").body(search.substring(mark + 1))
                .post(search.substring(0, mark) + (mark == 0 ? "" : "/") + "_search"), 400, "unsupported-parameter");
        assertTrue(said.contains("ktr.search.text is off"), said);
    }

    @Test
    void lenient_handling_leaves_it_out_and_says_so() {
        String family = Given.unique();
        String id = Fhir.create(Given.patient(family));
        Fhir.request().header("Prefer", "handling=lenient").get("Patient?_content=x&family=" + family).then().statusCode(200)
                .body("entry[0].resource.id", equalTo(id)).body("entry.size()", equalTo(2))
                .body("entry[1].search.mode", equalTo("outcome"));
    }

    @Test
    void what_is_switched_off_is_not_declared() {
        JsonObject rest = Fhir.read("metadata").objects("rest").getFirst();
        assertFalse(rest.toString().contains("\"_text\"") || rest.toString().contains("\"_content\""));
        for (JsonObject type : rest.objects("resource")) {
            List<String> names = type.objects("searchParam").stream().map(p -> p.string("name")).toList();
            assertTrue(names.contains("_id"), type.string("type"));
            assertFalse(names.contains("_text") || names.contains("_content"), type.string("type"));
        }
    }

    @Test
    void resources_are_written_and_found_by_everything_else() {
        String family = Given.unique();
        JsonObject patient = Given.patient(family).put("text", new JsonObject().put("status", "additional")
                .put("div", "<div xmlns=\"http://www.w3.org/1999/xhtml\">words</div>"));
        String id = Fhir.create(patient);
        assertEquals(List.of(id), Fhir.matches("Patient?family=" + family));
        Fhir.put(patient.put("id", id).put("active", true)).then().statusCode(200);
        Fhir.request().delete("Patient/" + id).then().statusCode(204);
    }
}
