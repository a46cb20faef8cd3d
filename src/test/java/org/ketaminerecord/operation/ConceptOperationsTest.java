package org.ketaminerecord.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketaminerecord.json.JsonObject;

/** R4 codesystem-operation-lookup.html, codesystem-operation-subsumes.html, conceptmap-operation-translate.html. */
@QuarkusTest
class ConceptOperationsTest {

    private static TerminologyShelf t;

    @BeforeEach
    void fill() {
        t = t == null ? new TerminologyShelf() : t;
    }

    private static Set<String> properties(JsonObject lookup) {
        return lookup.objects("parameter").stream().filter(p -> "property".equals(p.string("name"))).map(p -> p.objects("part").stream()
                .filter(x -> !"description".equals(x.string("name"))).map(TerminologyShelf::value).collect(Collectors.joining("="))).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void a_lookup_tells_all_that_is_known_of_a_code() {
        JsonObject answer = t.get("CodeSystem/$lookup?system=U:drugs&code=ketamine");
        assertEquals("Drugs", TerminologyShelf.value(answer, "name"));
        assertEquals("2", TerminologyShelf.value(answer, "version"));
        assertEquals("Ketamine", TerminologyShelf.value(answer, "display"));
        assertEquals(2, answer.objects("parameter").stream().filter(p -> "designation".equals(p.string("name"))).count());
        assertEquals(new TreeSet<>(Set.of("definition=An anaesthetic.", "parent=drug", "child=esketamine", "inactive=false", "route=iv")), properties(answer));
        assertTrue(answer.toString().contains("How it is given"));
    }

    @Test
    void a_lookup_tells_what_is_asked_for_in_the_language_that_is_asked_for() {
        JsonObject answer = t.get("CodeSystem/$lookup?system=U:drugs&code=ketamine&property=route&property=child&displayLanguage=de");
        assertEquals("Ketamin", TerminologyShelf.value(answer, "display"));
        assertEquals(new TreeSet<>(Set.of("child=esketamine", "route=iv")), properties(answer));
        assertFalse(answer.toString().contains("designation"));
        assertEquals("Food", TerminologyShelf.value(t.post("CodeSystem/$lookup", t.own("{'name':'coding','valueCoding':{'system':'U:drugs','code':'food'}}")), "display"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "CodeSystem/$lookup?system=U:drugs&code=ketamin;                 404; unknown-code;        'ketamine'?",
        "CodeSystem/$lookup?system=U:drg&code=ketamine;                  404; unknown-code-system; Store it",
        "CodeSystem/$lookup?system=U:drugs&version=1&code=ketamine;      404; unknown-code-system; another version",
        "CodeSystem/$lookup?system=U:fragment&code=b;                    422; not-expandable;      content 'complete'",
        "CodeSystem/$lookup?code=b;                                      400; invalid-parameter;   its system",
        "CodeSystem/$subsumes?system=U:drugs&codeA=drug&codeB=ketamin;   422; unknown-code;        'ketamine'?",
        "CodeSystem/$subsumes?system=U:absent&codeA=a&codeB=b;           422; unknown-code-system; U:absent",
        "CodeSystem/$subsumes?system=U:parts&codeA=car&codeB=wheel;      422; not-expandable;      'part-of'",
        "CodeSystem/$subsumes?system=U:fragment&codeA=a&codeB=b;         422; not-expandable;      content 'complete'",
        "CodeSystem/$subsumes?codeA=a&codeB=b;                           400; invalid-parameter;   the system of the codes",
        "CodeSystem/$subsumes?system=U:drugs&codeA=drug;                 400; invalid-parameter;   codeB or codingB",
        "ConceptMap/$translate?url=U:mapp&system=U:drugs&code=ketamine;  404; unknown-concept-map; U:map'?",
        "ConceptMap/$translate?system=U:unmapped&code=ketamine;          404; unknown-concept-map; from 'U:unmapped'",
        "ConceptMap/$translate?url=U:map&code=ketamine;                  400; invalid-parameter;   code and system",
        "ConceptMap/$translate?url=U:map;                                400; invalid-parameter;   something to translate",
    })
    void what_is_not_known_is_refused_with_what_to_do(String call, int status, String code, String wording) {
        String said = t.refused(status, code, call);
        assertTrue(said.contains(t.own(wording)), said);
    }

    @ParameterizedTest
    @CsvSource({"drug, ketamine, subsumes", "drug, esketamine, subsumes", "esketamine, drug, subsumed-by", "ketamine, ketamine, equivalent",
        "ketamine, propofol, not-subsumed", "food, drug, not-subsumed"})
    void subsumption(String a, String b, String outcome) {
        assertEquals(outcome, TerminologyShelf.value(t.get("CodeSystem/$subsumes?system=U:drugs&codeA=" + a + "&codeB=" + b), "outcome"));
        assertEquals(outcome, TerminologyShelf.value(t.get("CodeSystem/" + t.shelf.id("drugs") + "/$subsumes?codeA=" + a + "&codeB=" + b), "outcome"));
        boolean found = t.shelf.find(t.own("Observation?code:below=U:drugs|" + a)).stream().anyMatch(o -> codeOf(o).equals(b));
        if (Set.of("ketamine", "esketamine").contains(b)) {
            assertEquals(Set.of("subsumes", "equivalent").contains(outcome), found, "a search with :below finds the same");
        }
    }

    private static String codeOf(String label) {
        return org.ketaminerecord.fixture.Fhir.read("Observation/" + t.shelf.id(label)).object("code").objects("coding").getFirst().string("code");
    }

    @Test
    void codings_of_two_systems_are_not_compared() {
        JsonObject parameters = t.json("{'resourceType':'Parameters','parameter':[{'name':'codingA','valueCoding':{'system':'U:drugs','code':'food'}},"
                + "{'name':'codingB','valueCoding':{'system':'U:other','code':'x'}}]}");
        assertTrue(org.ketaminerecord.fixture.Fhir.refused(org.ketaminerecord.fixture.Fhir.request().body(parameters.toString()).post("CodeSystem/$subsumes"), 400,
                "invalid-parameter").contains("different code systems"));
        assertEquals("equivalent", TerminologyShelf.value(t.get("CodeSystem/$subsumes?system=U:parts&codeA=car&codeB=car"), "outcome"));
    }

    private static String matches(JsonObject answer) {
        return answer.objects("parameter").stream().filter(p -> "match".equals(p.string("name"))).map(p -> {
            String equivalence = p.objects("part").stream().filter(x -> "equivalence".equals(x.string("name"))).map(x -> x.string("valueCode")).findFirst().orElseThrow();
            String code = p.objects("part").stream().filter(x -> "concept".equals(x.string("name"))).map(x -> x.object("valueCoding").string("code")).findFirst().orElse("-");
            return equivalence + " " + code;
        }).collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "url=U:map&system=U:drugs&code=ketamine;                            true;  wider x, equal k3",
        "url=U:map&system=U:drugs&code=ketamine&targetsystem=U:other;       true;  wider x",
        "url=U:map&system=U:drugs&code=propofol&targetsystem=U:other;       false; unmatched -",
        "url=U:map&system=U:drugs&code=food&targetsystem=U:other;           false; ",
        "url=U:map&system=U:drugs&code=food;                                true;  inexact none",
        "url=U:map&system=U:drugs&code=esketamine&targetsystem=U:other;     false; ",
        "url=U:map&system=U:other&code=x&reverse=true;                      true;  narrower ketamine",
        "url=U:map&system=U:other&code=z&reverse=true;                      false; ",
        "url=U:map&system=U:other&code=x;                                   false; ",
        "url=U:map|1&system=U:drugs&code=ketamine&targetsystem=U:third;     true;  equal k3",
        "url=U:chained&system=U:drugs&code=ketamine&targetsystem=U:other;   true;  wider x",
        "system=U:drugs&code=ketamine&target=U:some;                        true;  wider x, equal k3",
        "system=U:other&code=x&reverse=true&source=U:some;                  true;  narrower ketamine",
    })
    void translations(String query, String result, String matches) {
        JsonObject answer = t.get("ConceptMap/$translate?" + query);
        assertEquals(result, TerminologyShelf.value(answer, "result"), answer::toString);
        assertEquals(matches == null ? "" : matches, matches(answer));
    }

    @Test
    void products_dependencies_and_what_was_not_found() {
        JsonObject answer = t.get("ConceptMap/" + t.shelf.id("map") + "/$translate?system=U:drugs&code=ketamine");
        assertTrue(answer.toString().contains("\"valueUri\":\"urn:form\"") && answer.toString().contains("\"valueUri\":\"" + t.u + ":map|1\""), answer::toString);
        assertTrue(TerminologyShelf.value(t.get("ConceptMap/$translate?url=U:map&system=U:drugs&code=esketamine&targetsystem=U:other"), "message").contains("send that as dependency"));
        assertTrue(TerminologyShelf.value(t.get("ConceptMap/$translate?url=U:map&system=U:drugs&code=ketamin&targetsystem=U:other"), "message").contains("'ketamine'?"));
        JsonObject met = t.post("ConceptMap/$translate", t.own("{'name':'url','valueUri':'U:map'},{'name':'coding','valueCoding':{'system':'U:drugs','code':'esketamine'}},"
                + "{'name':'targetsystem','valueUri':'U:other'},{'name':'dependency','part':[{'name':'element','valueUri':'urn:route'},"
                + "{'name':'concept','valueCodeableConcept':{'coding':[{'system':'urn:routes','code':'nasal'}]}}]}"));
        assertEquals("equivalent y", matches(met));
    }
}
