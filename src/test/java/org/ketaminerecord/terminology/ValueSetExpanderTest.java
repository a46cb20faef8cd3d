package org.ketaminerecord.terminology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/** R4 valueset.html#compositions: which codes are in a value set. */
class ValueSetExpanderTest {

    private static final String AB = "{'system':'urn:s','concept':[{'code':'a','display':'A'},{'code':'b'}]}";
    private static final String BC = "{'system':'urn:s','concept':[{'code':'b'},{'code':'c'}]}";
    private static final String WHOLE = "{'system':'urn:s'}";

    private final Library library = new Library().add(ConceptFilterTest.DRUGS);

    private Expansion expand(String compose) {
        return new ValueSetExpander(library.valueSet("urn:it", compose)).expand(Canonical.of("urn:it"));
    }

    private static Set<String> codes(Expansion expansion) {
        return expansion.codes().keySet().stream().map(Expansion.Code::code).collect(Collectors.toCollection(TreeSet::new));
    }

    private Issue refused(String compose) {
        Fault fault = assertThrows(Fault.class, () -> expand(compose));
        assertEquals(Reason.UNPROCESSABLE, fault.reason());
        return fault.issues().getFirst();
    }

    @Test
    void listed_codes_are_in_it_with_their_displays_and_in_their_order() {
        Expansion e = expand("{'include':[" + BC + "," + AB + "]}");
        assertEquals("b c a", e.codes().keySet().stream().map(Expansion.Code::code).collect(Collectors.joining(" ")));
        assertEquals("A", e.codes().get(new Expansion.Code("urn:s", "a")).display());
        assertTrue(e.contains("urn:s", "a"));
        assertFalse(e.contains("urn:s", "d"));
        assertFalse(e.contains("urn:t", "a"));
    }

    @Test
    void a_stored_system_is_listed_with_what_it_says_of_its_concepts() {
        Expansion e = expand("{'include':[{'system':'urn:drugs'}]}");
        assertEquals(10, e.codes().size());
        assertEquals(Set.of(), e.systems().keySet());
        Expansion.Member morphine = e.codes().get(new Expansion.Code("urn:drugs", "morphine"));
        assertEquals("Morphine", morphine.display());
        assertEquals(true, morphine.inactive());
        assertTrue(e.codes().get(new Expansion.Code("urn:drugs", "drug")).isAbstract());
    }

    @Test
    void a_system_that_is_not_stored_is_in_it_as_a_whole() {
        Expansion e = expand("{'include':[" + WHOLE + "]}");
        assertTrue(e.codes().isEmpty());
        assertTrue(e.contains("urn:s", "anything"));
        assertFalse(e.contains("urn:t", "anything"));
    }

    @Test
    void a_system_of_which_a_part_is_stored_is_in_it_as_a_whole_and_cannot_be_filtered() {
        library.add("{'resourceType':'CodeSystem','status':'active','content':'fragment','url':'urn:f','concept':[{'code':'a'}]}");
        library.add("{'resourceType':'CodeSystem','status':'active','content':'not-present','url':'urn:n'}");
        Expansion e = expand("{'include':[{'system':'urn:f'},{'system':'urn:n'}]}");
        assertTrue(e.contains("urn:f", "b") && e.contains("urn:n", "b"));
        for (String system : Set.of("urn:f", "urn:n")) {
            Issue issue = refused("{'include':[{'system':'" + system + "','filter':[{'property':'concept','op':'is-a','value':'a'}]}]}");
            assertEquals(FaultCode.NOT_EXPANDABLE, issue.code());
            assertTrue(issue.diagnostics().contains("Store it with content 'complete'"), issue.diagnostics());
        }
    }

    @Test
    void a_supplement_is_no_system() {
        library.add("{'resourceType':'CodeSystem','status':'active','content':'supplement','url':'urn:sup','supplements':'urn:drugs','concept':[{'code':'a'}]}");
        assertTrue(refused("{'include':[{'system':'urn:sup'}]}").diagnostics().contains("supplement"));
    }

