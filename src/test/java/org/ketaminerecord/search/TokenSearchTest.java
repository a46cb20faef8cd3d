package org.ketaminerecord.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonObject;

/** R4 search.html#token: by code, by system, by both; {@code code} of a chart as well as any other token. */
@QuarkusTest
class TokenSearchTest {

    private static Shelf shelf;

    @BeforeEach
    void fill() {
        if (shelf != null) {
            return;
        }
        Map<String, JsonObject> all = new LinkedHashMap<>();
        all.put("a", concept("{'coding':[{'system':'urn:a','code':'x','display':'Ketamine level'}]}"));
        all.put("b", concept("{'coding':[{'system':'urn:b','code':'x'}]}"));
        all.put("bare", concept("{'coding':[{'code':'x'}]}"));
        all.put("both", concept("{'coding':[{'system':'urn:a','code':'x'},{'system':'urn:b','code':'x'}],'text':'Serum level'}"));
        all.put("twice", concept("{'coding':[{'system':'urn:a','code':'x','display':'One name'},{'system':'urn:a','code':'x','display':'Other name'}]}"));
        all.put("upper", concept("{'coding':[{'system':'urn:a','code':'X'}]}"));
        all.put("y", concept("{'coding':[{'system':'urn:a','code':'y'}]}"));
        all.put("text", concept("{'text':'Blood level'}"));
        all.put("odd", concept("{'coding':[{'system':'urn:a','code':'p|q,r$s\\\\t'}]}"));
        all.put("nothing", Given.json("{'resourceType':'Observation','status':'final','code':{'extension':[{'url':'urn:x','valueBoolean':true}]}}"));
        shelf = new Shelf().putAll(all);
    }

