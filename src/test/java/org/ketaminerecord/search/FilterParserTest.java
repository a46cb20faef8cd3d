package org.ketaminerecord.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.search.FilterExpression.Comparison;

/** R4 search_filter.html#intro: the grammar. */
class FilterParserTest {

    /** With a parenthesis around everything that belongs together. */
    private static String shown(FilterExpression e) {
        return switch (e) {
            case FilterExpression.And a -> a.all().stream().map(FilterParserTest::shown).collect(Collectors.joining(" & ", "(", ")"));
            case FilterExpression.Or o -> o.anyOf().stream().map(FilterParserTest::shown).collect(Collectors.joining(" | ", "(", ")"));
            case FilterExpression.Not n -> "!" + shown(n.filter());
            case Comparison c -> c.way().stream().map(r -> r.name() + (r.type() == null ? "" : ":" + r.type())
                    + (r.filter() == null ? "" : "[" + shown(r.filter()) + "]") + ".").collect(Collectors.joining())
                    + c.name() + " " + c.operator().code() + " " + c.value();
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "a eq 1;                                    a eq 1",
        "  a   eq   1  ;                            a eq 1",
        "a EQ 1 AND b eq 2;                         (a eq 1 & b eq 2)",
        "(a eq 1);                                  a eq 1",
        "((a eq 1));                                a eq 1",
        "not(a eq 1);                               !a eq 1",
        "not (a eq 1);                              !a eq 1",
        "not(not(a eq 1));                          !!a eq 1",
        "a eq 1 and b eq 2 and c eq 3;              (a eq 1 & b eq 2 & c eq 3)",
        // no precedence, from left to right
        "a eq 1 and b eq 2 or c eq 3;               ((a eq 1 & b eq 2) | c eq 3)",
        "a eq 1 or b eq 2 and c eq 3;               ((a eq 1 | b eq 2) & c eq 3)",
        "a eq 1 or (b eq 2 and c eq 3);             (a eq 1 | (b eq 2 & c eq 3))",
        "a eq 1 and not(b eq 2);                    (a eq 1 & !b eq 2)",
        "not(a eq 1) or b eq 2;                     (!a eq 1 | b eq 2)",
        "(a eq 1)and(b eq 2);                       (a eq 1 & b eq 2)",
        "a.b eq 1;                                  a.b eq 1",
        "a.b.c eq 1;                                a.b.c eq 1",
        "a:Patient.b eq 1;                          a:Patient.b eq 1",
        "a[b eq 1].c eq 2;                          a[b eq 1].c eq 2",
        "a[b eq 1 or c eq 2].d eq 3 and e eq 4;     (a[(b eq 1 | c eq 2)].d eq 3 & e eq 4)",
        "a[b[c eq 1].d eq 2].e eq 3;                a[b[c eq 1].d eq 2].e eq 3",
        // names, also those that look like words of the grammar
        "_id eq x;                                  _id eq x",
        "code-value-quantity eq x;                  code-value-quantity eq x",
        "and eq 1;                                  and eq 1",
        "not eq 1;                                  not eq 1",
        "a eq and;                                  a eq and",
        "a eq or and b eq not;                      (a eq or & b eq not)",
        // values
        "a eq http://loinc.org|1234-5;              a eq http://loinc.org|1234-5",
        "a eq (b;                                   a eq (b",
        "a eq x[y;                                  a eq x[y",
        "a ge 2014-10-10T10:00:00+01:00;            a ge 2014-10-10T10:00:00+01:00",
        "a eq \"b c\";                              a eq b c",
        "a eq \"b) or (c eq ]\";                    a eq b) or (c eq ]",
        "a eq \"say \\\"x\\\" \\\\ \\u0041\\/\";    a eq say \"x\" \\ A/",
        "(a eq \"b\");                              a eq b",
        "a eq b\\|c;                                a eq b\\|c",
    })
    void a_filter_is_read_from_left_to_right(String filter, String expected) {
        assertEquals(expected, shown(FilterParser.parse(filter)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "a;                     2;  a space and one of the operators",
        "a eq;                  5;  a space and a value",
        "a is 1;                3;  one of the operators eq, ne",
        "a = 1;                 3;  one of the operators eq, ne",
        "a eq 1 b eq 2;         8;  and, or or the end",
        "a eq 1 and;            11; the name of a search parameter",
        "a eq 1 and or b eq 2;  15; one of the operators",
        "a eq 1);               7;  and, or or the end",
        "a eq x[y];             9;  double quotes",
        "(a eq 1;               8;  and, or or )",
        "not(a eq 1;            11; and, or or )",
        "not a eq 1;            5;  one of the operators",
        "();                    2;  the name of a search parameter",
        "a[b eq 1] eq 2;        10; . and a parameter of what a refers to",
        "a[b eq 1.c eq 2;       12; and, or or ]",
        "a[b].c eq 1;           4;  one of the operators",
        "a:Patient eq 1;        10; . and a parameter of what a refers to",
        "a: eq 1;               3;  a resource type",
        "a..b eq 1;             3;  the name of a search parameter",
        "a. eq 1;               3;  the name of a search parameter",
        "1a eq 1;               1;  the name of a search parameter",
        "a eq \"b;              6;  a string that ends",
        "a eq \"\";             6;  a value that is not empty",
        "a eq \"b\"c;           9;  a space behind the value",
        "a eq \"b\\x\";         8;  an escape of JSON",
        "a eq \"b\\u12\";       8;  an escape of JSON",
        "a eq \"b\\u0000\";     8;  an escape of JSON",
    })
    void what_is_no_filter_is_refused_with_position_and_what_was_expected(String filter, int position, String expected) {
        Fault fault = assertThrows(Fault.class, () -> FilterParser.parse(filter));
        String said = fault.issues().getFirst().diagnostics();
        assertTrue(said.startsWith("The _filter cannot be read at character " + position + ": expected "), said);
        assertTrue(said.contains(expected), said);
    }

    @Test
    void depth_and_size_have_limits() {
        FilterParser.parse("(".repeat(19) + "a eq 1" + ")".repeat(19));
        costly("(".repeat(20) + "a eq 1" + ")".repeat(20));
        costly("(".repeat(100_000));
        costly("a[".repeat(20) + "a eq 1" + "].b eq 1".repeat(20));
        FilterParser.parse("a eq 1" + " or a eq 1".repeat(99));
        costly("a eq 1" + " or a eq 1".repeat(100));
    }

    private static void costly(String filter) {
        Fault fault = assertThrows(Fault.class, () -> FilterParser.parse(filter));
        assertEquals(FaultCode.TOO_COSTLY, fault.issues().getFirst().code());
        assertEquals(IssueType.TOO_COSTLY, fault.issues().getFirst().type());
    }
}