    @Test
    void excludes_take_codes_away() {
        assertEquals(Set.of("a"), codes(expand("{'include':[" + AB + "],'exclude':[" + BC + "]}")));
    }

    @Test
    void excludes_take_codes_away_from_a_whole_system() {
        Expansion e = expand("{'include':[" + WHOLE + "],'exclude':[" + BC + "]}");
        assertTrue(e.contains("urn:s", "a"));
        assertFalse(e.contains("urn:s", "b"));
    }

    @Test
    void a_whole_system_that_is_excluded_leaves_what_the_exclude_spares() {
        library.valueSet("urn:all-but-bc", "{'include':[" + WHOLE + "],'exclude':[" + BC + "]}");
        Expansion e = expand("{'include':[" + WHOLE + "],'exclude':[{'valueSet':['urn:all-but-bc']}]}");
        assertEquals(Set.of("b", "c"), codes(e));
        assertFalse(e.contains("urn:s", "a"));
        assertTrue(codes(expand("{'include':[" + AB + "],'exclude':[" + WHOLE + "]}")).isEmpty());
    }

    @Test
    void includes_add_up_also_where_one_has_what_another_leaves_out() {
        library.valueSet("urn:all-but-bc", "{'include':[" + WHOLE + "],'exclude':[" + BC + "]}");
        library.valueSet("urn:all-but-ab", "{'include':[" + WHOLE + "],'exclude':[" + AB + "]}");
        Expansion e = expand("{'include':[{'valueSet':['urn:all-but-bc']},{'valueSet':['urn:all-but-ab']}]}");
        assertTrue(e.contains("urn:s", "a") && e.contains("urn:s", "c") && e.contains("urn:s", "d"));
        assertFalse(e.contains("urn:s", "b"));
    }

    @Test
    void of_several_value_sets_in_one_include_the_codes_of_all_are_in_it() {
        library.valueSet("urn:ab", "{'include':[" + AB + "]}").valueSet("urn:bc", "{'include':[" + BC + "]}").valueSet("urn:whole", "{'include':[" + WHOLE + "]}");
        library.valueSet("urn:but-a", "{'include':[" + WHOLE + "],'exclude':[{'system':'urn:s','concept':[{'code':'a'}]}]}");
        library.valueSet("urn:both", "{'include':[{'valueSet':['urn:ab','urn:bc']}]}");
        library.valueSet("urn:limited", "{'include':[{'system':'urn:s','valueSet':['urn:ab']}]}");
        library.valueSet("urn:two-wholes", "{'include':[{'valueSet':['urn:whole','urn:but-a']}]}");
        library.valueSet("urn:list-and-whole", "{'include':[{'valueSet':['urn:but-a','urn:ab']}]}");
        ValueSetExpander expander = new ValueSetExpander(library);
        assertEquals(Set.of("b"), codes(expander.expand(Canonical.of("urn:both"))));
        assertEquals(Set.of("a", "b"), codes(expander.expand(Canonical.of("urn:limited"))));
        assertEquals(Set.of("b"), codes(expander.expand(Canonical.of("urn:list-and-whole"))));
        Expansion wholes = expander.expand(Canonical.of("urn:two-wholes"));
        assertTrue(wholes.contains("urn:s", "b") && !wholes.contains("urn:s", "a"));
    }

    @Test
    void an_import_may_name_a_version() {
        library.add("{'resourceType':'ValueSet','status':'active','url':'urn:v','version':'1','compose':{'include':[" + AB + "]}}");
        library.add("{'resourceType':'ValueSet','status':'active','url':'urn:v','version':'2','compose':{'include':[" + BC + "]}}");
        assertEquals(Set.of("b", "c"), codes(expand("{'include':[{'valueSet':['urn:v|2']}]}")));
        Issue issue = refused("{'include':[{'valueSet':['urn:v|3']}]}");
        assertEquals(FaultCode.UNKNOWN_VALUE_SET, issue.code());
        assertEquals(IssueType.NOT_FOUND, issue.type());
        assertTrue(issue.diagnostics().contains("'urn:v|3'") && issue.diagnostics().contains("another version"), issue.diagnostics());
    }

