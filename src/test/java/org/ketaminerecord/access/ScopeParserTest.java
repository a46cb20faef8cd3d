package org.ketaminerecord.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.access.Scope.Level;
import org.ketaminerecord.access.Scope.Permission;

/** SMART 2.2 scopes-and-launch-context.html. */
class ScopeParserTest {

    private static final String VITAL_SIGNS =
            "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|vital-signs";

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
            "patient/Observation.rs PATIENT Observation READ,SEARCH",
            "patient/*.cruds PATIENT * CREATE,READ,UPDATE,DELETE,SEARCH",
            "user/Patient.s USER Patient SEARCH",
            "user/*.cud USER * CREATE,UPDATE,DELETE",
            "system/Encounter.r SYSTEM Encounter READ",
            "system/QuestionnaireResponse.c SYSTEM QuestionnaireResponse CREATE"})
    void a_scope_names_a_level_a_type_and_what_may_be_done(String text, Level level, String type, String permissions) {
        assertEquals(List.of(new Scope(level, type, set(permissions), null)), ScopeParser.parse(text).resources());
        assertEquals(text, ScopeParser.parse(text).resources().getFirst().text());
    }

    @ParameterizedTest
    @CsvSource({"patient/Observation.read, patient/Observation.rs", "user/Patient.write, user/Patient.cud", "system/*.*, system/*.cruds"})
    void scopes_of_smart_1_are_mapped(String first, String second) {
        assertEquals(List.of(second), texts(first));
    }

    @Test
    void criteria_are_kept_as_they_were_sent() {
        Scope scope = ScopeParser.parse(VITAL_SIGNS).resources().getFirst();
        assertEquals("category=http://terminology.hl7.org/CodeSystem/observation-category|vital-signs", scope.query());
        assertEquals(VITAL_SIGNS, scope.text());
        assertNull(ScopeParser.parse("patient/Observation.rs").resources().getFirst().query());
        assertEquals(List.of("patient/Observation.rs?code=http%3A%2F%2Floinc.org%7C85354-9&status=final,amended"),
                texts("patient/Observation.rs?code=http%3A%2F%2Floinc.org%7C85354-9&status=final,amended"));
    }

    @Test
    void scopes_stand_with_spaces_between_and_once_each() {
        Scopes scopes = ScopeParser.parse("  openid fhirUser patient/Patient.r  launch/patient patient/Patient.r user/Patient.read ktr/audit ");
        assertEquals(List.of("patient/Patient.r", "user/Patient.rs"), scopes.resources().stream().map(Scope::text).toList());
        assertEquals(Set.of("openid", "fhirUser", "launch/patient", "ktr/audit"), scopes.others());
        assertEquals(List.of(), scopes.unreadable());
    }

    @Test
    void no_claim_is_no_scope() {
        assertEquals(new Scopes(List.of(), Set.of(), List.of()), ScopeParser.parse(null));
        assertEquals(new Scopes(List.of(), Set.of(), List.of()), ScopeParser.parse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"patient/", "patient/.rs", "patient/Observation", "patient/Observation.", "patient/Observation.sr", "patient/Observation.rr",
            "patient/Observation.rsx", "patient/Observation.READ", "patient/observation.rs", "patient/Observatio.rs", "patient/Resource.rs",
            "patient/DomainResource.r", "patient/**.rs", "patient/Observation.r.s", "patient/Observation.rs?", "patient/Observation.rs?category",
            "patient/Observation.rs?category=", "patient/Observation.rs?=x", "patient/Observation.rs?category=a&", "patient/Observation.rs?&category=a",
            "patient/Observation.rs?category=%4", "patient/Observation.rs?category=%zz", "patient/Observation.rs?category=%ff",
            "patient/Observation.rs?cat%65gory=a", "patient/Observation.rs?_include=Observation:subject", "patient/Observation.rs?category=a&_count=0",
            "patient/Observation.rs?_include:iterate=Observation:subject", "patient/Observation.read?category=a", "patient/Observation.*?category=a",
            "patient/Observation.rs?category=\"a\"", "patient/Observation.rs\tuser/*.cruds", "patient/Observation.rs?category=a\u00e4"})
    void what_is_not_understood_to_the_last_character_grants_nothing_and_is_told(String text) {
        Scopes scopes = ScopeParser.parse(text + " patient/Condition.r");
        assertEquals(List.of("patient/Condition.r"), scopes.resources().stream().map(Scope::text).toList());
        assertEquals(List.of(text), scopes.unreadable());
        assertEquals(Set.of(), scopes.others());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient/Observation.rs", "patients/Observation.rs", "*/Observation.rs", "practitioner/*.rs", "/Observation.rs", "patient.rs"})
    void what_begins_otherwise_is_no_scope_on_resources(String text) {
        assertEquals(new Scopes(List.of(), Set.of(text), List.of()), ScopeParser.parse(text));
    }

    private static List<String> texts(String claim) {
        return ScopeParser.parse(claim).resources().stream().map(Scope::text).toList();
    }

    private static Set<Permission> set(String names) {
        return java.util.Arrays.stream(names.split(",")).map(Permission::valueOf).collect(Collectors.toSet());
    }
}
