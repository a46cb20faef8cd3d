package org.ketaminerecord.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.Severity;
import org.ketaminerecord.packages.PackageFolder;
import org.ketaminerecord.packages.Packages;
import org.ketaminerecord.profile.PackagedContent;
import org.ketaminerecord.profile.Profiles;
import org.ketaminerecord.profile.Validator;

/** What each {@code ktr.validation.mode} asks, without a server. */
class WriteRulesTest {

    private static final String OWN = "https://ketamine-record.example/fhir/";
    private static final String PHQ_9 = OWN + "StructureDefinition/ktr-phq-9";
    private static final Packages PACKAGES = new Packages(new PackageFolder(Optional.empty()));
    private static final Validator VALIDATOR = new Validator(new Profiles(new PackagedContent(PACKAGES)));

    /** What comes of storing it: the faults that refuse, or the warnings that are told, as code and rule. */
    private static String stored(ValidationMode mode, JsonObject resource) {
        WriteValidation validation = new WriteRules(mode, VALIDATOR, PACKAGES, Duration.ofSeconds(1)).request();
        Change change = new Change(new Interaction.Create(resource.string("resourceType"), resource, null), null, null);
        try {
            validation.ahead(change.command);
        } catch (Fault fault) {
            return fault.reason().status() + " " + told(fault.issues().stream().filter(i -> i.severity() == Severity.ERROR).toList());
        }
        List<Issue> accepted = validation.accepted(change);
        assertTrue(accepted.stream().allMatch(i -> i.severity() == Severity.WARNING), accepted::toString);
        return "stored" + (accepted.isEmpty() ? "" : " " + told(accepted));
    }

    private static String told(List<Issue> issues) {
        return String.join(" ", issues.stream().map(i -> i.rule() != null ? i.rule() : i.code().code()).toList());
    }

    private static JsonObject phq9(int total, String... profiles) {
        JsonObject observation = Given.observation("1", "44261-6", "2026-03-01T10:00:00Z", Integer.toString(total), "{score}")
                .put("category", JsonArray.of(Given.concept("http://terminology.hl7.org/CodeSystem/observation-category", "survey")));
        return profiles.length == 0 ? observation : observation.put("meta", new JsonObject().put("profile", Given.strings(profiles)));
    }

    private static JsonObject without(JsonObject resource, String element) {
        resource.remove(element);
        return resource;
    }

    // ---- profiles ----------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(ValidationMode.class)
    void what_meets_its_profile_is_stored_in_every_mode(ValidationMode mode) {
        assertEquals("stored", stored(mode, phq9(27, PHQ_9)));
    }

    @ParameterizedTest
    @EnumSource(ValidationMode.class)
    void what_breaks_its_profile_is_refused_told_or_not_looked_at(ValidationMode mode) {
        assertEquals(switch (mode) {
            case OFF, BASE, BASE_WARN -> "stored";
            case PROFILE_WARN, REQUIRED_WARN -> "stored ktr-phq-1";
            case PROFILE, REQUIRED -> "422 ktr-phq-1";
        }, stored(mode, phq9(28, PHQ_9)));
    }

    @ParameterizedTest
    @EnumSource(ValidationMode.class)
    void a_profile_that_is_not_here_is_accepted_in_every_mode(ValidationMode mode) {
        assertEquals("stored", stored(mode, Given.patient("A").put("meta", new JsonObject().put("profile", Given.strings("urn:unknown")))));
    }

    @ParameterizedTest
    @EnumSource(ValidationMode.class)
    void a_resource_of_the_treatment_has_to_claim_a_profile_of_ours_where_that_is_required(ValidationMode mode) {
        String expected = switch (mode) {
            case OFF, BASE, BASE_WARN, PROFILE, PROFILE_WARN -> "stored";
            case REQUIRED_WARN -> "stored undeclared-profile";
            case REQUIRED -> "422 undeclared-profile";
        };
        assertEquals(expected, stored(mode, phq9(3)));
        assertEquals(expected, stored(mode, phq9(3, "urn:unknown")));
        assertEquals("stored", stored(mode, Given.observation("1", "29463-7", "2026", "80", "kg")));
    }

