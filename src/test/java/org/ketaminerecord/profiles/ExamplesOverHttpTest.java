package org.ketaminerecord.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.profiles.ProfilePackage.Invalid;

/**
 * The examples of our package as an integrator sends them: to {@code $validate}, in JSON and in XML. Nothing is said of the valid
 * ones but what stands here; of each invalid one its rule, at its element, and nothing else.
 */
@QuarkusTest
class ExamplesOverHttpTest {

    private static final String OWN = "https://ketamine-record.example/fhir/StructureDefinition/";
    private static final ProfilePackage PACKAGE = new ProfilePackage();

    /**
     * What is said of valid ones, each a code for which an extensible value set of R4 has none that fits: our kind of consent, the
     * opt-in of v3-ActCode, the transmitter that US Core asks for.
     */
    private static final Map<String, List<Told>> WARNINGS = Map.of(
            "Consent-off-label-consent.json", List.of(
                    new Told("warning", "invalid-code", "http://hl7.org/fhir/ValueSet/consent-category", "Consent.category[1]", OWN + "ktr-treatment-consent"),
                    new Told("warning", "invalid-code", "http://hl7.org/fhir/ValueSet/consent-policy", "Consent.policyRule", OWN + "ktr-treatment-consent")),
            "Provenance-session-1-provenance.json", List.of(
                    new Told("warning", "invalid-code", "http://hl7.org/fhir/ValueSet/provenance-agent-type", "Provenance.agent[1].type", OWN + "ktr-provenance")));

    private static Map<String, List<Told>> said(Stream<Map.Entry<String, JsonObject>> resources, Function<JsonObject, List<Told>> validate) {
        Map<String, List<Told>> said = new TreeMap<>();
        resources.forEach(e -> {
            List<Told> told = validate.apply(e.getValue());
            if (!told.isEmpty()) {
                said.put(e.getKey(), told);
            }
        });
        return said;
    }

    @Test
    void nothing_is_said_of_valid_examples_but_what_is_listed_here() {
        assertEquals(WARNINGS, said(PACKAGE.examples.entrySet().stream(), Told::of));
        assertTrue(PACKAGE.examples.size() >= 60);
    }

    @Test
    void nothing_is_said_of_them_in_xml_either() {
        assertEquals(WARNINGS, said(PACKAGE.examples.entrySet().stream(), Told::ofXml));
    }

    @Test
    void nothing_is_said_of_the_definitions_of_the_package() {
        assertEquals(Map.of(), said(PACKAGE.definitions.entrySet().stream(), Told::of));
    }

    /** Remarks too: narratives that are not there, and extensions of other guides that are not loaded. */
    @Test
    void remarks_are_of_two_kinds_only() {
        Map<String, List<Told>> said = said(PACKAGE.examples.entrySet().stream(), r -> Told.of(r, "information=true"));
        assertEquals(List.of(), said.values().stream().flatMap(List::stream)
                .filter(t -> t.severity().equals("information") && !"dom-6".equals(t.rule()) && !t.code().equals("unknown-extension")).toList());
    }

    @Test
    void each_invalid_example_is_told_its_rule_at_its_element_and_nothing_else() {
        assertEquals(Map.of(), wrong(Told::of));
    }

    @Test
    void each_invalid_example_in_xml_too() {
        assertEquals(Map.of(), wrong(Told::ofXml));
    }

    private static Map<String, List<Told>> wrong(Function<JsonObject, List<Told>> validate) {
        Map<String, List<Told>> wrong = new TreeMap<>();
        for (Invalid invalid : PACKAGE.invalid()) {
            List<Told> told = new ArrayList<>(validate.apply(invalid.resource()));
            // what is said of the valid example that it was made of is said of it as well
            if (invalid.resource().string("resourceType").equals("Consent")) {
                told.removeIf(WARNINGS.get("Consent-off-label-consent.json")::contains);
            }
            if (!told.equals(List.of(new Told(invalid.warning() ? "warning" : "error",
                    invalid.breaks().startsWith("http") ? "invalid-code" : "invariant", invalid.breaks(), invalid.expression(), profile(invalid, told))))) {
                wrong.put(invalid.file() + " breaks " + invalid.breaks() + " at " + invalid.expression(), told);
            }
        }
        return wrong;
    }

    /** The profile that is claimed, or the extension whose value it is. */
    private static String profile(Invalid invalid, List<Told> told) {
        String asks = told.isEmpty() ? null : told.getFirst().profile();
        return invalid.expression().contains(".extension[") && asks != null && PACKAGE.extensions().values().stream().anyMatch(e -> asks.equals(e.string("url")))
                ? asks : invalid.profile();
    }
}
