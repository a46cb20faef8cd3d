package org.ketaminerecord.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.outcome.Severity;
import org.ketaminerecord.packages.PackageFolder;
import org.ketaminerecord.packages.Packages;

/** The examples of our own package: the right ones pass, each wrong one fails for the rule it breaks and no other. */
class OwnPackageTest {

    private static final Path HOME = Path.of("fhir-profiles");
    static final Validator VALIDATOR = new Validator(new Profiles(new PackagedContent(new Packages(new PackageFolder(Optional.empty())))));

    /** StructureDefinitions apart: the publisher's snapshots of R4 have an extension where R4 does not allow it. */
    @Test
    void every_example_is_valid() throws IOException {
        Map<String, List<String>> wrong = new TreeMap<>();
        int asked = 0;
        for (String folder : List.of("package/example", "package")) {
            try (Stream<Path> files = Files.list(HOME.resolve(folder))) {
                for (Path file : files.filter(f -> f.getFileName().toString().matches("(?!StructureDefinition)[A-Z].*\\.json")).sorted().toList()) {
                    asked++;
                    List<Finding> errors = VALIDATOR.check(JsonReader.object(Files.readAllBytes(file)), List.of()).stream()
                            .filter(f -> f.severity() == Severity.ERROR || f.rule() != null && f.rule().startsWith("ktr-")).toList();
                    if (!errors.isEmpty()) {
                        wrong.put(file.getFileName().toString(), texts(errors));
                    }
                }
            }
        }
        assertEquals(Map.of(), wrong);
        assertEquals(true, asked > 130);
    }

    @Test
    void each_invalid_one_fails_for_its_rule_alone() throws IOException {
        Map<String, List<String>> wrong = new TreeMap<>();
        for (JsonObject invalid : ((JsonArray) JsonReader.value(Files.readAllBytes(HOME.resolve("invalid/invalid.json")))).objects()) {
            JsonObject resource = JsonReader.object(Files.readAllBytes(HOME.resolve("invalid").resolve(invalid.string("file"))));
            Severity severity = invalid.string("severity").equals("warning") ? Severity.WARNING : Severity.ERROR;
            List<Finding> found = VALIDATOR.check(resource, List.of());
            List<Finding> named = found.stream().filter(f -> f.severity() == severity && invalid.string("breaks").equals(f.rule())).toList();
            // an unknown code is also not one of the value set: one fact, told twice of one element
            List<Finding> others = found.stream().filter(f -> f.severity() == Severity.ERROR && !named.contains(f)
                    && named.stream().noneMatch(n -> f.expression().startsWith(n.expression()) && f.rule() != null && f.code().name().equals("UNKNOWN_CODE"))).toList();
            if (named.size() != 1 || !others.isEmpty()) {
                wrong.put(invalid.string("file") + " breaks " + invalid.string("breaks") + " (" + named.size() + ")", texts(others.isEmpty() ? found : others));
            }
        }
        assertEquals(Map.of(), wrong);
    }

    private static List<String> texts(List<Finding> findings) {
        return findings.stream().map(f -> f.severity() + " " + f.expression() + ": " + f.diagnostics() + " <" + f.rule() + ">").toList();
    }
}
