package org.ketaminerecord.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ketaminerecord.access.Policy;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Pack;
import org.ketaminerecord.indexing.SearchParameters;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.packages.PackageFolder;
import org.ketaminerecord.packages.Packages;
import org.ketaminerecord.store.Database;
import org.ketaminerecord.store.Installation;
import org.ketaminerecord.store.ResourceNumbers;
import org.ketaminerecord.terminology.TerminologyContent;
import org.ketaminerecord.terminology.TerminologyServer;

/** Packages that come into the folder, change and go, as a start of the server finds them. */
@QuarkusTest
class PackageFolderTest {

    @Inject
    Database database;
    @Inject
    Installation installation;
    @Inject
    Settings settings;
    @Inject
    SearchParameters parameters;
    @Inject
    TerminologyContent terminology;
    @Inject
    Policy policy;
    @TempDir
    Path folder;

    private final String mark = Given.unique();
    private final String url = "urn:guide:" + mark + "/StructureDefinition/note";

    @AfterEach
    void noPackages() throws IOException {
        load(Optional.empty());
    }

    private void load(Optional<String> where) throws IOException {
        new PackagedLoad(new Engine(database, installation, new ResourceNumbers(), settings, parameters, terminology, TerminologyServer.NONE, policy,
                new Packages(new PackageFolder(where)))).load();
    }

    private void start() throws IOException {
        load(Optional.of(folder.toString()));
    }

    private JsonObject note(String version) {
        return Given.json("{'resourceType':'StructureDefinition','name':'Note','status':'active','kind':'resource','abstract':false,'type':'Observation'}")
                .put("id", "note-" + mark).put("url", url).put("version", version);
    }

    private void guide(String version, JsonObject... resources) throws IOException {
        Pack.write(folder, "guide." + mark, version, new JsonObject(), resources);
    }

    private static List<String> find(String search) {
        return Fhir.matches(Fhir.encoded(search)).stream().sorted().toList();
    }

    @Test
    void two_versions_are_there_together_and_the_later_has_the_id() throws IOException {
        guide("1.9.0", note("1.9.0"));
        guide("1.10.0", note("1.10.0"));
        start();
        assertEquals("1.10.0", Fhir.read("StructureDefinition/note-" + mark).string("version"));
        assertEquals("1.9.0", Fhir.read("StructureDefinition/note-" + mark + "-1.9.0").string("version"));
        assertEquals(List.of("note-" + mark, "note-" + mark + "-1.9.0"), find("StructureDefinition?url=" + url));
        assertEquals(List.of("note-" + mark + "-1.9.0"), find("StructureDefinition?url=" + url + "&version=1.9.0"));
        assertEquals(List.of("note-" + mark), find("StructureDefinition?url=" + url + "&version=1.10.0"));
    }

    @Test
    void another_start_with_the_same_packages_changes_nothing() throws IOException {
        guide("1.0.0", note("1.0.0"));
        start();
        start();
        guide("2.0.0", note("1.0.0").put("id", "other-" + mark));
        start();
        assertEquals("1", Fhir.read("StructureDefinition/note-" + mark).object("meta").string("versionId"));
        assertEquals(1, Fhir.read("StructureDefinition/note-" + mark + "/_history").objects("entry").size());
    }

    @Test
    void another_version_takes_the_place_of_the_one_before_and_what_is_gone_is_gone() throws IOException {
        guide("1.0.0", note("1.0.0"), note("1.0.0").put("id", "old-" + mark).put("url", url + "-old"));
        start();
        Files.delete(folder.resolve("guide." + mark + "-1.0.0.tgz"));
        guide("2.0.0", note("2.0.0"));
        start();
        JsonObject now = Fhir.read("StructureDefinition/note-" + mark);
        assertEquals("2.0.0", now.string("version"));
        assertEquals("2", now.object("meta").string("versionId"));
        assertTrue(now.object("meta").string("source").endsWith("|2.0.0"), now.toString());
        Fhir.get("StructureDefinition/old-" + mark).then().statusCode(410);
        assertEquals(List.of(), find("StructureDefinition?url=" + url + "-old"));

        Files.delete(folder.resolve("guide." + mark + "-2.0.0.tgz"));
        start();
        Fhir.get("StructureDefinition/note-" + mark).then().statusCode(410);
        assertEquals(List.of(), find("StructureDefinition?url=" + url));
        assertFalse(Fhir.get("StructureDefinition/_history?_count=500").asString().contains(mark), "no feed tells of packages that come and go");

        Fhir.put(note("3.0.0")).then().statusCode(201);
        assertEquals(List.of("3.0.0"), Fhir.read("StructureDefinition/_history?_count=500").objects("entry").stream()
                .filter(e -> e.string("fullUrl").endsWith("/note-" + mark)).map(e -> e.object("resource").string("version")).toList());
        Fhir.request().delete("StructureDefinition/note-" + mark).then().statusCode(204);
    }

