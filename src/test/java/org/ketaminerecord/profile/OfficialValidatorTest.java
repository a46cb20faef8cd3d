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

    /** A switch of the official validator: what is unsafe in texts is an error. */
    private static final String SECURITY = "security-checks";

    private static final Set<String> DIFFERENT = new TreeSet<>(Set.of("bundle-id-5", "encounter-period", "message", "nested-questionnaire-nested-valueset",
            "obs-temp-bad", "pat-dob-ext", "q-bp", "sig-bundle.json"));

    @Test
    void official_cases_are_judged_as_the_official_validator_judges_them() throws IOException {
        List<JsonObject> plain = cases().stream().filter(c -> !c.has(SECURITY)).toList();
        assertEquals(131, plain.size());
        assertEquals(DIFFERENT, different(plain));
    }

    /** 136 cases, as many as of those of which 115 is the best that was published of another validator; docs/validation.md says more. */
    @Test
    void of_136_cases_more_than_115_are_judged_as_the_official_validator_judges_them() throws IOException {
        List<JsonObject> all = cases();
        assertEquals(136, all.size());
        assertEquals(126, all.size() - different(all).size());
    }

    private static List<JsonObject> cases() throws IOException {
        return JsonReader.object(file("manifest.json")).objects("test-cases").stream().filter(OfficialValidatorTest::isPlain).toList();
    }

    private static Set<String> different(List<JsonObject> cases) throws IOException {
        Set<String> different = new TreeSet<>();
        for (JsonObject c : cases) {
            byte[] outcome = file("outcomes/" + c.string("java"));
            boolean valid = JsonReader.object(outcome).objects("issue").stream().noneMatch(OfficialValidatorTest::isError);
            if (valid != errors(c.string("file")).isEmpty()) {
                different.add(c.string("name"));
            }
        }
        return different;
    }

    private static boolean isPlain(JsonObject c) {
        return ("4.0".equals(c.string("version")) || "4.0.1".equals(c.string("version")))
                && c.names().stream().allMatch(n -> PLAIN.contains(n) || n.equals(SECURITY))
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