    @Test
    void an_update_may_claim_by_what_it_carries_over() {
        WriteValidation validation = new WriteRules(ValidationMode.REQUIRED, VALIDATOR, PACKAGES, Duration.ZERO).request();
        Change update = new Change(new Interaction.Update("Observation", "1", phq9(3).put("id", "1"), null, null, false), null, null);
        validation.ahead(update.command);
        update.after = phq9(3, PHQ_9);
        validation.late(update);
        assertEquals(List.of(), validation.accepted(update));
        Change worse = new Change(new Interaction.Update("Observation", "1", phq9(28).put("id", "1"), null, null, false), null, null);
        validation.ahead(worse.command);
        worse.after = phq9(28, PHQ_9);
        assertEquals("ktr-phq-1", assertThrows(Fault.class, () -> validation.late(worse)).issues().getFirst().rule());
        Change bare = new Change(new Interaction.Update("Observation", "1", phq9(3).put("id", "1"), null, null, false), null, null);
        validation.ahead(bare.command);
        bare.after = phq9(3);
        assertEquals(FaultCode.UNDECLARED_PROFILE, assertThrows(Fault.class, () -> validation.late(bare)).issues().getFirst().code());
    }

    @Test
    void taking_a_claim_off_is_judged_where_claims_are_required() {
        Change off = new Change(new Interaction.MetaChange("Observation", "1", new JsonObject(), false), null, null);
        off.before = phq9(3, PHQ_9);
        off.after = phq9(3);
        new WriteRules(ValidationMode.PROFILE, VALIDATOR, PACKAGES, Duration.ZERO).request().late(off);
        assertThrows(Fault.class, () -> new WriteRules(ValidationMode.REQUIRED, VALIDATOR, PACKAGES, Duration.ZERO).request().late(off));
    }

    @Test
    void the_refusal_names_the_profiles_that_may_be_meant() {
        Fault fault = assertThrows(Fault.class, () -> new WriteRules(ValidationMode.REQUIRED, VALIDATOR, PACKAGES, Duration.ZERO).request()
                .ahead(new Interaction.Create("Observation", phq9(3), null)));
        Issue issue = fault.issues().getFirst();
        assertEquals(FaultCode.UNDECLARED_PROFILE, issue.code());
        assertEquals(List.of("Observation.meta.profile"), issue.expression());
        assertTrue(issue.diagnostics().contains("ktr-phq-9") && issue.diagnostics().contains("ketamine.treatment.record"), issue.diagnostics());
    }

    @Test
    void a_resource_is_of_the_treatment_by_its_code_or_by_a_word_of_the_package() {
        List<String> of = new ArrayList<>();
        JsonObject dose = Given.json("{'resourceType':'MedicationAdministration','status':'completed','effectiveDateTime':'2026','subject':{'reference':'Patient/1'}}");
        about(of, "ketamine given", dose.copy().put("medicationCodeableConcept", Given.concept("http://www.nlm.nih.gov/research/umls/rxnorm", "6130")));
        about(of, "labetalol given", dose.copy().put("medicationCodeableConcept", Given.concept("http://www.nlm.nih.gov/research/umls/rxnorm", "896771")));
        about(of, "labetalol given in a course", dose.copy().put("medicationCodeableConcept", Given.concept("http://www.nlm.nih.gov/research/umls/rxnorm", "896771"))
                .put("extension", JsonArray.of(new JsonObject().put("url", OWN + "StructureDefinition/ktr-course").put("valueReference", Given.reference("CarePlan/1")))));
        about(of, "visit", Given.encounter("1", "2026", "2026"));
        about(of, "session", Given.encounter("1", "2026", "2026").put("type", JsonArray.of(Given.concept(OWN + "CodeSystem/ktr-session-type", "iv-infusion"))));
        about(of, "blood pressure", Given.bloodPressure("1", "2026", "120", "80"));
        about(of, "blood pressure at a phase", Given.bloodPressure("1", "2026", "120", "80").put("extension", JsonArray.of(new JsonObject()
                .put("url", OWN + "StructureDefinition/ktr-session-phase-ext").put("valueCodeableConcept", Given.concept(OWN + "CodeSystem/ktr-session-phase", "dosing")))));
        about(of, "a form", Given.json("{'resourceType':'QuestionnaireResponse','status':'completed','questionnaire':'http://example.org/Questionnaire/other'}"));
        about(of, "the journal", Given.json("{'resourceType':'QuestionnaireResponse','status':'completed','questionnaire':'" + OWN + "Questionnaire/mood-journal|0.1.0'}"));
        about(of, "patient", Given.patient("A"));
        about(of, "patient that claims", Given.patient("A").put("meta", new JsonObject().put("profile", Given.strings(OWN + "StructureDefinition/ktr-patient"))));
        about(of, "one that contains a session", Given.patient("A").put("contained", JsonArray.of(Given.encounter("1", "2026", "2026").put("id", "s")
                .put("type", JsonArray.of(Given.concept(OWN + "CodeSystem/ktr-session-type", "iv-infusion"))))));
        about(of, "a dose from a lot, in a course", dose.copy().put("medicationReference", Given.reference("Medication/1")).put("extension", JsonArray.of(
                new JsonObject().put("url", OWN + "StructureDefinition/ktr-course").put("valueReference", Given.reference("CarePlan/1")))));
        about(of, "weight at a phase", Given.observation("1", "29463-7", "2026", "80", "kg").put("extension", JsonArray.of(new JsonObject()
                .put("url", OWN + "StructureDefinition/ktr-session-phase-ext").put("valueCodeableConcept", Given.concept(OWN + "CodeSystem/ktr-session-phase", "dosing")))));
        about(of, "a form of ours without a profile of its answers", Given.json("{'resourceType':'QuestionnaireResponse','status':'completed','questionnaire':'"
                + OWN + "Questionnaire/phq-9'}"));
        assertEquals(List.of("ketamine given", "session", "blood pressure at a phase", "the journal", "a dose from a lot, in a course"), of);
    }

