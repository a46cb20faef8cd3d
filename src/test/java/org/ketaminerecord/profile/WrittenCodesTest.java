package org.ketaminerecord.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes that are known by how they are written. */
class WrittenCodesTest {

    @ParameterizedTest
    @CsvSource({"urn:ietf:bcp:13, text/plain, IN", "urn:ietf:bcp:13, text/plain; charset=utf-8, IN", "urn:ietf:bcp:13, application/fhir+json, IN",
        "urn:ietf:bcp:13, text, OUT", "urn:ietf:bcp:13, text/, OUT", "urn:ietf:bcp:13, text/plain charset, OUT",
        "urn:ietf:bcp:47, en, IN", "urn:ietf:bcp:47, en-US, IN", "urn:ietf:bcp:47, zh-Hant-TW, IN", "urn:ietf:bcp:47, sl-rozaj-biske, IN",
        "urn:ietf:bcp:47, de-419-x-clinic, IN", "urn:ietf:bcp:47, english_us, OUT", "urn:ietf:bcp:47, e, OUT", "urn:ietf:bcp:47, en-, OUT",
        "http://loinc.org, 8480-6, UNDECIDED"})
    void a_code_is_judged_by_how_it_is_written(String system, String code, Codes.Answer answer) {
        assertEquals(answer, WrittenCodes.judge(Set.of(system), code));
    }

    @ParameterizedTest
    @CsvSource({"text/plain, IN", "text, UNDECIDED"})
    void of_several_systems_one_that_is_known_by_a_list_only_leaves_it_open(String code, Codes.Answer answer) {
        assertEquals(answer, WrittenCodes.judge(Set.of("urn:ietf:bcp:13", "http://example.org/list"), code));
    }

    @ParameterizedTest
    @CsvSource("x, OUT")
    void of_no_system_there_is_none(String code, Codes.Answer answer) {
        assertEquals(answer, WrittenCodes.judge(Set.of(), code));
    }
}
