package org.ketaminerecord.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.format.XmlReader;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.Severity;

/**
 * The validator cases that HL7 publishes (org.hl7.fhir.testcases:fhir-test-cases): whether a resource is valid, as the official
 * validator says. Cases of R4 that are an instance in JSON or XML and need no other package, profile, terminology server or
 * switch. docs/validation.md says of each difference why it is one.
 */
class OfficialValidatorTest {

    private static final String HOME = "/org/hl7/fhir/testcases/validator/";
    private static final Set<String> PLAIN = Set.of("name", "file", "version", "module", "java", "firely-sdk-current", "firely-sdk-wip", "brianpos",
            "dotnet-brianpos", "description", "explanation", "documentation", "tags");
    private static final Set<String> OTHER = Set.of("tx", "tx-advanced", "json5", "dsig", "xver", "cda", "shc", "cdshooks");

    private static final Set<String> DIFFERENT = new TreeSet<>(Set.of(
            "attachment-with-wrong-size", "bad-bundle-reference-type-4", "binary-ref-internal", "bundle-document-versioned-references-bad",
            "bundle-duplicate-id", "bundle-duplicate-ids-not", "bundle-id-2", "bundle-id-3", "bundle-id-4", "bundle-id-5",
            "bundle-with-contained", "capstmt", "document-css", "dr-xml-space", "encounter-period", "message",
            "mni-patientOverview-bundle-example1", "mni-patientOverview-bundle-example1b", "mr-covid-bnd1", "mr-m-simple-nossystem",
            "nested-questionnaire-nested-valueset", "obs-mz", "obs-temp-bad", "pat-dob-ext", "patient-extension-complex-bad2",
            "patient-id-extensions", "q-bp", "q-enablewhen-me-wrong", "questionnaire-enableWhen-dw", "questionnaire-enableWhen-test-invalid",
            "relative_reference_to_TYPE_ID.all_fullUrl_UUID", "relative_reference_to_fullUrl.id_in_Composition",
            "relative_reference_to_fullUrl.id_in_target_resource", "relative_reference_to_fullUrl.no_ids.PROBLEM", "resource-invalid-eid-2",
            "sig-bundle.json", "sp-diff-base", "sp-diff-type"));

    @Test
    void official_cases_are_judged_as_the_official_validator_judges_them() throws IOException {
        Set<String> different = new TreeSet<>();
        int agreed = 0;
        for (JsonObject c : JsonReader.object(file("manifest.json")).objects("test-cases")) {
            if (!isPlain(c)) {
                continue;
            }
            byte[] outcome = file("outcomes/" + c.string("java"));
            boolean valid = JsonReader.object(outcome).objects("issue").stream().noneMatch(OfficialValidatorTest::isError);
            List<String> errors = errors(c.string("file"));
            if (valid == errors.isEmpty()) {
                agreed++;
            } else {
                different.add(c.string("name"));
            }
        }
        assertEquals(DIFFERENT, different);
        assertEquals(93, agreed);
    }

    private static boolean isPlain(JsonObject c) {
        return ("4.0".equals(c.string("version")) || "4.0.1".equals(c.string("version"))) && c.names().stream().allMatch(PLAIN::contains)
                && !OTHER.contains(String.valueOf(c.string("module"))) && c.string("java") != null && c.string("file").matches(".*\\.(json|xml)")
                && OfficialValidatorTest.class.getResource(HOME + c.string("file")) != null
                && OfficialValidatorTest.class.getResource(HOME + "outcomes/" + c.string("java")) != null;
    }

    private static boolean isError(JsonObject issue) {
        return Set.of("error", "fatal").contains(issue.string("severity"));
    }

    private static List<String> errors(String name) throws IOException {
        try {
            JsonObject resource = name.endsWith(".xml") ? XmlReader.object(file(name)) : JsonReader.object(file(name));
            return OwnPackageTest.VALIDATOR.check(resource, List.of()).stream().filter(f -> f.severity() == Severity.ERROR)
                    .map(f -> f.expression() + ": " + f.diagnostics()).limit(3).toList();
        } catch (Fault unreadable) {
            return List.of(unreadable.getMessage());
        }
    }

    private static byte[] file(String name) throws IOException {
        try (InputStream in = OfficialValidatorTest.class.getResourceAsStream(HOME + name)) {
            return in.readAllBytes();
        }
    }
}
