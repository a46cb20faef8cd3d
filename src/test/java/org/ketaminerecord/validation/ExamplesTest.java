package org.ketaminerecord.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.outcome.Issue;

/** Resources that others made: what is right must pass. */
class ExamplesTest {

    private static final String ROOT = "org/hl7/fhir/testcases/r4/";
    private static final Path SYNTHEA = Path.of("../shared/data/synthea-r4-20-patients.tar.xz");

    /** Those that HAPI reads, since it asks neither for cardinality nor for targets, but that break a rule of R4. */
    private static final Map<String, String> WRONG = Map.of(
            "bundle-with-no-type.json", "Bundle.type is 1..1",
            "bundle-questionnaire.json", "groups without linkId, which is 1..1",
            "explanationofbenefit-example.json", "of STU3: nine mandatory elements are not there",
            "patient-container-example.json", "refers to its contained resource as 1, not #1",
            "devicemetric-example.json", "parent points to a DeviceDefinition; R4 allows Device alone",
            "deviceusestatement-example.json", "reasonReference points to a Procedure",
            "medicationrequest0301.json",
                    "dispenseRequest.performer points to a Practitioner; R4 allows Organization alone");

    @Test
    void examples_of_r4_that_hapi_reads_strictly_pass() throws IOException {
        FhirContext context = FhirContext.forR4();
        Map<String, List<Issue>> refused = new TreeMap<>();
        int passed = 0;
        String known = getClass().getClassLoader().getResource(ROOT + "examples/patient-example.json").toString();
        URI jar = URI.create(known.substring(0, known.indexOf('!')));
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of());
                Stream<Path> paths = Files.walk(files.getPath(ROOT))) {
            for (Path path : (Iterable<Path>) paths.filter(p -> p.toString().matches(".*\\.(json|xml)"))::iterator) {
                byte[] json = json(path, context);
                if (json != null) {
                    List<Issue> issues = StructureCheck.check(JsonReader.object(json), null);
                    if (issues.isEmpty()) {
                        passed++;
                    } else {
                        refused.put(path.getFileName().toString(), issues);
                    }
                }
            }
        }
        assertEquals(WRONG.keySet().stream().sorted().toList(), refused.keySet().stream().toList(), refused::toString);
        assertTrue(passed > 80, passed + " passed");
    }

    @Test
    void every_resource_of_the_synthea_patients_passes() throws IOException {
        assumeTrue(Files.exists(SYNTHEA), () -> "skipped, there is no " + SYNTHEA);
        int resources = 0;
        try (var in = new TarArchiveInputStream(new XZCompressorInputStream(Files.newInputStream(SYNTHEA)))) {
            for (TarArchiveEntry file = in.getNextEntry(); file != null; file = in.getNextEntry()) {
                if (file.getName().endsWith(".json")) {
                    JsonObject bundle = JsonReader.object(in.readAllBytes());
                    assertEquals(List.of(), StructureCheck.check(bundle, "Bundle"), file.getName());
                    resources += bundle.objects("entry").size();
                }
            }
        }
        assertEquals(13_794, resources);
    }

    @Test
    void one_wrong_character_in_a_bundle_is_found() {
        String text = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\","
                + "\"birthDate\":\"1980-01-01\"},\"request\":{\"method\":\"POST\",\"url\":\"Patient\"}}]}";
        assertTrue(StructureCheck.check(JsonReader.object(text.getBytes(StandardCharsets.UTF_8)), "Bundle").isEmpty());
        assertFalse(StructureCheck.check(JsonReader.object(text.replace("1980-01", "1980-21")
                .getBytes(StandardCharsets.UTF_8)), "Bundle").isEmpty());
    }

    /** The resource of a file in JSON, or null when it is none or HAPI refuses it. */
    private static byte[] json(Path path, FhirContext context) throws IOException {
        boolean xml = path.toString().endsWith(".xml");
        String text = Files.readString(path);
        try {
            IParser parser = xml ? context.newXmlParser() : context.newJsonParser();
            var resource = parser.setParserErrorHandler(new StrictErrorHandler()).parseResource(text);
            return xml ? context.newJsonParser().encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8)
                    : Files.readAllBytes(path);
        } catch (DataFormatException e) {
            return null;
        }
    }
}
