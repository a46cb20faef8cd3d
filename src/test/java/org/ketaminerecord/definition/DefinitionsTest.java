package org.ketaminerecord.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Shared;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonString;

/** The definitions that the server reads are R4's, all of them. */
class DefinitionsTest {

    private static final Definitions R4 = Definitions.r4();

    @Test
    void the_file_is_what_its_generator_makes() throws IOException {
        List<String> committed = Files.readString(DefinitionsGenerator.TARGET).lines().toList();
        List<String> generated = new DefinitionsGenerator().generate().lines().toList();
        for (int i = 0; i < Math.min(committed.size(), generated.size()); i++) {
            int line = i + 1;
            assertEquals(generated.get(i), committed.get(i), () -> "line " + line + ": run DefinitionsGenerator and look at what changed");
        }
        assertEquals(generated.size(), committed.size());
    }

    @Test
    void there_are_all_types_and_compartments_of_r4() {
        assertEquals(146, R4.resourceTypes().size(), "148 with Resource and DomainResource, of which there are no instances");
        assertEquals(List.of("Device", "Encounter", "Patient", "Practitioner", "RelatedPerson"), R4.compartments().stream().sorted().toList());
    }

    @Test
    void every_type_has_the_parameters_of_all_types() {
        for (String type : R4.resourceTypes()) {
            for (String code : List.of("_id", "_lastUpdated", "_profile", "_security", "_source", "_tag")) {
                assertTrue(R4.parameter(type, code) != null, () -> type + " " + code);
            }
        }
    }

    @Test
    void the_patient_compartment_is_the_published_one() throws IOException {
        compartment("Patient", "CompartmentDefinition-patient.json");
    }

    @Test
    void the_other_compartments_are_the_published_ones() throws IOException {
        compartment("Encounter", "CompartmentDefinition-encounter.json");
        compartment("Practitioner", "CompartmentDefinition-practitioner.json");
        compartment("RelatedPerson", "CompartmentDefinition-relatedPerson.json");
        compartment("Device", "CompartmentDefinition-device.json");
    }

    private static void compartment(String name, String file) throws IOException {
        Map<String, Set<String>> published = new TreeMap<>();
        R4.resourceTypes().forEach(type -> published.put(type, Set.of()));
        for (JsonObject resource : read("package/" + file).objects("resource")) {
            Set<String> codes = new TreeSet<>();
            if (resource.array("param") != null) {
                resource.array("param").forEach(p -> codes.add(((JsonString) p).value()));
            }
            codes.remove("{def}");       // the resource that the compartment is named after
            published.put(resource.string("code"), codes);
        }
        Map<String, String> differences = new TreeMap<>();
        published.forEach((type, codes) -> {
            Set<String> ours = new TreeSet<>(R4.compartment(name, type));
            if (!ours.equals(codes)) {
                differences.put(type, "published " + codes + ", here " + ours);
            }
        });
        assertEquals(Map.of(), differences);
    }

    private static JsonObject read(String path) throws IOException {
        try (InputStream file = Files.newInputStream(Shared.file("packages/hl7.fhir.r4.core-4.0.1.tgz"));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
            for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                if (e.getName().equals(path)) {
                    return JsonReader.object(tar.readAllBytes());
                }
            }
        }
        throw new IllegalStateException("no " + path);
    }
}
