package org.ketaminerecord.interaction;

import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonObject;

/** R4 provenance.html#header: the header X-Provenance, a Provenance without targets. */
@QuarkusTest
class ProvenanceHeaderTest {

    private final String mark = Given.unique();

    private String header() {
        return "{\"resourceType\":\"Provenance\",\"recorded\":\"2026-05-04T10:00:00Z\",\"agent\":[{\"who\":{\"display\":\"" + mark + "\"}}]}";
    }

    private JsonObject stored(String target) {
        return Fhir.body(Fhir.get("Provenance?target=" + target)).objects("entry").getFirst().object("resource");
    }

    private static Set<String> targets(JsonObject provenance) {
        return new TreeSet<>(provenance.objects("target").stream().map(t -> t.string("reference")).toList());
    }

    @Test
    void a_create_an_update_and_a_patch_store_one_of_the_version_that_they_made() {
        String id = Fhir.request().header("X-Provenance", header()).body(Given.patient(mark).toString()).post("Patient").then().statusCode(201)
                .extract().path("id");
        JsonObject first = stored("Patient/" + id);
        assertEquals(Set.of("Patient/" + id + "/_history/1"), targets(first));
        assertEquals(mark, first.objects("agent").getFirst().object("who").string("display"));
        Fhir.request().header("X-Provenance", header()).body(Given.patient(mark).put("id", id).put("active", true).toString()).put("Patient/" + id)
                .then().statusCode(200);
        Fhir.request().header("X-Provenance", header()).contentType("application/json-patch+json").body("[{\"op\":\"remove\",\"path\":\"/active\"}]")
                .patch("Patient/" + id).then().statusCode(200);
        Set<String> all = new TreeSet<>();
        Fhir.body(Fhir.get("Provenance?target=Patient/" + id)).objects("entry").forEach(e -> all.addAll(targets(e.object("resource"))));
        assertEquals(Set.of("Patient/" + id + "/_history/1", "Patient/" + id + "/_history/2", "Patient/" + id + "/_history/3"), all);
    }

    @Test
    void what_changes_nothing_stores_none() {
        String id = Fhir.create(Given.patient(mark));
        Fhir.request().header("X-Provenance", header()).body(Given.patient(mark).put("id", id).toString()).put("Patient/" + id).then()
                .statusCode(200);
        assertEquals(List.of(), Fhir.matches("Provenance?target=Patient/" + id));
    }

    @Test
    void a_transaction_stores_one_of_all_that_it_wrote() {
        Response answer = Fhir.request().header("X-Provenance", header()).body(Given.bundle("transaction",
                Given.entry("PUT", "Patient/p." + mark, Given.patient(mark).put("id", "p." + mark)),
                Given.entry("PUT", "Observation/o." + mark, Given.observation("p." + mark, "8480-6", "2026-05-04", "1", "mm[Hg]").put("id", "o."
                        + mark)),
                Given.entry("GET", "Patient/p." + mark)).toString()).post();
        answer.then().statusCode(200);
        assertEquals(3, Fhir.body(answer).objects("entry").size());
        assertEquals(Set.of("Patient/p." + mark + "/_history/1", "Observation/o." + mark + "/_history/1"), targets(stored("Patient/p." + mark)));
    }

    @Test
    void a_batch_stores_one_of_each_entry_that_wrote() {
        Fhir.request().header("X-Provenance", header()).body(Given.bundle("batch",
                Given.entry("PUT", "Patient/p." + mark, Given.patient(mark).put("id", "p." + mark)),
                Given.entry("PUT", "Patient/q." + mark, Given.patient(mark).put("id", "q." + mark)),
                Given.entry("PUT", "Patient/r." + mark, Given.json("{'resourceType':'Patient','nope':1}"))).toString()).post().then().statusCode(200);
        assertEquals(Set.of("Patient/p." + mark + "/_history/1"), targets(stored("Patient/p." + mark)));
        assertEquals(Set.of("Patient/q." + mark + "/_history/1"), targets(stored("Patient/q." + mark)));
    }

    @Test
    void a_deletion_has_one_too_and_those_before_do_not_hold_it_up() {
        String id = Fhir.request().header("X-Provenance", header()).body(Given.patient(mark).toString()).post("Patient").then().statusCode(201)
                .extract().path("id");
        Fhir.request().header("X-Provenance", header()).delete("Patient/" + id).then().statusCode(204);
        Set<String> all = new TreeSet<>();
        Fhir.body(Fhir.get("Provenance?target=Patient/" + id)).objects("entry").forEach(e -> all.addAll(targets(e.object("resource"))));
        assertEquals(Set.of("Patient/" + id + "/_history/1", "Patient/" + id + "/_history/2"), all);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', value = {
        "{ ! 400 ! X-Provenance",
        "nonsense ! 400 ! X-Provenance",
        "{\"resourceType\":\"Patient\"} ! 400 ! Send a Provenance",
        "{\"resourceType\":\"Provenance\"} ! 400 ! recorded",
        "{\"resourceType\":\"Provenance\",\"recorded\":\"2026-05-04T10:00:00Z\"} ! 400 ! agent",
        "{\"resourceType\":\"Provenance\",\"recorded\":\"today\",\"agent\":[{\"who\":{\"display\":\"x\"}}]} ! 400 ! instant",
        "{\"resourceType\":\"Provenance\",\"recorded\":\"2026-05-04T10:00:00Z\",\"agent\":[{\"who\":{\"display\":\"x\"}}],"
                + "\"target\":[{\"reference\":\"Patient/1\"}]} ! 400 ! Leave target",
        "{\"resourceType\":\"Provenance\",\"recorded\":\"2026-05-04T10:00:00Z\",\"agent\":[{\"who\":{\"reference\":\"Practitioner/nobody\"}}]} ! "
                + "422 ! X-Provenance"})
    void one_that_is_wrong_is_refused_and_nothing_is_stored(String header, int status, String says) {
        Fhir.request().header("X-Provenance", header).body(Given.patient(mark).toString()).post("Patient").then().statusCode(status)
                .body("issue[0].diagnostics", containsString(says));
        assertEquals(List.of(), Fhir.matches("Patient?name=" + mark));
        Fhir.request().header("X-Provenance", header).body(Given.bundle("transaction", Given.entry("POST", "Patient", Given.patient(mark)))
                .toString()).post()
                .then().statusCode(status).body("issue[0].diagnostics", containsString(says));
        assertEquals(List.of(), Fhir.matches("Patient?name=" + mark));
    }

    @Test
    void a_name_with_letters_beyond_ascii_is_read_as_utf_8() {
        String sent = new String(header().replace(mark, "Zo\u00eb \u4e16").getBytes(java.nio.charset.StandardCharsets.UTF_8),
                java.nio.charset.StandardCharsets.ISO_8859_1);
        assertEquals("Zo\u00eb \u4e16", ProvenanceHeader.read(sent).objects("agent").getFirst().object("who").string("display"));
        assertNull(ProvenanceHeader.read(null));
    }
}