    @Test
    void a_system_may_name_a_version_that_is_stored_and_no_other() {
        assertEquals(10, expand("{'include':[{'system':'urn:drugs','version':'2'}]}").codes().size());
        Issue other = refused("{'include':[{'system':'urn:drugs','version':'3'}]}");
        assertEquals(FaultCode.UNKNOWN_CODE_SYSTEM, other.code());
        assertTrue(other.diagnostics().contains("'urn:drugs|3'"), other.diagnostics());
        assertEquals(Set.of("a"), codes(expand("{'include':[{'system':'urn:drugs','version':'3','concept':[{'code':'a'}]}]}")), "a list needs no code system");
    }

    @Test
    void value_sets_that_import_each_other_are_refused_with_the_way() {
        library.valueSet("urn:one", "{'include':[{'valueSet':['urn:two']}]}").valueSet("urn:two", "{'include':[{'valueSet':['urn:one']}]}");
        Issue issue = refused("{'include':[{'valueSet':['urn:one']}]}");
        assertEquals(FaultCode.NOT_EXPANDABLE, issue.code());
        assertTrue(issue.diagnostics().contains("urn:one > urn:two > urn:one"), issue.diagnostics());
    }

    @Test
    void a_value_set_may_be_imported_twice_on_different_ways() {
        library.valueSet("urn:ab", "{'include':[" + AB + "]}").valueSet("urn:l", "{'include':[{'valueSet':['urn:ab']}]}").valueSet("urn:r", "{'include':[{'valueSet':['urn:ab']}]}");
        assertEquals(Set.of("a", "b"), codes(expand("{'include':[{'valueSet':['urn:l']},{'valueSet':['urn:r']}]}")));
    }

    @Test
    void inactive_codes_are_in_it_unless_compose_says_otherwise() {
        String part = "[{'system':'urn:drugs','concept':[{'code':'morphine'},{'code':'ketamine'}]},{'system':'urn:drugs','filter':[{'property':'concept','op':'is-a','value':'opioid'}]}]";
        assertEquals(Set.of("ketamine", "morphine", "opioid"), codes(expand("{'include':" + part + "}")));
        for (String word : Set.of("true", "false")) {
            assertEquals(word.equals("true"), expand("{'inactive':" + word + ",'include':" + part + "}").contains("urn:drugs", "morphine"));
        }
    }

    @Test
    void whether_codes_are_active_must_be_known_where_it_matters() {
        assertTrue(refused("{'inactive':false,'include':[" + AB + "]}").diagnostics().contains("no CodeSystem 'urn:s', and the ValueSet 'urn:it' wants its active codes only"));
        assertEquals(FaultCode.UNKNOWN_CODE_SYSTEM, refused("{'inactive':false,'include':[" + WHOLE + "]}").code());
    }

    @Test
    void a_filter_on_a_system_that_is_not_stored_is_refused_and_never_empty() {
        Issue issue = refused("{'include':[{'system':'urn:drug','filter':[{'property':'concept','op':'is-a','value':'a'}]}]}");
        assertEquals(FaultCode.UNKNOWN_CODE_SYSTEM, issue.code());
        assertTrue(issue.diagnostics().contains("Did you mean 'urn:drugs'?") && issue.diagnostics().contains("Store it: POST [base]/CodeSystem"), issue.diagnostics());
    }

    @Test
    void a_stored_expansion_counts_when_there_is_no_compose() {
        library.add("{'resourceType':'ValueSet','status':'active','url':'urn:x','expansion':{'timestamp':'2024-01-01','total':3,'contains':["
                + "{'display':'Heading','contains':[{'system':'urn:s','code':'a','inactive':true}]},{'system':'urn:s','code':'b','display':'B'}]}}");
        Expansion e = new ValueSetExpander(library).expand(Canonical.of("urn:x"));
        assertEquals(Set.of("a", "b"), codes(e));
        assertEquals(true, e.codes().get(new Expansion.Code("urn:s", "a")).inactive());
        assertEquals("B", e.codes().get(new Expansion.Code("urn:s", "b")).display());
    }

