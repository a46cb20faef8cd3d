package org.ketaminerecord.operation;

import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonWriter;

/** R4 valueset-operation-expand.html. */
@QuarkusTest
class ExpandTest {

    private static TerminologyShelf t;

    @BeforeEach
    void fill() {
        t = t == null ? new TerminologyShelf() : t;
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "url=U:all;                               drug ketamine esketamine propofol old food",
        "url=U:all|1;                             drug ketamine esketamine propofol old food",
        "url=U:some;                              ketamine food ghost x",
        "url=U:below;                             ketamine esketamine",
        "url=U:all&activeOnly=true;               drug ketamine esketamine propofol food",
        "url=U:all&activeOnly=false;              drug ketamine esketamine propofol old food",
        "url=U:all&excludeNotForUI=true;          ketamine esketamine propofol old food",
        "url=U:all&filter=ket;                    ketamine",
        "url=U:all&filter=k\u00e9tam;             ketamine",
        "url=U:all&filter=NASAL esk;              esketamine",
        "url=U:all&filter=dru;                    drug old",
        "url=U:all&filter=tamine;                 ",
        "url=U:all&count=2;                       drug ketamine",
        "url=U:all&count=2&offset=2;              esketamine propofol",
        "url=U:all&count=2&offset=5;              food",
        "url=U:all&offset=4;                      old food",
        "url=U:all&offset=6&count=1;              ",
        "url=U:all&count=0;                       ",
    })
    void codes_in_the_order_of_the_definition(String query, String codes) {
        assertEquals(codes == null ? "" : codes, TerminologyShelf.codes(t.get("ValueSet/$expand?" + query)));
    }

    @ParameterizedTest
    @CsvSource({"count=2, 6", "count=0, 6", "filter=dru&count=1, 2", "activeOnly=true&count=1, 5", "filter=nothing, 0"})
    void the_total_is_of_the_whole_whatever_the_page(String query, int total) {
        assertEquals(Integer.toString(total), JsonWriter.text(t.get("ValueSet/$expand?url=U:all&" + query).object("expansion").get("total")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "en;    Ketamine",
        "en-US; Ketamine",
        "de;    Ketamin",
        "de-AT; Ketamin",
        "fr;    K\u00e9tamine",
        "fr-CH; K\u00e9tamine",
        "it;    Ketamine",
    })
    void displays_come_in_the_language_that_is_asked_for_or_as_they_are(String language, String display) {
        assertEquals(display, TerminologyShelf.displays(t.get("ValueSet/$expand?url=U:below&filter=ketamin&displayLanguage=" + language)));
    }

    @Test
    void displays_come_from_the_value_set_then_from_the_code_system() {
        assertEquals("Ketamine, Meal, null, Ex", TerminologyShelf.displays(t.get("ValueSet/$expand?url=U:some")));
    }

    @Test
    void what_is_abstract_or_inactive_says_so() {
        JsonObject expansion = t.get("ValueSet/$expand?url=U:all").object("expansion");
        assertEquals("true", JsonWriter.text(expansion.objects("contains").get(0).get("abstract")));
        assertEquals("true", JsonWriter.text(expansion.objects("contains").get(4).get("inactive")));
        assertFalse(expansion.objects("contains").get(1).has("inactive") || expansion.objects("contains").get(1).has("abstract"));
        assertTrue(expansion.objects("parameter").stream().anyMatch(p -> (t.u + ":drugs|2").equals(p.string("valueUri"))));
    }

    @Test
    void designations_and_the_definition_come_when_asked_for() {
        JsonObject plain = t.get("ValueSet/$expand?url=U:below");
        assertFalse(plain.has("compose") || plain.object("expansion").objects("contains").getFirst().has("designation"));
        JsonObject full = t.get("ValueSet/$expand?url=U:below&includeDesignations=true&includeDefinition=true");
        assertTrue(full.has("compose"));
        assertEquals(2, full.object("expansion").objects("contains").getFirst().objects("designation").size());
        assertEquals(1, t.get("ValueSet/$expand?url=U:below&includeDesignations=true&designation=urn:use|short").object("expansion").objects("contains").getFirst()
                .objects("designation").size());
    }

    @Test
    void an_instance_and_a_value_set_that_is_sent_are_expanded_too() {
        assertEquals("ketamine esketamine", TerminologyShelf.codes(t.get("ValueSet/" + t.shelf.id("below") + "/$expand")));
        assertEquals("food", TerminologyShelf.codes(t.post("ValueSet/$expand", "{'name':'valueSet','resource':{'resourceType':'ValueSet','status':'draft','compose':"
                + "{'include':[{'system':'U:drugs','concept':[{'code':'food'},{'code':'drug'}]}]}}},{'name':'offset','valueInteger':0},{'name':'count','valueInteger':1}")));
        Fhir.request().accept(Fhir.XML).get(Fhir.encoded(t.own("ValueSet/$expand?url=U:below"))).then().statusCode(200)
                .body(containsString("<code value=\"esketamine\"/>"));
    }

    @Test
    void unknown_activity_is_said() {
        JsonObject expansion = t.get("ValueSet/$expand?url=U:some&activeOnly=true").object("expansion");
        assertEquals(4, expansion.objects("contains").size());
        assertTrue(expansion.toString().contains("Which codes of '" + t.u + ":other' are active is not known here"));
    }

    @Test
    void more_than_ten_thousand_codes_come_in_pages() {
        JsonArray many = new JsonArray();
        for (int i = 0; i < 10_001; i++) {
            many.add(new JsonObject().put("code", "c" + i));
        }
        t.shelf.put("many", t.json("{'resourceType':'ValueSet','status':'active','url':'U:many'}").put("compose", new JsonObject().put("include",
                JsonArray.of(new JsonObject().put("system", "urn:many").put("concept", many)))));
        assertTrue(t.refused(422, "too-costly", "ValueSet/$expand?url=U:many").contains("count and offset"));
        JsonObject page = t.get("ValueSet/$expand?url=U:many&count=2&offset=9999");
        assertEquals("c9999 c10000", TerminologyShelf.codes(page));
        assertEquals("10001", JsonWriter.text(page.object("expansion").get("total")));
        assertEquals("c1", TerminologyShelf.codes(t.get("ValueSet/$expand?url=U:many&filter=c1&count=1")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "url=U:alll;                  404; unknown-value-set;    U:all'?",
        "url=U:all|9;                 404; unknown-value-set;    another version",
        "url=U:whole;                 422; not-expandable;       Store the CodeSystem 'U:other'",
        "url=U:part;                  422; not-expandable;       U:fragment",
        "url=U:filtered;              422; unknown-code-system;  U:absent",
        "filter=x;                    400; invalid-parameter;    Name it by url",
        "url=U:all&flter=x;           400; unknown-parameter;    'filter'?",
        "url=U:all&count=-1;          400; invalid-parameter;    from 0 on",
        "url=U:all&activeOnly=yes;    400; invalid-parameter;    true or false",
        "url=U:all&context=x;         400; unsupported-parameter; named by url",
        "url=U:all&url=U:some;        400; invalid-parameter;    2 times",
        "valueSet=U:all;              400; invalid-parameter;    by POST",
    })
    void refusals_say_what_to_send(String query, int status, String code, String wording) {
        String said = t.refused(status, code, "ValueSet/$expand?" + query);
        assertTrue(said.contains(t.own(wording)), said);
    }

    @Test
    void a_body_must_be_parameters_and_an_instance_needs_no_url() {
        assertTrue(Fhir.refused(Fhir.request().body("{\"resourceType\":\"ValueSet\",\"status\":\"active\"}").post("ValueSet/$expand"), 400, "type-mismatch").contains("Send a Parameters"));
        assertTrue(t.refused(400, "invalid-parameter", "ValueSet/" + t.shelf.id("below") + "/$expand?url=U:all").contains("Leave url"));
        assertTrue(t.refused(404, "resource-not-found", "ValueSet/" + Given.unique() + "/$expand").contains("ValueSet"));
    }
}
