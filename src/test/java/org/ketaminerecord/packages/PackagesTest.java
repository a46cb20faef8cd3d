package org.ketaminerecord.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Pack;
import org.ketaminerecord.json.JsonObject;

/** What is said of packages that lack others, or cannot be read. */
class PackagesTest {

    @TempDir
    Path folder;

    private Packages packages() {
        return new Packages(new PackageFolder(Optional.of(folder.toString())));
    }

    private void pack(String name, String version, String dependencies) throws IOException {
        Pack.write(folder, name, version, Given.json(dependencies), Given.json("{'resourceType':'ValueSet','status':'active'}").put("id", name).put("url", "urn:" + name)
                .put("version", version));
    }

    @ParameterizedTest
    @CsvSource({"6.1.0, 6.1.0, true", "6.1.0, 6.1.x, true", "6.1.0, 6.x, true", "6.1.0, 6.x.x, true", "6.2.0, 6.1.x, false", "16.1.0, 6.1.x, false", "6.1.0, 6.1.1, false",
        "6.1.0, current, true", "6.1.0, dev, true", "6.1.0, latest, true", "6.1.0, current$branch, true", "6.1.0, 6.1, false", "6.1.0-ballot, 6.1.x, true"})
    void a_version_meets_what_is_asked_for(String version, String wanted, boolean meets) {
        assertEquals(meets, Dependencies.meets(version, wanted));
    }

    @Test
    void nothing_is_said_of_packages_that_have_what_they_build_on() throws IOException {
        pack("a", "1.0.0", "{'hl7.fhir.r4.core':'4.0.1','b':'2.0.x'}");
        pack("b", "2.0.3", "{'a':'current'}");                       // in a circle
        assertEquals(List.of(), packages().remarks());
        assertEquals(List.of("ketamine.treatment.record#0.1.0", "a#1.0.0", "b#2.0.3"), packages().all().stream().map(LoadedPackage::id).toList());
    }

    @Test
    void of_each_package_that_lacks_some_there_is_one_sentence() throws IOException {
        pack("a", "1.0.0", "{'hl7.fhir.r4.core':'4.0.1','b':'3.0.x','c':'1.0.0'}");
        pack("b", "2.0.3", "{}");
        List<String> remarks = packages().remarks();
        assertEquals(1, remarks.size(), remarks.toString());
        assertTrue(remarks.getFirst().contains("The package a#1.0.0 builds on packages that are not loaded: b#3.0.x (2.0.3 is), c#1.0.0."), remarks.toString());
        assertTrue(remarks.getFirst().contains("ktr.packages.dir"));
        assertTrue(packages().complete(), "it is loaded all the same");
        assertNotNull(packages().byUrl("ValueSet", "urn:a", "1.0.0"));
    }

    @Test
    void a_file_that_is_broken_is_named_and_the_others_are_loaded() throws IOException {
        pack("a", "1.0.0", "{}");
        Path whole = folder.resolve("a-1.0.0.tgz");
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(folder.resolve("half.tgz"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        Files.writeString(folder.resolve("text.tgz"), "no archive");
        Pack.write(folder, new JsonObject().put("name", "x"));             // no version: x-null.tgz
        Packages packages = packages();
        assertNotNull(packages.byUrl("ValueSet", "urn:a", null));
        assertFalse(packages.complete());
        for (String name : List.of("half.tgz", "text.tgz", "x-null.tgz")) {
            assertTrue(packages.remarks().stream().anyMatch(r -> r.startsWith("The package file " + name + " could not be read")), packages.remarks().toString());
        }
        assertTrue(packages.remarks().stream().anyMatch(r -> r.contains("no package/package.json with a name and a version")));
    }

    @Test
    void a_folder_that_is_not_there_is_said_and_our_own_package_is_there() {
        Packages packages = new Packages(new PackageFolder(Optional.of(folder.resolve("none").toString())));
        assertTrue(packages.remarks().getFirst().startsWith("The folder of ktr.packages.dir could not be read"), packages.remarks().toString());
        assertEquals(1, packages.all().size());
    }

    @Test
    void packages_for_another_version_of_FHIR_are_left_out() throws IOException {
        Pack.write(folder, Given.json("{'name':'five','version':'1.0.0','fhirVersions':['5.0.0']}"), Given.json("{'resourceType':'ValueSet','id':'five','url':'urn:five'}"));
        Pack.write(folder, Given.json("{'name':'both','version':'1.0.0','fhirVersions':['4.0.1','5.0.0']}"), Given.json("{'resourceType':'ValueSet','id':'both','url':'urn:both'}"));
        assertNull(packages().byUrl("ValueSet", "urn:five", null));
        assertNotNull(packages().byUrl("ValueSet", "urn:both", null));
        assertTrue(packages().remarks().getFirst().contains("five#1.0.0 is for FHIR 5.0.0"), packages().remarks().toString());
    }

    @Test
    void the_scope_of_a_registry_is_no_part_of_a_name() throws IOException {
        Path written = Pack.write(folder, Given.json("{'name':'scoped','version':'1.0.0','canonical':'urn:scoped'}"));
        Files.delete(written);
        Files.createDirectories(folder.resolve("@hl7"));
        Files.move(Pack.write(folder, Given.json("{'name':'@hl7/scoped','version':'1.0.0','canonical':'urn:scoped'}")), folder.resolve("scoped.tgz"));
        LoadedPackage loaded = packages().all().getLast();
        assertEquals("scoped#1.0.0", loaded.id());
        assertEquals("urn:scoped/ImplementationGuide/scoped|1.0.0", loaded.source(), "a guide without ImplementationGuide");
    }

    @Test
    void the_fingerprint_changes_with_any_file() throws IOException {
        String none = packages().fingerprint();
        assertEquals(none, packages().fingerprint());
        pack("a", "1.0.0", "{}");
        String one = packages().fingerprint();
        assertFalse(one.equals(none));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path f : files.toList()) {
                Files.delete(f);
            }
        }
        assertEquals(none, packages().fingerprint());
    }
}
