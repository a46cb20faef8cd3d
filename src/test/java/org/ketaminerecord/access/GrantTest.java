package org.ketaminerecord.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.access.Scope.Permission;

class GrantTest {

    @Test
    void scopes_of_level_patient_need_a_patient() {
        assertEquals(List.of("patient/Observation.rs"), scopes(grant(null, "7", "patient/Observation.rs")));
        assertEquals(List.of("system/Location.r"), scopes(grant("Practitioner/1", null, "patient/Observation.rs system/Location.r")));
        assertEquals(List.of(), scopes(grant("Patient/7", null, "patient/Observation.rs")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Practitioner/1", "PractitionerRole/1"})
    void scopes_of_level_user_are_a_clinicians(String user) {
        assertEquals(List.of("user/Observation.rs"), scopes(grant(user, null, "user/Observation.rs")));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"RelatedPerson/1", "Person/1", "Device/1", "Practitioner", "Practitioner/", "Practitioner/1/_history/1",
            "https://elsewhere.example/fhir/Practitioner/1", "practitioner/1"})
    void scopes_of_level_user_are_nobody_elses(String user) {
        assertEquals(List.of(), scopes(grant(user, "7", "user/*.cruds")));
        assertEquals("7", grant(user, "7", "user/*.cruds").patient());
    }

    @Test
    void a_user_who_is_a_patient_reaches_his_own_record_and_no_other() {
        Grant own = grant("Patient/7", null, "user/Observation.rs?category=a patient/Condition.rs");
        assertEquals(List.of("patient/Observation.rs?category=a"), scopes(own));
        assertEquals("7", own.patient());
        assertEquals(List.of("patient/Observation.rs", "patient/Condition.r"), scopes(grant("Patient/7", "7", "user/Observation.rs patient/Condition.r")));
        Grant other = grant("Patient/7", "8", "user/Observation.rs patient/Condition.r");
        assertEquals(List.of("patient/Condition.r"), scopes(other));
        assertEquals("8", other.patient());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "7,8", "Patient/7", "*"})
    void what_is_no_id_is_no_patient(String patient) {
        Grant grant = grant(null, patient, "patient/*.rs");
        assertNull(grant.patient());
        assertEquals(List.of(), grant.scopes());
    }

    @Test
    void a_grant_tells_which_scopes_are_about_a_type() {
        Grant grant = grant("Practitioner/1", "7", "patient/Observation.rs user/*.r system/Patient.c ktr/audit");
        assertEquals(List.of("patient/Observation.rs", "user/*.r"), grant.scopes("Observation", Permission.READ).stream().map(Scope::text).toList());
        assertEquals(List.of("patient/Observation.rs"), grant.scopes("Observation", Permission.SEARCH).stream().map(Scope::text).toList());
        assertEquals(List.of(), grant.scopes("Patient", Permission.DELETE));
        assertTrue(grant.has("ktr/audit"));
        assertFalse(grant.has("ktr/purge"));
        assertTrue(Grant.OPEN.has("ktr/purge"));
    }

    private static Grant grant(String user, String patient, String claim) {
        Scopes scopes = ScopeParser.parse(claim);
        return new Grant("https://issuer.example", "s", "app", user, patient, scopes.resources(), scopes.others(), Set.of(), false);
    }

    private static List<String> scopes(Grant grant) {
        return grant.scopes().stream().map(Scope::text).toList();
    }
}
