package org.ketaminerecord.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonObject;

/** {@code ktr.provenance=transaction}: the server tells who sent a transaction, chart by chart. */
@QuarkusTest
@TestProfile(ProvenanceOfTransactionTest.Made.class)
class ProvenanceOfTransactionTest {

    public static class Made implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("ktr.provenance", "transaction");
        }
    }

    private final String mark = Given.unique();

    private JsonObject patient(String label) {
        return Given.entry("PUT", "Patient/" + label + "." + mark, Given.patient(mark).put("id", label + "." + mark));
    }

    @Test
    void each_chart_has_one_of_its_own_and_it_goes_with_the_chart() {
        JsonObject observation = Given.observation("p." + mark, "8480-6", "2026-05-04", "1", "mm[Hg]").put("id", "o." + mark);
        Fhir.process(Given.bundle("transaction", patient("p"), patient("q"), Given.entry("PUT", "Observation/o." + mark, observation))).then()
                .statusCode(200);
        JsonObject made = Fhir.body(Fhir.get("Provenance?target=Patient/p." + mark)).objects("entry").getFirst().object("resource");
        assertEquals(Set.of("Patient/p." + mark + "/_history/1", "Observation/o." + mark + "/_history/1"),
                Set.copyOf(made.objects("target").stream().map(t -> t.string("reference")).toList()));
        assertEquals("a caller who need not say who", made.objects("agent").getFirst().object("who").string("display"));
        assertEquals(1, Fhir.matches("Provenance?target=Patient/q." + mark).size());
        Fhir.request().post("Patient/p." + mark + "/$purge").then().statusCode(202);
        Fhir.get("Provenance/" + made.string("id")).then().statusCode(404);
        assertEquals(1, Fhir.matches("Provenance?target=Patient/q." + mark).size());
    }

    @Test
    void the_callers_own_stands_in_its_place_and_single_writes_have_none() {
        Fhir.request().header("X-Provenance",
                "{\"resourceType\":\"Provenance\",\"recorded\":\"2026-05-04T10:00:00Z\",\"agent\":[{\"who\":{\"display\":\"me\"}}]}")
                .body(Given.bundle("transaction", patient("p")).toString()).post().then().statusCode(200);
        List<JsonObject> found = Fhir.body(Fhir.get("Provenance?target=Patient/p." + mark)).objects("entry");
        assertEquals(1, found.size());
        assertEquals("me", found.getFirst().object("resource").objects("agent").getFirst().object("who").string("display"));
        String id = Fhir.create(Given.patient(mark));
        assertEquals(List.of(), Fhir.matches("Provenance?target=Patient/" + id));
    }
}
