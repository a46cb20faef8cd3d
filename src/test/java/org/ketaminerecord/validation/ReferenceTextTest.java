package org.ketaminerecord.validation;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R4 references.html#literal. */
class ReferenceTextTest {

    private static final String[] PATIENT = {"Group", "Patient"};

    @ParameterizedTest
    @ValueSource(strings = {"Patient/1", "Patient/a-B.9", "Patient/1/_history/2", "Group/1",
            "http://x.example/fhir/Patient/1",
        "https://x.example", "urn:uuid:c757873d-ec9a-4326-a141-556f43239520", "urn:oid:1.2.3", "HTTP://X/Patient/1"})
    void a_reference_as_it_should_be(String text) {
        assertNull(ReferenceText.fault(text, PATIENT, false));
        assertNull(ReferenceText.fault(text, null, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient", "Patient/", "Patient/a_b", "Patient/1/", "Patient/1/2", "Patient/1/_history",
        "Patient/1/_history/", "Patient/1/_history/2/3", "Patient/1#x", "Patient//1", "/Patient/1", "1", "patient/1",
        "Patients/1", "Resource/1", "HumanName/1", "Patient/1 ", " Patient/1", "urn:", "http://", "https://", "http:x",
        "http://x.example/Patient/1 2", "?identifier=1", "Patient?", "Patient?a=b", "a b", "../Patient/1"})
    void a_reference_as_it_should_not_be(String text) {
        assertNotNull(ReferenceText.fault(text, PATIENT, false), text);
        assertNotNull(ReferenceText.fault(text, null, false), text);
    }

    @Test
    void a_reference_to_a_type_that_the_element_does_not_name() {
        assertNull(ReferenceText.fault("Organization/1", null, false));
        assertTrue(ReferenceText.fault("Organization/1", PATIENT, false).contains("Group, Patient"));
        assertTrue(ReferenceText.fault("Organization?a=b", PATIENT, true).contains("Group, Patient"));
    }

    @Test
    void a_type_that_was_misspelt_is_guessed() {
        assertTrue(ReferenceText.fault("Pateint/1", PATIENT, false).contains("Patient?"));
    }

    @Test
    void a_search_where_one_is_allowed() {
        assertNull(ReferenceText.fault("Patient?identifier=http://x|1", PATIENT, true));
        assertNotNull(ReferenceText.fault("Patient?", PATIENT, true));
        assertNotNull(ReferenceText.fault("Patient?a=b c", PATIENT, true));
        assertNotNull(ReferenceText.fault("Patiens?a=b", PATIENT, true));
    }
}
