package org.ketaminerecord.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.json.JsonObject;

/** R4 valueset-operation-validate-code.html and codesystem-operation-validate-code.html. */
@QuarkusTest
class ValidateCodeTest {

    private static TerminologyShelf t;

    @BeforeEach
    void fill() {
        t = t == null ? new TerminologyShelf() : t;
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "U:some;     U:drugs;    ketamine;                           true;  Ketamine;  ",
        "U:some;     U:drugs;    ketamin;                            false; ;          'ketamine' (Ketamine)?",
        "U:some;     U:drugs;    propofol;                           false; ;          It has 'U:drugs|ketamine', 'U:drugs|food'",
        "U:some;     U:drugs;    x;                                  false; ;          of the system 'U:other'",
        "U:some;     U:drugs;    ghost;                              true;  ;          which the CodeSystem 'U:drugs|2' does not define",
        "U:some;     U:drugs;    food;                               true;  Meal;      ",
        "U:some;     U:drugs;    food&display=meal;                  true;  Meal;      ",
        "U:some;     U:drugs;    food&display=Food;                  true;  Meal;      ",
        "U:some;     U:drugs;    food&display=Fodder;                false; Meal;      'Food', 'Meal' are",
        "U:some;     U:drugs;    ketamine&display=Ketamin;           true;  Ketamine;  ",
        "U:some;     U:drugs;    ketamine&displayLanguage=de;        true;  Ketamin;   ",
        "U:some;     U:drugs;    ghost&display=Boo;                  true;  ;          Whether the display is right is not known",
        "U:some;     U:drugs;    ketamine&systemVersion=1;           true;  Ketamine;  version '2' was looked at",
        "U:some;     U:drugs;    ketamine&systemVersion=2;           true;  Ketamine;  ",
        "U:all;      U:drugs;    drug;                               true;  Drug;      is abstract",
        "U:all;      U:drugs;    drug&abstract=true;                 true;  Drug;      is abstract",
        "U:all;      U:drugs;    drug&abstract=false;                false; Drug;      may not be chosen itself. Below it are 'ketamine'",
        "U:all;      U:drugs;    old;                                true;  Old drug;  is inactive",
        "U:below;    U:drugs;    esketamine;                         true;  Esketamine nasal spray; ",
        "U:below;    U:drugs;    propofol;                           false; ;          It has",
        "U:whole;    U:other;    y;                                  true;  ;          whether 'y' is one of them is not known here",
        "U:whole;    U:other;    x;                                  false; ;          does not have",
        "U:part;     U:fragment; a;                                  true;  A;         ",
        "U:part;     U:fragment; b;                                  true;  ;          only a part is here",
        "U:filtered; U:drugs;    food;                               true;  Food;      ",
        "U:filtered; U:drugs;    ketamine;                           false; ;          does not have",
        "U:filtered; U:absent;   listed;                             true;  ;          ",
    })
    void a_value_set_has_a_code(String valueSet, String system, String code, String result, String display, String wording) {
        JsonObject answer = t.get("ValueSet/$validate-code?url=" + valueSet + "&system=" + system + "&code=" + code);
        check(answer, result, display, wording);
    }

    private static void check(JsonObject answer, String result, String display, String wording) {
        String message = TerminologyShelf.value(answer, "message");
        assertEquals(result, TerminologyShelf.value(answer, "result"), answer::toString);
        assertEquals(display, TerminologyShelf.value(answer, "display"), answer::toString);
        if (wording == null) {
            assertNull(message);
        } else {
            assertTrue(String.valueOf(message).contains(t.own(wording)), message);
            assertTrue(answer.toString().contains("OperationOutcome"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "U:drugs;    ketamine;                   true;  Ketamine; ",
        "U:drugs;    Ketamine;                   false; ;         'ketamine' (Ketamine)?",
        "U:drugs;    zzz&display=Propofol;       false; ;         'propofol' (Propofol)?",
        "U:drugs;    zzz;                        false; ;         has no code 'zzz'",
        "U:drugs;    ketamine&version=2;         true;  Ketamine; ",
        "U:drugs;    ketamine&display=Propofol;  false; Ketamine; 'Ketamin', 'Ketamine'",
        "U:drugs;    old;                        true;  Old drug; is inactive",
        "U:fragment; a;                          true;  A;        ",
    })
    void a_code_system_has_a_code(String system, String code, String result, String display, String wording) {
        check(t.get("CodeSystem/$validate-code?url=" + system + "&code=" + code), result, display, wording);
    }

    @Test
    void instances_are_asked_too() {
        check(t.get("CodeSystem/" + t.shelf.id("drugs") + "/$validate-code?code=food"), "true", "Food", null);
        check(t.get("ValueSet/" + t.shelf.id("some") + "/$validate-code?code=food&system=U:drugs"), "true", "Meal", null);
    }

    @Test
    void codings_and_concepts_are_judged_and_one_valid_coding_is_enough() {
        check(t.post("ValueSet/$validate-code", t.own("{'name':'url','valueUri':'U:some'},{'name':'coding','valueCoding':{'system':'U:other','code':'x','display':'Ex'}}")), "true", "Ex", null);
        check(t.post("ValueSet/$validate-code", t.own("{'name':'url','valueUri':'U:some'},{'name':'codeableConcept','valueCodeableConcept':{'coding':[{'system':'U:drugs','code':'propofol'},"
                + "{'system':'U:drugs','code':'ketamine'}]}}")), "true", "Ketamine", null);
        check(t.post("ValueSet/$validate-code", t.own("{'name':'url','valueUri':'U:some'},{'name':'codeableConcept','valueCodeableConcept':{'coding':[{'code':'propofol'},"
                + "{'system':'U:drugs','code':'ketamin'}]}}")), "false", null, "A coding without system cannot be judged. Add it. The value set");
        check(t.post("ValueSet/$validate-code", t.own("{'name':'url','valueUri':'U:some'},{'name':'codeableConcept','valueCodeableConcept':{'text':'words'}}")), "false", null, "no coding");
        check(t.post("CodeSystem/$validate-code", t.own("{'name':'coding','valueCoding':{'system':'U:drugs','code':'food'}}")), "true", "Food", null);
        check(t.post("ValueSet/$validate-code", t.own("{'name':'valueSet','resource':{'resourceType':'ValueSet','status':'draft','compose':{'include':[{'valueSet':['U:below']}]}}},"
                + "{'name':'coding','valueCoding':{'system':'U:drugs','code':'food'}}")), "false", null, "It has");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "ValueSet/$validate-code?url=U:filtered&system=U:absent&code=b;  422; unknown-code-system; U:absent",
        "ValueSet/$validate-code?url=U:nothing&system=U:absent&code=b;   404; unknown-value-set;   U:nothing",
        "ValueSet/$validate-code?url=U:some&code=b;                      400; invalid-parameter;   Send system",
        "ValueSet/$validate-code?url=U:some&system=U:drugs;              400; invalid-parameter;   needs something to judge",
        "ValueSet/$validate-code?system=U:drugs&code=x;                  400; invalid-parameter;   Name it by url",
        "ValueSet/$validate-code?url=U:some&coding=U:drugs|x;            400; invalid-parameter;   valueCoding",
        "ValueSet/$validate-code?url=U:some&date=2020&system=U:drugs&code=x; 400; unsupported-parameter; stored now",
        "CodeSystem/$validate-code?url=U:absent&code=b;                  404; unknown-code-system; U:absent",
        "CodeSystem/$validate-code?url=U:drugs&version=7&code=b;         404; unknown-code-system; another version",
        "CodeSystem/$validate-code?url=U:fragment&code=b;                422; not-expandable;      content 'complete'",
    })
    void what_cannot_be_decided_is_refused_and_never_false(String call, int status, String code, String wording) {
        String said = t.refused(status, code, call);
        assertTrue(said.contains(t.own(wording)), said);
    }

    /** The same code decides a search and the operation, so both find the same. */
    @ParameterizedTest
    @ValueSource(strings = {"U:some", "U:below", "U:all", "U:whole", "U:part", "U:filtered"})
    void a_search_finds_in_a_value_set_what_the_operation_says_is_in_it(String valueSet) {
        Response search = Fhir.get(t.shelf.url(t.own("Observation?code:in=" + valueSet)));
        Set<String> valid = new TreeSet<>();
        for (int i = 1; i <= 6; i++) {
            JsonObject coding = Fhir.read("Observation/" + t.shelf.id("o" + i)).object("code").objects("coding").getFirst();
            JsonObject answer = t.get("ValueSet/$validate-code?url=" + valueSet + "&system=" + coding.string("system") + "&code=" + coding.string("code"));
            if (TerminologyShelf.value(answer, "result").equals("true")) {
                valid.add("o" + i);
            }
        }
        if (search.statusCode() == 400) {
            assertEquals("U:filtered", valueSet, "refused only where an expansion is: a code may still be judged");
            assertEquals(Set.of("o6"), valid);
        } else {
            assertEquals(t.shelf.find(t.own("Observation?code:in=" + valueSet)), valid);
        }
    }
}