    /** An observation whose code, method and one category are a concept: the index of charts and the index of tokens. */
    private static JsonObject concept(String concept) {
        return Given.json("{'resourceType':'Observation','status':'final'}").put("code", Given.json(concept)).put("method", Given.json(concept));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "=x;                       a b bare both twice",
        "=urn:a|x;                 a both twice",
        "=urn:b|x;                 b both",
        "=|x;                      bare",
        "=urn:a|;                  a both odd twice upper y",
        "=urn:c|x;                 ",
        "=X;                       upper",
        "=x,y;                     a b bare both twice y",
        "=urn:b|x,urn:a|y;         b both y",
        "=p\\|q\\,r\\$s\\\\t;      odd",
        "=urn:a|p\\|q\\,r\\$s\\\\t; odd",
        ":not=x;                   nothing odd text upper y",
        ":not=urn:a|x;             b bare nothing odd text upper y",
        ":not=x,y;                 nothing odd text upper",
        ":text=ketamine;           a",
        ":text=serum;              both",
        ":text=BLOOD;              text",
        ":text=level;              ",
        ":text=one name;           twice",
        ":text=other name;         twice",
        ":missing=true;            nothing",
        ":missing=false;           a b bare both odd text twice upper y",
    })
    void a_token_is_matched_as_it_is(String value, String expected) {
        Set<String> labels = expected == null ? Set.of() : new TreeSet<>(Set.of(expected.split(" ")));
        assertEquals(labels, shelf.find("Observation?code" + value));
        assertEquals(labels, shelf.find("Observation?method" + value));
        assertEquals(labels, shelf.find("Observation?combo-code" + value), "a parameter that reads the rows of others");
    }

    @Test
    void repeating_the_parameter_means_and() {
        assertEquals(Set.of("both"), shelf.find("Observation?code=urn:a|x&code=urn:b|x"));
        assertEquals(Set.of(), shelf.find("Observation?code=urn:a|x&code=y"));
    }

    @Test
    void codes_of_the_element_type_code_have_their_system_by_definition() {
        Shelf people = new Shelf();
        people.put("f", Given.json("{'resourceType':'Patient','gender':'female','active':true}"));
        people.put("m", Given.json("{'resourceType':'Patient','gender':'male','active':false,'deceasedDateTime':'2020-01-01'}"));
        people.put("n", Given.json("{'resourceType':'Patient','deceasedBoolean':false}"));
        assertEquals(Set.of("f"), people.find("Patient?gender=female"));
        assertEquals(Set.of("f"), people.find("Patient?gender=http://hl7.org/fhir/administrative-gender|female"));
        assertEquals(Set.of("m", "n"), people.find("Patient?gender:not=female"));
        assertEquals(Set.of("n"), people.find("Patient?gender:missing=true"));
        assertEquals(Set.of("f"), people.find("Patient?active=true"));
        assertEquals(Set.of("m"), people.find("Patient?active=false"));
        assertEquals(Set.of("m"), people.find("Patient?deceased=true"));
        assertEquals(Set.of(), people.find("Patient?deceased=true&gender=female"));
    }

    @Test
    void identifiers_are_found_by_value_by_system_and_by_type() {
        Shelf people = new Shelf();
        String mine = people.mark();
        String wordy = "v".repeat(300);
        people.put("typed", Given.json("{'resourceType':'Patient','identifier':[{'system':'urn:test:mrn','value':'" + mine + "','type':{'coding':[{"
                + "'system':'http://terminology.hl7.org/CodeSystem/v2-0203','code':'MR'}],'text':'Medical record'}}]}"));
        people.put("untyped", Given.json("{'resourceType':'Patient','identifier':[{'value':'" + mine + "'}]}"));
        people.put("wordy", Given.json("{'resourceType':'Patient','identifier':[{'system':'urn:test:mrn','value':'" + wordy + mine + "'}]}"));
        people.put("none", Given.json("{'resourceType':'Patient','active':true}"));
        assertEquals(Set.of("typed", "untyped"), people.find("Patient?identifier=" + mine));
        assertEquals(Set.of("typed"), people.find("Patient?identifier=urn:test:mrn|" + mine));
        assertEquals(Set.of("untyped"), people.find("Patient?identifier=|" + mine));
        assertEquals(Set.of("typed", "wordy"), people.find("Patient?identifier=urn:test:mrn|"));
        assertEquals(Set.of("typed"), people.find("Patient?identifier:of-type=http://terminology.hl7.org/CodeSystem/v2-0203|MR|" + mine));
        assertEquals(Set.of(), people.find("Patient?identifier:of-type=http://terminology.hl7.org/CodeSystem/v2-0203|SS|" + mine));
        assertEquals(Set.of("typed"), people.find("Patient?identifier:text=medical"));
        assertEquals(Set.of("wordy"), people.find("Patient?identifier=" + wordy + mine));
        assertEquals(Set.of(), people.find("Patient?identifier=" + wordy));
        assertEquals(Set.of("none"), people.find("Patient?identifier:missing=true"));
        assertEquals(Set.of("none", "untyped", "wordy"), people.find("Patient?identifier:not=urn:test:mrn|" + mine));
    }

    @Test
    void contact_points_are_found_by_their_value_and_their_system() {
        Shelf people = new Shelf();
        people.put("reachable", Given.json("{'resourceType':'Patient','telecom':[{'system':'phone','value':'555-1'},{'system':'email','value':'a@b.example'}]}"));
        assertEquals(Set.of("reachable"), people.find("Patient?telecom=555-1"));
        assertEquals(Set.of("reachable"), people.find("Patient?phone=555-1"));
        assertEquals(Set.of("reachable"), people.find("Patient?telecom=|555-1"));
        // R4 search.html#token gives a ContactPoint no system
        assertEquals(Set.of(), people.find("Patient?telecom=phone|555-1"));
        assertEquals(Set.of(), people.find("Patient?email=555-1"));
        assertEquals(Set.of("reachable"), people.find("Patient?email=a@b.example"));
    }

    @Test
    void labels_of_the_meta_element_are_found() {
        Shelf labelled = new Shelf();
        String mine = labelled.mark();
        labelled.put("labelled", Given.json("{'resourceType':'Basic','code':{'text':'x'},'meta':{'profile':['http://example.org/p/" + mine + "','http://example.org/q'],"
                + "'source':'http://example.org/source/" + mine + "','security':[{'system':'urn:s','code':'R'}],'tag':[{'system':'urn:t','code':'t'}]}}"));
        labelled.put("plain", Given.json("{'resourceType':'Basic','code':{'text':'x'}}"));
        assertEquals(Set.of("labelled"), labelled.find("Basic?_tag=urn:t|t"));
        assertEquals(Set.of("labelled"), labelled.find("Basic?_tag=t"));
        assertEquals(Set.of("plain"), labelled.find("Basic?_tag:not=urn:t|t"));
        assertEquals(Set.of("labelled"), labelled.find("Basic?_security=urn:s|R"));
        assertEquals(Set.of("plain"), labelled.find("Basic?_security:missing=true"));
        assertEquals(Set.of("labelled"), labelled.find("Basic?_profile=http://example.org/p/" + mine));
        assertEquals(Set.of(), labelled.find("Basic?_profile=http://example.org/p/"));
        assertEquals(Set.of("labelled"), labelled.find("Basic?_profile:below=http://example.org/p"));
        assertEquals(Set.of("labelled"), labelled.find("Basic?_source=http://example.org/source/" + mine));
        assertEquals(Set.of("plain"), labelled.find("Basic?_source:missing=true"));
        assertEquals(Set.of("labelled", "plain"), labelled.find("Basic?_id=" + labelled.id("labelled") + "," + labelled.id("plain") + ",nobody"));
        assertEquals(Set.of("plain"), labelled.find("Basic?_id:not=" + labelled.id("labelled")));
        assertEquals(Set.of(), labelled.find("Basic?_id=" + labelled.id("labelled") + "&_id=" + labelled.id("plain")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"code=|", "code=a|b|c", "identifier:of-type=a|b", "identifier:of-type=|b|c", "code:missing=maybe", "code:text="})
    void what_is_no_token_is_refused(String query) {
        String type = query.startsWith("code") ? "Observation?" : "Patient?";
        assertTrue(Fhir.refused(type + query).contains(query.substring(0, 4)));
    }
}
