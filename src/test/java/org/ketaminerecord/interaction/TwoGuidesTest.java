package org.ketaminerecord.interaction;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shared;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;

/** A server with US Core 6.1.0 and 8.0.0, whose definitions have the same ids. Both build on packages that are not there. */
@QuarkusTest
@TestProfile(TwoGuidesTest.Settings.class)
class TwoGuidesTest {

    private static final String CORE = "http://hl7.org/fhir/us/core/";
    private static final List<String> FILES = List.of("hl7.fhir.us.core-6.1.0.tgz", "hl7.fhir.us.core-8.0.0.tgz");

    /** A folder with the two packages; empty where they are not beside the project. */
    public static class Settings implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target").toAbsolutePath()), "packages");
                folder.toFile().deleteOnExit();
                for (String file : FILES) {
                    Path from = Path.of("..", "shared", "packages", file);
                    if (Files.exists(from)) {
                        Files.copy(from, folder.resolve(file));
                    }
                }
                return Map.of("ktr.packages.dir", folder.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @BeforeEach
    void shared() {
        FILES.forEach(f -> Shared.file("packages/" + f));
    }

    private static List<String> find(String search) {
        return Fhir.matches(Fhir.encoded(search)).stream().sorted().toList();
    }

    @Test
    void the_later_version_has_the_id_and_each_is_found_by_its_version() {
        for (String type : List.of("StructureDefinition/us-core-patient", "ValueSet/us-core-condition-code", "CodeSystem/us-core-category", "ImplementationGuide/hl7.fhir.us.core",
                "CapabilityStatement/us-core-server", "SearchParameter/us-core-patient-name", "OperationDefinition/docref")) {
            JsonObject later = Fhir.read(type);
            assertEquals("8.0.0", later.string("version"), type);
            assertEquals("6.1.0", Fhir.read(type + "-6.1.0").string("version"), type);
            String search = type.substring(0, type.indexOf('/')) + "?url=" + later.string("url");
            String id = later.string("id");
            assertEquals(List.of(id, id + "-6.1.0"), find(search), type);
            assertEquals(List.of(id), find(search + "&version=8.0.0"), type);
            assertEquals(List.of(id + "-6.1.0"), find(search + "&version=6.1.0"), type);
        }
    }

    @Test
    void a_canonical_with_a_version_is_that_version() {
        JsonObject patient = Given.json("{'resourceType':'Patient','identifier':[{'system':'urn:x','value':'1'}],'name':[{'family':'x'}],'gender':'female'}");
        for (String version : List.of("6.1.0", "8.0.0")) {
            Fhir.request().body(patient.toString()).post("Patient/$validate?profile=" + java.net.URLEncoder.encode(CORE + "StructureDefinition/us-core-patient|" + version,
                    java.nio.charset.StandardCharsets.UTF_8)).then().statusCode(200).body(org.hamcrest.Matchers.not(containsString("unknown-profile")));
            Fhir.get(Fhir.encoded("ValueSet/$validate-code?url=" + CORE + "ValueSet/us-core-condition-code&valueSetVersion=" + version + "&system=urn:x&code=y")).then().statusCode(200);
        }
        Fhir.request().body(patient.toString()).post("Patient/$validate?profile=" + java.net.URLEncoder.encode(CORE + "StructureDefinition/us-core-patient|7.0.0",
                java.nio.charset.StandardCharsets.UTF_8)).then().statusCode(200).body(containsString("unknown-profile"));
    }

    @Test
    void the_capability_statement_lists_both_and_their_profiles() {
        JsonObject statement = Fhir.read("metadata");
        assertEquals(List.of("https://ketamine-record.example/fhir/ImplementationGuide/ketamine.treatment.record|0.1.0", CORE + "ImplementationGuide/hl7.fhir.us.core|6.1.0",
                CORE + "ImplementationGuide/hl7.fhir.us.core|8.0.0"), strings(statement, "implementationGuide"));
        JsonObject patient = statement.objects("rest").getFirst().objects("resource").stream().filter(r -> r.string("type").equals("Patient")).findFirst().orElseThrow();
        List<String> profiles = strings(patient, "supportedProfile");
        assertEquals(List.copyOf(new TreeSet<>(profiles)), profiles, "in a stable order");
        assertTrue(profiles.contains(CORE + "StructureDefinition/us-core-patient|6.1.0"), profiles.toString());
        assertTrue(profiles.contains(CORE + "StructureDefinition/us-core-patient|8.0.0"));
        assertTrue(profiles.contains("https://ketamine-record.example/fhir/StructureDefinition/ktr-patient"), "of which there is one version");
        assertFalse(statement.toString().contains("StructureDefinition/vitalsigns\""), "R4's own are not listed");
        assertTrue(statement.objects("rest").getFirst().string("documentation").contains("hl7.fhir.us.core#8.0.0 builds on packages that are not loaded: hl7.fhir.uv.extensions.r4#5.2.0"));
    }

    private static List<String> strings(JsonObject o, String name) {
        return o.array(name).stream().map(v -> ((JsonString) v).value()).toList();
    }

    @Test
    void what_they_lack_is_told_to_the_operator() {
        given().get("/q/health/well").then().statusCode(200).body("status", equalTo("UP")).body("checks.name", hasItem("FHIR packages"))
                .body(containsString("hl7.fhir.us.core#6.1.0")).body(containsString("us.nlm.vsac#0.23.0"));
    }

    @Test
    void they_page_and_sort_with_what_is_stored() {
        String id = Fhir.create(Given.json("{'resourceType':'StructureDefinition','name':'AAA','status':'active','kind':'resource','abstract':false,'type':'Patient'}")
                .put("url", CORE + "StructureDefinition/" + Given.unique()));
        List<String> all = Fhir.allMatches(Fhir.encoded("StructureDefinition?url:below=" + CORE + "StructureDefinition&_sort=name&_count=30&_elements=name"));
        assertEquals(id, all.getFirst());
        assertEquals(new TreeSet<>(all).size(), all.size(), "none comes twice");
        assertTrue(all.size() > 120, "both versions and the stored one: " + all.size());
        Fhir.request().delete("StructureDefinition/" + id).then().statusCode(204);
    }
}
