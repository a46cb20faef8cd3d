package org.ketaminerecord.terminology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Reason;

/** R4 valueset-filter-operator, each on a code system with nested concepts, parents and children. */
class ConceptFilterTest {

    /**
     * drug > (anaesthetic > (ketamine > esketamine, propofol), opioid > morphine); esketamine is an antidepressant too,
     * by parent; drug has food below it by child; fungus stands alone.
     */
    static final String DRUGS = "{'resourceType':'CodeSystem','status':'active','content':'complete','url':'urn:drugs','version':'2','caseSensitive':true,"
            + "'property':[{'code':'parent','type':'code'},{'code':'child','type':'code'},{'code':'strength','type':'decimal'},{'code':'route','type':'code'},"
            + "{'code':'off','type':'boolean','uri':'http://hl7.org/fhir/concept-properties#inactive'},{'code':'notSelectable','type':'boolean'}],"
            + "'concept':[{'code':'drug','display':'Drug','property':[{'code':'notSelectable','valueBoolean':true},{'code':'child','valueCode':'food'}],'concept':["
            + "{'code':'anaesthetic','display':'Anaesthetic','concept':["
            + "{'code':'ketamine','display':'Ketamine','property':[{'code':'route','valueCode':'iv'},{'code':'route','valueCode':'im'},{'code':'strength','valueDecimal':50.0}],'concept':["
            + "{'code':'esketamine','display':'Esketamine','property':[{'code':'parent','valueCode':'antidepressant'},{'code':'route','valueCode':'nasal'}]}]},"
            + "{'code':'propofol','display':'Propofol','property':[{'code':'route','valueCode':'iv'},{'code':'strength','valueDecimal':10}]}]},"
            + "{'code':'opioid','concept':[{'code':'morphine','display':'Morphine','property':[{'code':'off','valueBoolean':true}]}]},"
            + "{'code':'antidepressant','display':'Antidepressant'}]},"
            + "{'code':'food','display':'Food'},{'code':'fungus','display':'Fungus'}]}";

    private static Set<String> codes(Library library, String filter) {
        library.valueSet("urn:set", "{'include':[{'system':'urn:drugs','filter':[" + filter + "]}]}");
        return new ValueSetExpander(library).expand(Canonical.of("urn:set")).codes().keySet().stream().map(Expansion.Code::code)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String filter(String property, String op, String value) {
        return "{'property':'" + property + "','op':'" + op + "','value':'" + value + "'}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "concept;        is-a;          anaesthetic;     anaesthetic esketamine ketamine propofol",
        "code;           is-a;          ketamine;        esketamine ketamine",
        "concept;        is-a;          antidepressant;  antidepressant esketamine",
        "concept;        is-a;          food;            food",
        "concept;        is-a;          drug;            anaesthetic antidepressant drug esketamine food ketamine morphine opioid propofol",
        "concept;        descendent-of; anaesthetic;     esketamine ketamine propofol",
        "concept;        descendent-of; esketamine;      ",
        "concept;        is-not-a;      drug;            fungus",
        "concept;        is-not-a;      anaesthetic;     antidepressant drug food fungus morphine opioid",
        "concept;        generalizes;   esketamine;      anaesthetic antidepressant drug esketamine ketamine",
        "concept;        generalizes;   drug;            drug",
        "concept;        =;             ketamine;        ketamine",
        "code;           =;             Ketamine;        ",
        "display;        =;             Ketamine;        ketamine",
        "code;           in;            ~ketamine, food~; food ketamine",
        "code;           not-in;        ~ketamine,food~; anaesthetic antidepressant drug esketamine fungus morphine opioid propofol",
        "route;          =;             iv;              ketamine propofol",
        "route;          in;            ~im,nasal~;      esketamine ketamine",
        "route;          not-in;        iv;              anaesthetic antidepressant drug esketamine food fungus morphine opioid",
        "route;          exists;        true;            esketamine ketamine propofol",
        "route;          exists;        false;           anaesthetic antidepressant drug food fungus morphine opioid",
        "display;        exists;        false;           opioid",
        "strength;       =;             50;              ketamine",
        "strength;       =;             10.00;           propofol",
        "parent;         =;             anaesthetic;     ketamine propofol",
        "parent;         exists;        false;           drug fungus",
        "child;          =;             esketamine;      antidepressant ketamine",
        "child;          exists;        true;            anaesthetic antidepressant drug ketamine opioid",
        "inactive;       =;             true;            morphine",
        "off;            =;             true;            morphine",
        "off;            exists;        true;            morphine",
        "off;            =;             false;           anaesthetic antidepressant drug esketamine food fungus ketamine opioid propofol",
        "notSelectable;  =;             true;            drug",
        "code;           regex;         .*amine;         esketamine ketamine",
        "code;           regex;         ketamine;        ketamine",
        "code;           regex;         etamin;          ",
        "display;        regex;         [A-E].*;         anaesthetic antidepressant drug esketamine",
    })
    void a_filter_selects(String property, String op, String value, String expected) {
        Set<String> wanted = expected == null ? Set.of() : new TreeSet<>(Set.of(expected.split(" ")));
        assertEquals(wanted, codes(new Library().add(DRUGS), filter(property, op, value)));
    }

