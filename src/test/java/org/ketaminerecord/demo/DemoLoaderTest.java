package org.ketaminerecord.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;

/** The clinic is loaded whole and once, whoever else is at it. Each test has a clinic of its own. */
@QuarkusTest
class DemoLoaderTest {

    @Inject
    DemoLoader loader;

    private final String prefix = Given.unique();
    private final List<JsonObject> clinic = DemoClinic.bundles(1, Charts.TODAY).stream()
            .map(b -> JsonReader.object(b.toString().replace("demo-", prefix + "-").getBytes(StandardCharsets.UTF_8))).toList();

    private String patient(Story story) {
        return story.id().replace("demo-", prefix + "-");
    }

    private static int stored(String type, String patient) {
        return Fhir.get(type + "?patient=" + patient + "&_count=0&_total=accurate").then().statusCode(200).extract().path("total");
    }

    private void assertLoadedOnce(int patients) {
        for (int i = 0; i < patients; i++) {
            String patient = patient(Story.ALL.get(i));
            for (String type : List.of("Encounter", "MedicationAdministration", "CarePlan")) {
                int sent = (int) clinic.get(i + 1).objects("entry").stream().filter(e -> type.equals(e.object("resource").string("resourceType"))).count();
                assertEquals(sent, stored(type, patient), type + " of " + patient);
            }
            assertEquals(200, Fhir.get("Patient/" + patient + "/_history").statusCode());
            assertEquals("1", Fhir.read("Patient/" + patient).object("meta").string("versionId"));
        }
    }

    @Test
    void a_load_that_was_cut_off_goes_on_where_it_was() {
        loader.load(clinic.subList(0, 2));
        assertLoadedOnce(1);
        assertEquals(404, Fhir.get("Patient/" + patient(Story.ALL.get(1))).statusCode());
        loader.load(clinic.subList(0, 4));
        assertLoadedOnce(3);
        loader.load(clinic.subList(0, 4));
        assertLoadedOnce(3);
    }

    @Test
    void two_servers_that_start_at_once_load_each_patient_once() throws Exception {
        try (ExecutorService servers = Executors.newFixedThreadPool(2)) {
            Callable<Void> start = () -> {
                loader.load(clinic.stream().limit(4).map(JsonObject::copy).toList());
                return null;
            };
            for (var load : servers.invokeAll(Stream.of(start, start).toList())) {
                load.get();
            }
        }
        assertLoadedOnce(3);
    }

    @Test
    void a_patient_that_somebody_deleted_stays_deleted() {
        String id = patient(Story.ALL.getFirst());
        Fhir.put(Given.patient("Test").put("id", id)).then().statusCode(201);
        Fhir.request().delete("Patient/" + id).then().statusCode(204);
        loader.load(clinic.subList(0, 2));
        assertEquals(410, Fhir.get("Patient/" + id).statusCode());
    }

    @Test
    void a_database_with_other_patients_is_left_alone() {
        Fhir.create(Given.patient("Test"));
        loader.loadIfEmpty(clinic);
        assertEquals(404, Fhir.get("Patient/" + patient(Story.ALL.getFirst())).statusCode());
    }
}