    @Test
    void a_stored_expansion_counts_when_the_compose_cannot_be_computed_and_only_then() {
        String expansion = "'expansion':{'timestamp':'2024-01-01','contains':[{'system':'urn:s','code':'x'}]}}";
        library.add("{'resourceType':'ValueSet','status':'active','url':'urn:no','compose':{'include':[{'system':'urn:far','filter':[{'property':'concept','op':'is-a','value':'a'}]}]}," + expansion);
        library.add("{'resourceType':'ValueSet','status':'active','url':'urn:yes','compose':{'include':[" + AB + "]}," + expansion);
        assertEquals(Set.of("x"), codes(new ValueSetExpander(library).expand(Canonical.of("urn:no"))));
        assertEquals(Set.of("a", "b"), codes(new ValueSetExpander(library).expand(Canonical.of("urn:yes"))));
    }

    @Test
    void a_part_of_an_expansion_is_none() {
        String[] parts = {"'total':2", "'offset':1", "'parameter':[{'name':'filter','valueString':'x'}]",
            "'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/valueset-unclosed','valueBoolean':true}]"};
        for (int i = 0; i < parts.length; i++) {
            library.add("{'resourceType':'ValueSet','status':'active','url':'urn:p" + i + "','expansion':{'timestamp':'2024-01-01'," + parts[i] + ",'contains':[{'system':'urn:s','code':'x'}]}}");
            Canonical url = Canonical.of("urn:p" + i);
            Fault fault = assertThrows(Fault.class, () -> new ValueSetExpander(library).expand(url));
            assertTrue(fault.getMessage().contains("a part of it only"), fault.getMessage());
        }
    }

    @Test
    void what_says_nothing_or_too_much_is_refused() {
        library.add("{'resourceType':'ValueSet','status':'active','url':'urn:nothing'}");
        assertTrue(assertThrows(Fault.class, () -> new ValueSetExpander(library).expand(Canonical.of("urn:nothing"))).getMessage().contains("neither compose nor expansion"));
        assertTrue(refused("{'include':[{'version':'1'}]}").diagnostics().contains("names no system"));
        assertTrue(refused("{'include':[{'concept':[{'code':'a'}],'valueSet':['urn:nothing']}]}").diagnostics().contains("names no system"));
        assertTrue(refused("{'include':[{'system':'urn:s','concept':[{'code':'a'}],'filter':[{'property':'code','op':'=','value':'a'}]}]}").diagnostics().contains("vsd-3"));
    }

    @Test
    void more_codes_than_are_listed_is_said_to_be_too_costly() {
        Library l = new Library().valueSet("urn:two", "{'include':[" + AB + "]}").valueSet("urn:three", "{'include':[" + AB + "," + BC + "]}");
        assertEquals(2, new ValueSetExpander(l, 2).expand(Canonical.of("urn:two")).codes().size());
        Fault fault = assertThrows(Fault.class, () -> new ValueSetExpander(l, 2).expand(Canonical.of("urn:three")));
        assertEquals(FaultCode.TOO_COSTLY, fault.issues().getFirst().code());
        assertTrue(fault.getMessage().contains("more than 2 codes"), fault.getMessage());
    }

    @Test
    void codes_subsume_what_is_below_them_and_themselves() {
        CodeSystems systems = new CodeSystems(library);
        assertEquals(Set.of("ketamine", "esketamine"), systems.below("urn:drugs", "ketamine"));
        assertEquals(Set.of("ketamine", "anaesthetic", "drug"), systems.above("urn:drugs", "ketamine"));
        assertEquals(Set.of("fungus"), systems.below("urn:drugs", "fungus"));
        assertEquals(FaultCode.UNKNOWN_CODE, assertThrows(Fault.class, () -> systems.below("urn:drugs", "ketamin")).issues().getFirst().code());
        assertEquals(FaultCode.UNKNOWN_CODE_SYSTEM, assertThrows(Fault.class, () -> systems.above("urn:s", "a")).issues().getFirst().code());
        assertNull(systems.find(Canonical.of("urn:s")));
    }
}