    @Test
    void what_somebody_stored_is_left_alone() throws IOException {
        Fhir.put(note("9.9.9").put("url", url + "-own")).then().statusCode(201);
        guide("1.0.0", note("1.0.0"));
        start();
        assertEquals("9.9.9", Fhir.read("StructureDefinition/note-" + mark).string("version"));
        Files.delete(folder.resolve("guide." + mark + "-1.0.0.tgz"));
        start();
        assertEquals("1", Fhir.read("StructureDefinition/note-" + mark).object("meta").string("versionId"));
        Fhir.request().delete("StructureDefinition/note-" + mark).then().statusCode(204);
    }

    @Test
    void a_broken_file_takes_nothing_away() throws IOException {
        guide("1.0.0", note("1.0.0"));
        start();
        Path file = folder.resolve("guide." + mark + "-1.0.0.tgz");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
        Pack.write(folder, "second." + mark, "1.0.0", new JsonObject(), note("1.0.0").put("id", "second-" + mark).put("url", url + "-second"));
        start();
        assertEquals("1.0.0", Fhir.read("StructureDefinition/note-" + mark).string("version"));
        assertEquals("1.0.0", Fhir.read("StructureDefinition/second-" + mark).string("version"));
    }

    @Test
    void a_package_brings_definitions_and_no_records() throws IOException {
        guide("1.0.0", note("1.0.0"), Given.patient("packaged").put("id", "packaged-" + mark),
                Given.json("{'resourceType':'Observation','status':'final','code':{'text':'x'}}").put("id", "packaged-" + mark));
        start();
        Fhir.get("Patient/packaged-" + mark).then().statusCode(404);
        Fhir.get("Observation/packaged-" + mark).then().statusCode(404);
        Fhir.get("StructureDefinition/note-" + mark).then().statusCode(200);
    }

    @Test
    void two_guides_may_call_different_things_the_same() throws IOException {
        guide("1.0.0", note("1.0.0"));
        Pack.write(folder, "zzz." + mark, "7.0.0", new JsonObject(), note("7.0.0").put("url", url + "-z"));
        start();
        assertEquals(url, Fhir.read("StructureDefinition/note-" + mark).string("url"));
        assertEquals(List.of("note-" + mark + "-7.0.0"), find("StructureDefinition?url=" + url + "-z"));
        assertFalse(find("StructureDefinition?_source=urn:guide:zzz." + mark + "/ImplementationGuide/zzz." + mark + "|7.0.0").isEmpty());
    }

    @Test
    void references_lead_to_where_their_targets_are_here() throws IOException {
        JsonObject guide = Given.json("{'resourceType':'ImplementationGuide','status':'active','name':'G','packageId':'x','fhirVersion':['4.0.1']}")
                .put("id", "g-" + mark).put("url", "urn:guide:" + mark + "/ImplementationGuide/g");
        for (String version : List.of("1.0.0", "2.0.0")) {
            guide(version, note(version), guide.copy().put("version", version).put("definition", Given.json("{'resource':[{'reference':{'reference':'StructureDefinition/note-"
                    + mark + "'}},{'reference':{'reference':'Patient/example'}}]}")));
        }
        start();
        assertEquals(new TreeSet<>(List.of("StructureDefinition/note-" + mark + "-1.0.0", "urn:guide:guide." + mark + "/Patient/example")), references("g-" + mark + "-1.0.0"));
        assertEquals(new TreeSet<>(List.of("StructureDefinition/note-" + mark, "urn:guide:guide." + mark + "/Patient/example")), references("g-" + mark));
        assertEquals(List.of("g-" + mark + "-1.0.0"), find("ImplementationGuide?resource=StructureDefinition/note-" + mark + "-1.0.0"));
    }

    private static TreeSet<String> references(String id) {
        TreeSet<String> references = new TreeSet<>();
        Fhir.read("ImplementationGuide/" + id).object("definition").objects("resource").forEach(r -> references.add(r.object("reference").string("reference")));
        return references;
    }
}
