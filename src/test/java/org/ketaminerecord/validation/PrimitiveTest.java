package org.ketaminerecord.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.TypeDefinition;

/** R4 datatypes.html#primitive, both sides of each boundary. */
class PrimitiveTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            integer      | 0 | 1 | -1 | 2147483647 | -2147483648
            unsignedInt  | 0 | 1 | 10 | 2147483647 | 2147483646
            positiveInt  | 1 | 2 | 10 | 2147483647 | 2147483646
            decimal      | 0 | -0.00 | 1.0E-245 | 1e+999 | 3.14159265358979323846
            code         | a | a b | a-b c | 1 | ä
            id           | a | A-Z.9 | . | - | 0123456789012345678901234567890123456789012345678901234567890123
            uri          | a | http://x.example/a#b | urn:oid:1.2 | x:y%20z | Ü
            oid          | urn:oid:1.2 | urn:oid:0.0 | urn:oid:2.16.840.1.113883 | urn:oid:2.999 | urn:oid:1.10
            uuid         | urn:uuid:c757873d-ec9a-4326-a141-556f43239520 | urn:uuid:00000000-0000-0000-0000-000000000000 \
                         | urn:uuid:ffffffff-ffff-ffff-ffff-ffffffffffff | urn:uuid:01890a5d-ac96-774b-bcce-b302099a8057 \
                         | urn:uuid:c757873d-ec9a-4326-a141-556f43239521
            date         | 2023 | 0001 | 2023-12 | 2024-02-29 | 2000-02-29
            dateTime     | 2023 | 2023-02 | 2023-02-28 | 2023-02-28T23:59:60Z | 2023-02-28T00:00:00.123456789-13:59
            instant      | 2023-02-28T00:00:00Z | 2023-02-28T23:59:59.9+14:00 | 2016-12-31T23:59:60Z \
                         | 2023-02-28T00:00:00.0-00:00 | 2023-02-28T00:00:00-05:00
            time         | 00:00:00 | 23:59:59 | 12:00:00.000 | 23:59:60 | 09:30:01.5
            base64Binary | AAAA | AAA= | AA== | AA AA | +/09azAZ
            """)
    void accepts(String type, String a, String b, String c, String d, String e) {
        for (String text : new String[] {a, b, c, d, e}) {
            assertTrue(Primitive.of(type).accepts(text), type + " " + text);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            integer      | 2147483648 | -2147483649 | 1.0 | 1e3 | -0
            unsignedInt  | -1 | 2147483648 | 0.5 | 99999999999 | 1E2
            positiveInt  | 0 | -1 | 2147483648 | 1.5 | 1e1
            decimal      | 1e1000 | 1E-1000 | 1e+1000 | 1.5e123456789 | 0e9999
            code         | 'a  b' | ' a' | 'a ' | '' | ' '
            id           | '' | a_b | a/b | ä | 01234567890123456789012345678901234567890123456789012345678901234
            uri          | '' | 'a b' | ' a' | 'a ' | ' '
            oid          | urn:oid:3.1 | urn:oid:1 | urn:oid:1.02 | urn:oid:1. | 1.2.3
            uuid         | urn:uuid:C757873D-EC9A-4326-A141-556F43239520 | c757873d-ec9a-4326-a141-556f43239520 \
                         | urn:uuid:c757873dec9a4326a141556f43239520 | urn:uuid:c757873d-ec9a-4326-a141-556f4323952 \
                         | urn:uuid:g757873d-ec9a-4326-a141-556f43239520
            date         | 2023-02-30 | 0000 | 2023-13 | 2023-02-29 | 1900-02-29
            date         | 23-01-01 | 2023-1-1 | 2023-00 | 2023-04-31 | 2023-01-01T00:00:00Z
            date         | 2023-01-00 | 2023/01/01 | 20230101 | '2023-01-01 ' | 2023-
            dateTime     | 2023-02-28T10 | 2023-02-28T10:00Z | 2023-02-28T10:00:00 | 2023-02-30T10:00:00Z | 2023-02-28 10:00:00Z
            dateTime     | 2023-02-28T24:00:00Z | 2023-02-28T10:60:00Z | 2023-02-28T10:00:61Z | 2023-02-28T10:00:00.Z | 2023-02T10:00:00Z
            instant      | 2023-02-28 | 2023-02-28T10:00:00 | 2023-02-28T10:00:00z | 2023-02-28T10:00:00+0200 | 2023-02-28T10:00:00+14:01
            instant      | 2023-02-28T10:00:00+15:00 | 2023-02-28T10:00:00+02:60 | 2023-02-28T10:00:00ZZ | 2023 | 2023-02-28T10:00:00+2:00
            time         | 24:00:00 | 10:00 | 10:00:00Z | 10:00:00. | 1:00:00
            base64Binary | AAA | A=== | AA=A | AAA- | ''
            """)
    void refuses(String type, String a, String b, String c, String d, String e) {
        for (String text : new String[] {a, b, c, d, e}) {
            assertFalse(Primitive.of(type).accepts(text), type + " " + text);
        }
    }

    @Test
    void a_string_has_something_to_see_and_no_control_characters() {
        assertTrue(Primitive.STRING.accepts(" a\t\r\n"));
        assertTrue(Primitive.STRING.accepts("\uD83D\uDE00"));
        assertTrue(Primitive.STRING.accepts("x".repeat(1024 * 1024)));
        assertFalse(Primitive.STRING.accepts("x".repeat(1024 * 1024 + 1)));
        assertFalse(Primitive.STRING.accepts(""));
        assertFalse(Primitive.STRING.accepts(" \t\r\n"));
        assertFalse(Primitive.STRING.accepts("a\u0000"));
        assertFalse(Primitive.STRING.accepts("a\u001F"));
        assertTrue(Primitive.STRING.accepts("a\u0020"));
    }

    @Test
    void half_a_surrogate_pair_is_no_character() {
        for (Primitive p : new Primitive[] {Primitive.STRING, Primitive.MARKDOWN, Primitive.CODE, Primitive.URI}) {
            assertTrue(p.accepts("a\uD83D\uDE00b"), p.name());
            assertFalse(p.accepts("a\uD83Db"), p.name());
            assertFalse(p.accepts("a\uD83D"), p.name());
            assertFalse(p.accepts("a\uDE00"), p.name());
            assertFalse(p.accepts("\uDE00\uD83D"), p.name());
        }
    }

    @Test
    void a_code_and_a_uri_have_no_tabs_and_line_feeds() {
        assertFalse(Primitive.CODE.accepts("a\tb"));
        assertFalse(Primitive.CODE.accepts("a\nb"));
        assertFalse(Primitive.URI.accepts("a\nb"));
        assertFalse(Primitive.ELEMENT_ID.accepts("a b"));
    }

    @Test
    void every_primitive_type_of_r4_is_known_and_no_other() {
        for (String type : new String[] {"base64Binary", "boolean", "canonical", "code", "date", "dateTime", "decimal",
                "id",
            "instant", "integer", "markdown", "oid", "positiveInt", "string", "time", "unsignedInt", "uri", "url",
                    "uuid", "xhtml"}) {
            assertEquals(TypeDefinition.Kind.PRIMITIVE, Definitions.r4().type(type).kind());
            assertEquals(type, Primitive.of(type).type);
        }
        assertEquals(null, Primitive.of("Quantity"));
    }

    @ParameterizedTest
    @CsvSource({
        "2023-05-02, 2023-05-01",
        "2023-06, 2023-05-31",
        "2024, 2023-12-31",
        "2023-05-01T10:00:01Z, 2023-05-01T10:00:00Z",
        "2023-05-01T10:00:00.001Z, 2023-05-01T10:00:00Z",
        "2023-05-01T10:00:00.1Z, 2023-05-01T10:00:00.09Z",
        "2023-05-01T10:00:00-05:00, 2023-05-01T10:00:00Z",
        "2023-03-01T00:30:00+01:00, 2023-02-28T23:29:59Z",
        "2023-05-03, 2023-05-01T12:00:00Z",
        "2023-05-03T12:00:00Z, 2023-05-01"})
    void a_period_that_starts_after_its_end(String start, String end) {
        assertTrue(DateText.isAfter(start, end));
    }

    @ParameterizedTest
    @CsvSource({
        "2023-05-01, 2023-05-01",
        "2023-05-31, 2023-05",
        "2023-05, 2023-05-01",
        "2023, 2023",
        "2023-05-01T10:00:00Z, 2023-05-01T10:00:00Z",
        "2023-05-01T10:00:00.10Z, 2023-05-01T10:00:00.1Z",
        "2023-05-01T10:00:00+05:00, 2023-05-01T10:00:00Z",
        "2023-03-01T00:30:00+01:00, 2023-02-28T23:30:00Z",
        "2023-05-02, 2023-05-01T23:30:00-05:00",
        "2023-05-02T06:00:00Z, 2023-05-01"})
    void a_period_that_may_be_right(String start, String end) {
        assertFalse(DateText.isAfter(start, end));
    }
}
