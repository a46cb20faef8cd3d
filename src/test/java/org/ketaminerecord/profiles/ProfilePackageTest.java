package org.ketaminerecord.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.fixture.Shared;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.profiles.ProfilePackage.Invalid;
import org.ketaminerecord.profiles.ProfilePackage.Rule;

/** Right records are accepted, wrong ones refused, each for the rule it breaks. */
class ProfilePackageTest {

    private static final ProfilePackage PACKAGE = new ProfilePackage();
    private static final ProfileValidator VALIDATOR = new ProfileValidator(PACKAGE.definitions.values());
    private static final String US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-";

    @Test
    void there_are_the_44_profiles_of_the_record_model() {
        assertEquals(44, PACKAGE.profiles().size());
    }

    @Test
    void every_profile_has_an_example() {
        assertEquals(List.of(), PACKAGE.profiles().values().stream().map(p -> p.string("url"))
                .filter(url -> PACKAGE.examplesOf(url).isEmpty()).toList());
    }

    @Test
    void every_constraint_and_required_binding_of_a_profile_has_an_invalid_example() {
        Set<Rule> shown = PACKAGE.invalid().stream().map(i -> new Rule(i.profile(), i.breaks())).collect(Collectors.toSet());
        Set<Rule> missing = new HashSet<>();
        PACKAGE.profiles().values().forEach(p -> missing.addAll(ProfilePackage.rules(p)));
        missing.removeAll(shown);
        assertEquals(Set.of(), missing);
    }

    /** A binding of an extension is shown where the extension is used. */
    @Test
    void every_required_binding_of_an_extension_has_an_invalid_example() {
        Set<String> shown = PACKAGE.invalid().stream().map(Invalid::breaks).collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>();
        PACKAGE.extensions().values().forEach(e -> ProfilePackage.rules(e).forEach(r -> missing.add(r.name())));
        missing.removeAll(shown);
        assertEquals(Set.of(), missing);
    }

    @Test
    void constraints_have_a_sentence_and_a_key_of_their_own() {
        Map<String, Set<String>> sentences = new TreeMap<>();
        for (JsonObject profile : PACKAGE.profiles().values()) {
            profile.object("differential").objects("element").stream().flatMap(e -> e.objects("constraint").stream())
                    .forEach(c -> sentences.computeIfAbsent(c.string("key"), k -> new TreeSet<>()).add(c.string("human")));
        }
        sentences.forEach((key, human) -> {
            assertTrue(key.matches("ktr-[a-z]{3}-[0-9]+"), key);
            assertEquals(1, human.size(), () -> key + " says different things: " + human);
            assertTrue(human.iterator().next().matches("[A-Z].*\\."), () -> key + ": " + human);
        });
    }

    /** A constraint that only warns is met as well. */
    @Test
    void examples_and_definitions_are_valid() {
        Map<String, List<String>> wrong = new TreeMap<>();
        Stream.of(PACKAGE.examples, PACKAGE.definitions).flatMap(m -> m.entrySet().stream())
                .filter(e -> !e.getKey().startsWith("StructureDefinition-"))
                .forEach(e -> note(wrong, e.getKey(), VALIDATOR.messages(e.getValue()).stream()
                        .filter(m -> m.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0 || m.getMessage().contains("failed: ktr-")).toList()));
        assertEquals(Map.of(), wrong);
    }

    @Test
    void invalid_resources_fail_for_the_rule_they_break_and_no_other() {
        Map<String, List<String>> wrong = new TreeMap<>();
        for (Invalid invalid : PACKAGE.invalid()) {
            List<SingleValidationMessage> all = VALIDATOR.messages(invalid.resource());
            List<SingleValidationMessage> named = all.stream().filter(m -> m.getMessage().contains(invalid.breaks())
                    && m.getSeverity().name().equals(invalid.warning() ? "WARNING" : "ERROR")).toList();
            // one fact may be told twice of one element: an unknown code, and not one of the value set
            Set<String> places = named.stream().map(SingleValidationMessage::getLocationString).collect(Collectors.toSet());
            List<SingleValidationMessage> others = new ArrayList<>(all);
            others.removeIf(m -> m.getSeverity().compareTo(ResultSeverityEnum.ERROR) < 0 || !invalid.warning() && places.contains(m.getLocationString())
                    && (m.getMessage().contains(invalid.breaks()) || m.getMessage().startsWith("Unknown code")));
            if (named.size() != 1 || !others.isEmpty()) {
                wrong.put(invalid.file() + " breaks " + invalid.breaks(), Stream.concat(named.stream(), others.stream())
                        .map(m -> m.getLocationString() + ": " + m.getMessage()).toList());
            }
        }
        assertEquals(Map.of(), wrong);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.1.0", "8.0.0"})
    void examples_are_valid_by_us_core(String version) throws IOException {
        Path archive = Shared.file("packages/hl7.fhir.us.core-" + version + ".tgz");
        ProfileValidator validator = new ProfileValidator(PACKAGE.definitions.values()).with(archive);
        JsonObject table = JsonReader.object(ProfilePackage.bytes(ProfilePackage.HOME.resolve("us-core.json")));
        Map<String, List<String>> wrong = new TreeMap<>();
        int asked = 0;
        for (Map.Entry<String, JsonObject> example : PACKAGE.examples.entrySet()) {
            List<String> claims = ProfilePackage.claims(example.getValue());
            String kind = claims.isEmpty() ? example.getValue().string("resourceType")
                    : claims.getFirst().substring(claims.getFirst().lastIndexOf('/') + 1);
            if (table.has(kind)) {
                asked++;
                String[] profiles = table.array(kind).stream().map(v -> US_CORE + ((JsonString) v).value()).toArray(String[]::new);
                note(wrong, example.getKey(), validator.errors(example.getValue(), profiles));
            }
        }
        assertEquals(Map.of(), wrong);
        JsonObject nobody = PACKAGE.examples.get("Patient-example.json").copy();
        nobody.remove("identifier");
        assertTrue(validator.errors(nobody, US_CORE + "patient").stream().anyMatch(m -> m.getMessage().contains("us-core-patient")));
        assertTrue(asked >= 40, "examples with a profile of US Core: " + asked);
    }

    private static void note(Map<String, List<String>> wrong, String file, List<SingleValidationMessage> errors) {
        if (!errors.isEmpty()) {
            wrong.put(file, errors.stream().map(m -> m.getLocationString() + ": " + m.getMessage()).toList());
        }
    }
}
