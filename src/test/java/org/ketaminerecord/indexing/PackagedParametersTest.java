package org.ketaminerecord.indexing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.indexing.Own.parameter;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shared;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.packages.FhirPackage;
import org.ketaminerecord.packages.PackageFolder;
import org.ketaminerecord.store.Database;

/** Search parameters of packages in a folder. */
@QuarkusTest
class PackagedParametersTest {

    @Inject
    Database database;
    @Inject
    SearchParameters parameters;

    @TempDir
    Path folder;

    private final Own own = new Own();
    private final Shelf shelf = new Shelf();

    @AfterEach
    void noPackages() {
        own.clear();
        new PackagedParameters(database, parameters, new PackageFolder(Optional.empty())).register();
    }

    /** As at a start of the server with this folder. */
    private void start() {
        new PackagedParameters(database, parameters, new PackageFolder(Optional.of(folder.toString()))).register();
    }

    private void pack(String name, String version, JsonObject... resources) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            add(tar, "package/package.json", Given.json("{'dependencies':{'hl7.fhir.r4.core':'4.0.1'}}").put("name", name).put("version", version));
            for (JsonObject r : resources) {
                add(tar, "package/" + r.string("resourceType") + "-" + r.string("id") + ".json", r);
            }
            add(tar, "package/other/SearchParameter-ignored.json", Given.json("{'resourceType':'SearchParameter'}"));
        }
        Files.write(folder.resolve(name + ".tgz"), bytes.toByteArray());
    }

    private static void add(TarArchiveOutputStream tar, String name, JsonObject json) throws IOException {
        byte[] content = json.toString().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    @Test
    void a_package_tells_its_name_and_gives_its_resources_by_type() throws IOException {
        pack("test.one", "1.0.0", parameter("a", "token", "Basic", "Basic.code"), Given.patient("Example").put("id", "p"));
        FhirPackage p = FhirPackage.open(folder.resolve("test.one.tgz"));
        assertEquals("test.one#1.0.0", p.id());
        assertEquals("4.0.1", p.dependencies().get("hl7.fhir.r4.core"));
        Set<String> found = new TreeSet<>();
        p.resources("SearchParameter", r -> found.add(r.string("id")));
        assertEquals(Set.of("a"), found);
        Files.writeString(folder.resolve("broken.tgz"), "no archive");
        assertThrows(IOException.class, () -> FhirPackage.open(folder.resolve("broken.tgz")));
    }

    @Test
    void its_parameters_are_indexed_and_go_with_it_but_not_with_a_broken_file() throws IOException {
        String code = Own.code();
        shelf.put("b", Given.json("{'resourceType':'Basic','code':{'text':'x'}}").put("code", Given.concept("urn:c", code)));
        pack("test.one", "1.0.0", parameter(code, "token", "Basic", "Basic.code"));
        start();
        Own.await(code, "complete");
        assertEquals(Set.of("b"), shelf.find("Basic?" + code + "=" + code));
        String job = Own.part(Own.job(code), "id");
        pack("test.one", "1.1.0", parameter(code, "token", "Basic", "Basic.code"));
        start();
        assertEquals("package test.one#1.1.0", parameters.registry().own().all().stream().filter(p -> p.definition().code().equals(code)).findFirst().orElseThrow().source());
        assertEquals(job, Own.part(Own.job(code), "id"), "the same definition is not indexed again");
        Files.writeString(folder.resolve("test.one.tgz"), "no archive");
        start();
        assertTrue(Own.declared("Basic", code));
        Files.delete(folder.resolve("test.one.tgz"));
        start();
        assertFalse(Own.declared("Basic", code));
    }

    @Test
    void what_is_stored_goes_before_what_a_package_brings() throws IOException {
        String code = Own.code();
        pack("test.one", "1.0.0", parameter(code, "token", "Basic", "Basic.code"));
        start();
        Own.await(code, "complete");
        own.ready(parameter(code, "token", "Basic", "Basic.identifier"));
        start();
        assertEquals(Set.of("SearchParameter/" + code), parameters.registry().own().all().stream().filter(p -> p.definition().code().equals(code))
                .map(p -> p.source()).collect(Collectors.toSet()));
        assertTrue(Own.declared("Basic", code));
    }

    @Test
    void one_that_is_wrong_is_left_out_and_the_others_are_not() throws IOException {
        String wrong = Own.code();
        String right = Own.code();
        pack("test.one", "1.0.0", parameter(wrong, "token", "Basic", "Basic.cdoe"), parameter(right, "token", "Basic", "Basic.code"));
        start();
        Own.await(right, "complete");
        assertFalse(Own.declared("Basic", wrong));
        assertTrue(Own.declared("Basic", right));
    }

    @Test
    void us_core_has_race_and_ethnicity_beside_what_r4_has() throws IOException {
        Path core = Shared.file("packages/hl7.fhir.us.core-6.1.0.tgz");
        Files.copy(core, folder.resolve("us.tgz"));
        shelf.put("p", Given.patient("Own").put("extension", JsonArray.of(new JsonObject().put("url", "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race")
                .put("extension", JsonArray.of(new JsonObject().put("url", "ombCategory").put("valueCoding",
                        new JsonObject().put("system", "urn:oid:2.16.840.1.113883.6.238").put("code", "2106-3")))))));
        start();
        for (int i = 0; i < 600 && !Own.declared("Patient", "race"); i++) {
            Own.pause();
        }
        assertEquals(Set.of("p"), shelf.find("Patient?race=2106-3"));
        assertEquals(Set.of("race", "ethnicity", "gender-identity"), parameters.registry().own().all().stream().map(p -> p.definition())
                .filter(d -> d.base().contains("Patient")).map(d -> d.code()).collect(Collectors.toSet()));
        assertEquals(Set.of("CareTeam role", "Condition asserted-date", "Encounter discharge-disposition", "Goal description"),
                parameters.registry().own().all().stream().map(p -> p.definition()).filter(d -> !d.base().contains("Patient"))
                        .map(d -> d.base().getFirst() + " " + d.code()).collect(Collectors.toSet()));
    }
}