    private static void about(List<String> of, String name, JsonObject resource) {
        WriteRules rules = new WriteRules(ValidationMode.REQUIRED, VALIDATOR, PACKAGES, Duration.ZERO);
        JsonObject unclaimed = resource.copy();
        unclaimed.remove("meta");
        if (!rules.unclaimed(unclaimed).isEmpty()) {
            of.add(name);
        }
        assertEquals(List.of(), rules.unclaimed(unclaimed.put("meta", new JsonObject().put("profile", Given.strings(
                OWN + "StructureDefinition/" + switch (resource.string("resourceType")) {
                    case "MedicationAdministration" -> "ktr-ketamine-administration";
                    case "Encounter" -> "ktr-treatment-session";
                    case "Observation" -> "ktr-session-blood-pressure";
                    case "QuestionnaireResponse" -> "ktr-journal-response";
                    default -> "ktr-patient";
                })))), name);
    }

    // ---- R4's own rules ----------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(ValidationMode.class)
    void what_storing_does_not_need_is_refused_told_or_not_looked_at(ValidationMode mode) {
        assertEquals(structure(mode, "missing-element"), stored(mode, without(Given.observation("1", "x", "2026", "1", "mg"), "status")));
        assertEquals(structure(mode, "invalid-code"), stored(mode, Given.observation("1", "x", "2026", "1", "mg").put("status", "finnal")));
        assertEquals(structure(mode, "invariant"), stored(mode, Given.observation("1", "x", "2026", "1", "mg")
                .put("dataAbsentReason", Given.concept("urn:x", "unknown"))));
    }

    private static String structure(ValidationMode mode, String code) {
        return switch (mode) {
            case OFF -> "stored";
            case BASE_WARN -> "stored " + code;
            case BASE, PROFILE, PROFILE_WARN, REQUIRED, REQUIRED_WARN -> "422 " + code;
        };
    }

    @ParameterizedTest
    @EnumSource(ValidationMode.class)
    void what_storing_needs_is_refused_in_every_mode(ValidationMode mode) {
        assertEquals("400 unknown-element", stored(mode, Given.patient("A").put("famly", "B")));
        assertEquals("400 wrong-type", stored(mode, Given.patient("A").put("active", "yes")));
        assertEquals("422 invalid-value", stored(mode, Given.patient("A").put("birthDate", "yesterday")));
        assertEquals("422 invalid-id", stored(mode, Given.patient("A").put("id", "not an id")));
    }

    @Test
    void a_check_that_ended_early_refuses_since_it_may_not_have_seen_all() {
        JsonObject observation = Given.observation("1", "x", "2026", "1", "mg");
        JsonArray components = new JsonArray();
        for (int i = 0; i < 49; i++) {
            components.add(new JsonObject().put("valueInteger", new JsonNumber(Integer.toString(i))));
        }
        assertEquals("stored", stored(ValidationMode.OFF, observation.put("component", components)));
        components.add(new JsonObject().put("valueInteger", new JsonNumber("50")));
        assertTrue(stored(ValidationMode.OFF, observation).startsWith("422 missing-element"));
    }
}
