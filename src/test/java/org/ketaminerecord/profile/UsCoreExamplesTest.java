package org.ketaminerecord.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.fixture.Shared;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Severity;
import org.ketaminerecord.packages.PackageFolder;
import org.ketaminerecord.packages.Packages;

/**
 * The examples that HL7 publishes with US Core, which are valid by their publisher's word: our validator, with that package and no
 * other, finds no error in them, and of warnings those that stand here.
 */
class UsCoreExamplesTest {

    private static final String US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/";

    /**
     * What is said, undecided codes apart. Profiles of SDC, on which US Core builds, are not loaded; the invariants warn by their own
     * definition; the codes are in none of the extensible value sets, and may be.
     */
    private static final Map<String, Set<String>> WARNINGS = Map.of(
            "6.1.0", Set.of("Questionnaire sdc-questionnaire", "DocumentReference formatcodes", "Bundle formatcodes", "Coverage identifier-type",
                    "Condition condition-category", "Immunization us-core-5", "Observation ucum-vitals-common|4.0.1"),
            "8.0.0", Set.of("Questionnaire sdc-questionnaire", "Coverage identifier-type", "Condition condition-category",
                    "Location v3-ServiceDeliveryLocationRoleType", "Observation ucum-vitals-common|4.0.1"));

    /** How many there are, and how many of them claim a profile of US Core. */
    private static final Map<String, List<Integer>> COUNTS = Map.of("6.1.0", List.of(183, 174), "8.0.0", List.of(222, 209));

    @TempDir
    Path folder;

    /** Two entries of bundles have another id in their fullUrl than in the resource, which R4 does not allow (bundle.html#bundle-unique). */
    private static final String MISTAKEN = "The fullUrl '[^']*/(Endpoint-71|discharge-summary789)' does not agree with the resource.*";

    private final Map<String, JsonObject> examples = new TreeMap<>();
    private final Map<String, JsonObject> profiles = new TreeMap<>();

    private Validator load(String version) throws IOException {
        Path archive = Shared.file("packages/hl7.fhir.us.core-" + version + ".tgz");
        Files.copy(archive, folder.resolve(archive.getFileName()));
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
            for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                boolean example = e.getName().matches("package/example/[^/.]+\\.json");
                if (example || e.getName().matches("package/StructureDefinition-[^/]+\\.json")) {
                    JsonObject resource = JsonReader.object(tar.readAllBytes());
                    if (!example) {
                        profiles.put(resource.string("url"), resource);
                    } else if (resource.string("resourceType") != null) {
                        examples.put(e.getName(), resource);
                    }
                }
            }
        }
        return new Validator(new Profiles(new PackagedContent(new Packages(new PackageFolder(Optional.of(folder.toString()))))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.1.0", "8.0.0"})
    void examples_of_the_package_are_valid(String version) throws IOException {
        Validator validator = load(version);
        Map<String, List<Finding>> errors = new TreeMap<>();
        Set<String> warnings = new TreeSet<>();
        int claiming = 0;
        for (Map.Entry<String, JsonObject> example : examples.entrySet()) {
            claiming += claims(example.getValue()).isEmpty() ? 0 : 1;
            for (Finding f : validator.check(example.getValue(), List.of())) {
                if (f.severity() == Severity.ERROR && !f.diagnostics().matches(MISTAKEN)) {
                    errors.computeIfAbsent(example.getKey(), k -> new java.util.ArrayList<>()).add(f);
                } else if (f.severity() == Severity.WARNING && f.code() != FaultCode.UNDECIDED) {
                    warnings.add(example.getValue().string("resourceType") + " " + f.rule().substring(f.rule().lastIndexOf('/') + 1));
                }
            }
        }
        assertEquals(Map.of(), errors);
        assertEquals(new TreeSet<>(WARNINGS.get(version)), warnings);
        assertEquals(COUNTS.get(version), List.of(examples.size(), claiming));
    }

    /** That they are valid is worth something: without an element that their profile requires they are not. */
    @ParameterizedTest
    @ValueSource(strings = {"6.1.0", "8.0.0"})
    void without_a_required_element_they_are_not(String version) throws IOException {
        Validator validator = load(version);
        Set<String> unseen = new TreeSet<>();
        int taken = 0;
        for (Map.Entry<String, JsonObject> example : examples.entrySet()) {
            for (String claim : claims(example.getValue())) {
                for (JsonObject element : profiles.get(claim).object("snapshot").objects("element")) {
                    String[] path = element.string("path").split("\\.");
                    if (path.length != 2 || element.string("sliceName") != null || !(element.get("min") instanceof JsonNumber n) || n.decimal().signum() == 0) {
                        continue;
                    }
                    String name = path[1].replace("[x]", "");
                    JsonObject without = example.getValue().copy();
                    Definitions.r4().type(path[0]).elementsOf(name).forEach(e -> without.remove(e.name()));
                    List.of(name, "_" + name).forEach(without::remove);
                    taken++;
                    if (validator.check(without, List.of()).stream().noneMatch(f -> f.severity() == Severity.ERROR && f.code() == FaultCode.MISSING_ELEMENT
                            && f.expression().equals(path[0] + "." + name))) {
                        unseen.add(example.getKey() + " " + claim + " " + name);
                    }
                }
            }
        }
        assertEquals(Set.of(), unseen);
        assertTrue(taken > 500, taken + " elements were taken out");
    }

    private List<String> claims(JsonObject resource) {
        return ProfileWalk.claims(resource).stream().map(c -> c.replaceFirst("\\|.*", "")).filter(c -> c.startsWith(US_CORE)).toList();
    }
}