    @Test
    void all_filters_of_an_include_must_hold() {
        assertEquals(Set.of("ketamine", "propofol"), codes(new Library().add(DRUGS), filter("concept", "is-a", "anaesthetic") + "," + filter("route", "=", "iv")));
    }

    @Test
    void codes_of_a_system_that_is_not_case_sensitive_are_met_in_any_case() {
        Library library = new Library().add(DRUGS.replace("'caseSensitive':true", "'caseSensitive':false"));
        assertEquals(Set.of("esketamine", "ketamine"), codes(library, filter("concept", "is-a", "KETAMINE")));
    }

    @Test
    void a_hierarchy_that_runs_in_a_circle_is_walked_once() {
        Library library = new Library().add(DRUGS.replace("{'code':'child','valueCode':'food'}", "{'code':'parent','valueCode':'ketamine'}"));
        assertEquals(8, codes(library, filter("concept", "is-a", "drug")).size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "rout;    =;        iv;       NOT_EXPANDABLE; 'route'?",
        "concept; is-a;     ketamin;  UNKNOWN_CODE;   'ketamine'?",
        "concept; is-kind;  ketamine; NOT_EXPANDABLE; descendent-of",
        "route;   is-a;     iv;       NOT_EXPANDABLE; 'concept'",
        "code;    regex;    (;        NOT_EXPANDABLE; regular expression",
        "route;   exists;   yes;      NOT_EXPANDABLE; true or false",
    })
    void what_a_filter_may_not_say_is_refused_with_what_it_may(String property, String op, String value, FaultCode code, String wording) {
        Fault fault = assertThrows(Fault.class, () -> codes(new Library().add(DRUGS), filter(property, op, value)));
        assertEquals(Reason.UNPROCESSABLE, fault.reason());
        assertEquals(code, fault.issues().getFirst().code());
        assertEquals("ValueSet.compose.include[0].filter[0]", fault.issues().getFirst().expression().getFirst());
        assertTrue(fault.getMessage().contains(wording), fault.getMessage());
    }

    @Test
    void a_regular_expression_that_would_run_for_years_is_given_up() {
        String system = DRUGS.replace("'code':'fungus'", "'code':'" + "a".repeat(60) + "!'");
        Fault fault = assertThrows(Fault.class, () -> codes(new Library().add(system), filter("code", "regex", "(.*a){12}")));
        assertEquals(FaultCode.TOO_COSTLY, fault.issues().getFirst().code());
    }

    @Test
    void a_hierarchy_of_parts_subsumes_nothing() {
        Library library = new Library().add(DRUGS.replace("'content'", "'hierarchyMeaning':'part-of','content'"));
        Fault fault = assertThrows(Fault.class, () -> codes(library, filter("concept", "is-a", "ketamine")));
        assertTrue(fault.getMessage().contains("'part-of'"), fault.getMessage());
        assertEquals(Set.of("ketamine", "propofol"), codes(library, filter("parent", "=", "anaesthetic")));
    }

    @Test
    void a_status_of_retired_is_inactive_and_a_hierarchy_of_kinds_may_say_so() {
        Library library = new Library().add(DRUGS.replace("'content'", "'hierarchyMeaning':'is-a','content'")
                .replace("{'code':'off','valueBoolean':true}", "{'code':'status','valueCode':'retired'}").replace("'route','valueCode':'nasal'", "'status','valueCode':'active'"));
        assertEquals(Set.of("morphine"), codes(library, filter("inactive", "=", "true")));
    }
}
