package org.ketaminerecord.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> PATIENT = List.copyOf(Definitions.r4().type("Patient").bases());

    @ParameterizedTest
    @CsvSource({"nmae,name", "gendr,gender", "birthdate,birthDate", "identifer,identifier", "NAME,name",
            "telcom,telecom",
            "managingOrganisation,managingOrganization", "comunicaton,communication"})
    void a_slip_finds_the_word_that_was_meant(String slip, String meant) {
        assertEquals(Optional.of(meant), Nearest.to(slip, PATIENT));
    }

    @ParameterizedTest
    @CsvSource({"dob", "x", "medication", "''", "nm", "generalPhysician"})
    void another_word_finds_nothing(String word) {
        assertEquals(Optional.empty(), Nearest.to(word, PATIENT));
    }

    @Test
    void two_swapped_letters_are_one_slip() {
        assertEquals(Optional.of("code"), Nearest.to("coed", List.of("cord", "code")));
    }

    @Test
    void one_slip_is_forgiven_from_three_letters_on_and_two_from_six_on() {
        assertEquals(Optional.empty(), Nearest.to("ab", List.of("ac")));
        assertEquals(Optional.of("abd"), Nearest.to("abc", List.of("abd")));
        assertEquals(Optional.empty(), Nearest.to("abcde", List.of("abcxy")));
        assertEquals(Optional.of("abcdxy"), Nearest.to("abcdef", List.of("abcdxy")));
    }

    @Test
    void never_more_than_three_slips() {
        assertEquals(Optional.empty(), Nearest.to("abcdefghijklmnop", List.of("abcdefghijklwxyz")));
    }

    @Test
    void of_two_equally_near_the_one_with_the_same_first_letter_is_meant_whatever_the_order() {
        assertEquals(Optional.of("cat"), Nearest.to("caf", List.of("cat", "aaf")));
        assertEquals(Optional.of("cat"), Nearest.to("caf", List.of("gaf", "cat")));
        assertEquals(Optional.of("cab"), Nearest.to("caf", List.of("cat", "cab")));
    }
}
