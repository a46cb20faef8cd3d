package org.ketaminerecord.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.store.Database;

/** R4 search.html#token: {@code :in}, {@code :not-in}, {@code :above} and {@code :below}, of stored value sets and code systems. */
@QuarkusTest
class CodeSetSearchTest {

    @Inject
    Database database;

    private static Shelf shelf;
    /** What every URL and system of this test begins with. */
    private static String u;

    @BeforeEach
    void fill() {
        if (shelf != null) {
            return;
        }
        Shelf s = new Shelf();
        u = "urn:" + s.mark();
        Map<String, JsonObject> all = new LinkedHashMap<>();
        all.put("drugs", json("{'resourceType':'CodeSystem','status':'active','content':'complete','url':'U:drugs','concept':[{'code':'drug','concept':["
                + "{'code':'ketamine','concept':[{'code':'esketamine'}]},{'code':'propofol'}]},{'code':'food'}]}"));
        all.put("fragment", json("{'resourceType':'CodeSystem','status':'active','content':'fragment','url':'U:fragment','concept':[{'code':'a'}]}"));
        all.put("set", set("set", "{'include':[{'system':'U:drugs','concept':[{'code':'ketamine'},{'code':'food'}]},{'system':'U:other','concept':[{'code':'x'}]}]}"));
        all.put("one", set("one", "{'include':[{'system':'U:drugs','concept':[{'code':'food'}]}]}"));
        all.put("none", set("none", "{'include':[{'system':'U:drugs'}],'exclude':[{'system':'U:drugs'}]}"));
        all.put("below", set("below", "{'include':[{'system':'U:drugs','filter':[{'property':'concept','op':'descendent-of','value':'drug'}]}]}"));
        all.put("whole", set("whole", "{'include':[{'system':'U:other'}],'exclude':[{'system':'U:other','concept':[{'code':'x'}]}]}"));
        all.put("mixed", set("mixed", "{'include':[{'valueSet':['U:one']},{'valueSet':['U:whole']}]}"));
        all.put("filtered", set("filtered", "{'include':[{'system':'U:absent','filter':[{'property':'concept','op':'is-a','value':'a'}]}]}"));
        all.put("circle", set("circle", "{'include':[{'valueSet':['U:circle']}]}"));
        all.put("genders", set("genders", "{'include':[{'system':'http://hl7.org/fhir/administrative-gender','concept':[{'code':'female'},{'code':'other'}]}]}"));
        all.put("all-genders", set("all-genders", "{'include':[{'system':'http://hl7.org/fhir/administrative-gender'}]}"));
        all.put("all-foreign", set("all-foreign", "{'include':[{'system':'urn:foreign'}]}"));
        all.put("v1", set("versions", "{'include':[{'system':'U:drugs','concept':[{'code':'food'}]}]}").put("version", "1.9"));
        all.put("v2", set("versions", "{'include':[{'system':'U:drugs','concept':[{'code':'drug'}]}]}").put("version", "1.10"));
        all.put("v3", set("versions", "{'include':[{'system':'U:drugs','concept':[{'code':'propofol'}]}]}").put("version", "2").put("status", "draft"));
        all.put("local", json("{'resourceType':'ValueSet','status':'active','compose':{'include':[{'system':'U:drugs','concept':[{'code':'propofol'}]}]}}"));
        JsonArray many = new JsonArray();
        for (int i = 0; i < 20_000; i++) {
            many.add(new JsonObject().put("code", "c" + i));
        }
        many.add(new JsonObject().put("code", "propofol"));
        all.put("large", set("large", "{'include':[]}").put("compose", new JsonObject().put("include",
                JsonArray.of(new JsonObject().put("system", u + ":drugs").put("concept", many)))));
        all.put("ann", Given.patient("Ann"));
        all.put("bob", Given.patient("Bob").put("gender", "male"));
        all.put("pat", Given.patient("Pat").put("gender", "other"));
        all.put("ket", observation(s.id("ann"), "[{'system':'U:drugs','code':'ketamine'},{'system':'U:other','code':'x'}]"));
        all.put("esket", observation(s.id("ann"), "[{'system':'U:drugs','code':'esketamine'}]"));
        all.put("prop", observation(s.id("bob"), "[{'system':'U:drugs','code':'propofol'}]"));
        all.put("drug", observation(s.id("bob"), "[{'system':'U:drugs','code':'drug'}]"));
        all.put("bare", observation(s.id("bob"), "[{'code':'ketamine'}]"));
        all.put("x", observation(s.id("bob"), "[{'system':'U:other','code':'x'}]"));
        all.put("y", observation(s.id("bob"), "[{'system':'U:other','code':'y'}]"));
        all.put("named", observation(s.id("bob"), "[{'system':'U:other','display':'no code'}]"));
        all.put("text", observation(s.id("bob"), null));
        shelf = s.putAll(all);
    }

    private static JsonObject json(String text) {
        return Given.json(text.replace("U:", u + ":"));
    }

    private static JsonObject set(String name, String compose) {
        return json("{'resourceType':'ValueSet','status':'active','url':'U:" + name + "','compose':" + compose + "}");
    }

    private static JsonObject observation(String patient, String codings) {
        String concept = codings == null ? "{'text':'words'}" : "{'coding':" + codings + "}";
        return json("{'resourceType':'Observation','status':'final','code':" + concept + ",'method':" + concept + ",'effectiveDateTime':'2024-01-01'}")
                .put("subject", Given.reference("Patient/" + patient));
    }

    private static Set<String> labels(String text) {
        return text == null ? Set.of() : new TreeSet<>(Set.of(text.split(" ")));
    }

    private static String refused(String search) {
        return Fhir.refused(search.replace("U:", u + ":"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        ":in=U:set;                    ket x",
        ":in=U:one;                    ",
        ":in=U:none;                   ",
        ":in=U:below;                  esket ket prop",
        ":in=U:whole;                  y",
        ":in=U:mixed;                  y",
        ":in=U:large;                  prop",
        ":in=U:set,U:below;            esket ket prop x",
        ":in=U:versions;               drug",
        ":in=U:versions|1.9;           ",
        ":in=U:versions|2;             prop",
        ":not-in=U:set;                bare drug esket named prop text y",
        ":not-in=U:none;               bare drug esket ket named prop text x y",
        ":not-in=U:below;              bare drug named text x y",
        ":not-in=U:whole;              bare drug esket ket named prop text x",
        ":not-in=U:mixed;              bare drug esket ket named prop text x",
        ":not-in=U:large;              bare drug esket ket named text x y",
        ":not-in=U:set,U:below;        bare drug named text y",
        ":below=U:drugs|drug;          drug esket ket prop",
        ":below=U:drugs|ketamine;      esket ket",
        ":below=U:drugs|esketamine;    esket",
        ":below=U:drugs|food;          ",
        ":below=U:drugs|esketamine,U:drugs|propofol; esket prop",
        ":above=U:drugs|esketamine;    drug esket ket",
        ":above=U:drugs|ketamine;      drug ket",
        ":above=U:drugs|drug;          drug",
    })
    void codes_are_met_by_sets(String condition, String expected) {
        String value = condition.replace("U:", u + ":");
        for (String parameter : List.of("code", "method", "combo-code")) {
            assertEquals(labels(expected), shelf.find("Observation?" + parameter + value), parameter);
            assertEquals(labels(expected), shelf.find("Observation?patient=" + shelf.id("ann") + "," + shelf.id("bob") + "&" + parameter + value), parameter);
        }
        Set<String> ofBob = labels(expected);
        ofBob = new TreeSet<>(ofBob);
        ofBob.removeAll(Set.of("ket", "esket"));
        for (String parameter : List.of("code", "method", "combo-code")) {
            assertEquals(ofBob, shelf.find("Observation?patient=" + shelf.id("bob") + "&" + parameter + value), parameter + " looked up within a chart");
        }
    }

    @Test
    void a_value_set_is_named_by_its_url_by_its_id_or_by_its_address() {
        String id = "ValueSet/" + shelf.id("local");
        assertEquals(Set.of("prop"), shelf.find("Observation?code:in=" + id));
        assertEquals(Set.of("prop"), shelf.find("Observation?code:in=" + Fhir.base() + "/" + id));
        assertEquals(Set.of("prop", "drug"), shelf.find("Observation?code:in=" + id + "," + u + ":versions"));
    }

    @Test
    void a_value_set_may_have_the_url_of_this_server_and_another_id() {
        String url = Fhir.base() + "/ValueSet/" + Given.unique();
        Fhir.create(set("ignored", "{'include':[{'system':'U:drugs','concept':[{'code':'drug'}]}]}").put("url", url));
        assertEquals(Set.of("drug"), shelf.find("Observation?code:in=" + url));
    }

    @Test
    void commas_in_a_url_are_escaped() {
        Fhir.create(set("ignored", "{'include':[{'system':'U:drugs','concept':[{'code':'drug'}]}]}").put("url", u + ":a,b"));
        assertEquals(Set.of("drug"), shelf.find("Observation?code:in=" + u + ":a\\,b"));
    }

    @Test
    void elements_of_the_type_code_are_met_by_the_code_alone() {
        assertEquals(Set.of("ann", "pat"), shelf.find("Patient?gender:in=" + u + ":genders"));
        assertEquals(Set.of("bob"), shelf.find("Patient?gender:not-in=" + u + ":genders"));
        assertEquals(Set.of("ann", "bob", "pat"), shelf.find("Patient?gender:in=http://hl7.org/fhir/ValueSet/administrative-gender"), "R4's own are there");
        assertEquals(Set.of(), shelf.find("Patient?gender:not-in=http://hl7.org/fhir/ValueSet/administrative-gender|4.0.1"));
        assertEquals(Set.of("ann", "bob", "pat"), shelf.find("Patient?gender:in=" + u + ":all-genders"), "and its code systems");
        assertTrue(refused("Patient?gender:in=U:all-foreign").contains("Store the CodeSystem 'urn:foreign'"));
    }

    @Test
    void sets_are_asked_through_references_both_ways() {
        assertEquals(Set.of("ann"), shelf.find("Patient?_has:Observation:patient:code:in=" + u + ":set," + u
                + ":below&_has:Observation:patient:code:below=" + u + ":drugs|ketamine"));
        assertEquals(Set.of("ann", "bob"), shelf.find("Patient?_has:Observation:patient:code:in=" + u + ":below"));
        assertEquals(Set.of("ann"), shelf.find("Patient?family=ann&_has:Observation:patient:code:in=" + u + ":below"));
        assertEquals(Set.of("ann", "bob"), shelf.find("Patient?_has:Observation:subject:method:in=" + u + ":below"));
        assertEquals(Set.of("bob"), shelf.find("Patient?_has:Observation:patient:code:in=" + u + ":whole"));
        assertEquals(Set.of("esket", "ket"), shelf.find("Observation?subject:Patient.gender:in=" + u + ":genders"));
        assertEquals(Set.of("esket", "ket"), shelf.find("Observation?patient.gender:in=" + u + ":genders"));
        assertEquals(Set.of("esket"), shelf.find("Observation?patient.gender:in=" + u + ":genders&code:not-in=" + u + ":set"));
    }

    @Test
    void sets_are_asked_by_filter_and_across_types() {
        assertEquals(Set.of("esket", "ket", "prop"), shelf.find("Observation?_filter=code in " + u + ":below"));
        assertEquals(Set.of("bare", "drug", "named", "text", "x", "y"), shelf.find("Observation?_filter=code ni " + u + ":below"));
        assertEquals(Set.of("esket", "ket"), shelf.find("Observation?_filter=code ss " + u + ":drugs|ketamine"));
        assertEquals(Set.of("drug", "ket"), shelf.find("Observation?_filter=code sb " + u + ":drugs|ketamine"));
        assertEquals(Set.of("esket", "ket", "prop"), shelf.find("?_type=Observation,Condition&code:in=" + u + ":below"));
    }

    @Test
    void results_are_counted_sorted_and_paged() {
        assertEquals(List.of("ket", "prop", "esket"), shelf.order("Observation?method:in=" + u + ":below&code:not-in=" + u + ":one&_sort=-method&_count=1"));
        assertEquals(3, (int) Fhir.get(shelf.url("Observation?code:in=" + u + ":below&_summary=count")).then().statusCode(200).extract().path("total"));
        assertEquals(2, shelf.order("Observation?patient=" + shelf.id("ann") + "&code:in=" + u + ":below&_sort=-date&_count=1").size());
    }

    @Test
    void what_is_not_known_is_refused_with_what_to_store() {
        assertEquals("This server has no ValueSet '" + u + ":sett'. Did you mean '" + u + ":set'? Store it: POST [base]/ValueSet with that url.",
                refused("Observation?code:in=U:sett"));
        assertTrue(refused("Observation?code:in=U:set|7").contains("another version"));
        assertTrue(refused("Observation?code:in=ValueSet/nobody").contains("no ValueSet with the id 'nobody'"));
        assertTrue(refused("Observation?code:in=U:filtered").contains("no CodeSystem '" + u + ":absent', from which the ValueSet '" + u + ":filtered' selects"));
        assertTrue(refused("Observation?code:in=U:circle").contains("imports itself"));
        assertTrue(refused("Observation?code:below=U:absent|a").contains("no CodeSystem '" + u + ":absent'"));
        assertTrue(refused("Observation?code:above=U:fragment|a").contains("content 'fragment' only"));
        assertTrue(refused("Observation?code:below=U:drugs|ketamin").contains("Did you mean 'ketamine'?"));
        for (String value : List.of("ketamine", "|ketamine", "U:drugs|", "U:drugs|a|b")) {
            assertTrue(refused("Observation?code:below=" + value).contains("takes system|code"), value);
        }
        assertTrue(refused("Patient?identifier:in=U:set").contains("of no code system"));
        assertTrue(refused("Patient?active:in=U:set").contains("boolean"));
        assertTrue(refused("Observation?code:inn=U:set").contains("Did you mean ':in'?"));
    }

    @Test
    void a_refusal_has_its_code_and_its_kind() {
        Response response = Fhir.get(Fhir.encoded("Observation?code:in=" + u + ":nowhere"));
        Fhir.refused(response, 400, "unknown-value-set");
        assertEquals("not-found", response.path("issue[0].code"));
        Fhir.refused(Fhir.get(Fhir.encoded("Observation?code:below=" + u + ":nowhere|a")), 400, "unknown-code-system");
        Fhir.refused(Fhir.get(Fhir.encoded("Observation?code:below=" + u + ":drugs|nothing-near")), 400, "unknown-code");
        Fhir.refused(Fhir.get(Fhir.encoded("Observation?code:in=" + u + ":circle")), 400, "not-expandable");
    }

    @Test
    void lenient_handling_leaves_an_unknown_set_out_and_says_so() {
        JsonObject bundle = Fhir.body(Fhir.request().header("Prefer", "handling=lenient").get(shelf.url("Observation?code:in=" + u + ":nowhere&code:below=" + u + ":drugs|ketamine")));
        List<JsonObject> outcomes = bundle.objects("entry").stream().map(e -> e.object("resource")).filter(r -> r.string("resourceType").equals("OperationOutcome")).toList();
        assertEquals("warning", outcomes.getFirst().objects("issue").getFirst().string("severity"));
        assertTrue(outcomes.getFirst().objects("issue").getFirst().string("diagnostics").contains("'" + u + ":nowhere'"));
        assertEquals(3, bundle.objects("entry").size());
    }

    @Test
    void conditional_interactions_and_entries_of_bundles_know_sets() {
        String criteria = "Observation?code:in=" + u + ":set&patient=" + shelf.id("ann");
        Response there = Fhir.request().header("If-None-Exist", Fhir.encoded(criteria).substring("Observation?".length()))
                .body(observation(shelf.id("ann"), null).toString()).post("Observation");
        assertEquals(200, there.statusCode());
        assertEquals(shelf.id("ket"), Fhir.body(there).string("id"));
        for (String type : List.of("batch", "transaction")) {
            JsonObject answer = Fhir.body(Fhir.process(Given.bundle(type, Given.entry("GET", Fhir.encoded(criteria)))));
            assertEquals(shelf.id("ket"), answer.objects("entry").getFirst().object("resource").objects("entry").getFirst().object("resource").string("id"));
        }
    }

    @Test
    void a_search_of_a_transaction_sees_the_value_set_that_the_transaction_stores() {
        JsonObject fresh = set("fresh", "{'include':[{'system':'U:drugs','concept':[{'code':'propofol'},{'code':'food'}]}]}");
        JsonObject answer = Fhir.body(Fhir.process(Given.bundle("transaction", Given.entry("POST", "ValueSet", fresh),
                Given.entry("GET", shelf.url("Observation?code:in=" + u + ":fresh")))));
        assertEquals(shelf.id("prop"), answer.objects("entry").get(1).object("resource").objects("entry").getFirst().object("resource").string("id"));
    }

    @Test
    void a_value_set_that_changes_changes_the_answer_at_once() {
        Shelf changing = new Shelf();
        String url = u + ":changing";
        changing.put("set", set("changing", "{'include':[{'system':'U:drugs','concept':[{'code':'propofol'}]}]}"));
        assertEquals(Set.of("prop"), shelf.find("Observation?code:in=" + url));
        changing.put("set", set("changing", "{'include':[{'system':'U:drugs','concept':[{'code':'drug'}]}]}"));
        assertEquals(Set.of("drug"), shelf.find("Observation?code:in=" + url));
        Fhir.request().delete("ValueSet/" + changing.id("set")).then().statusCode(204);
        assertTrue(refused("Observation?code:in=U:changing").contains("no ValueSet"));
    }

    @Test
    void each_definition_that_is_needed_is_read_by_one_statement() {
        assertEquals(2, statements("Observation?code:in=" + u + ":set"));
        assertEquals(2, statements("Observation?code:in=ValueSet/" + shelf.id("local")));
        assertEquals(3, statements("Observation?code:in=" + u + ":below"));
        assertEquals(2, statements("Observation?code:below=" + u + ":drugs|ketamine"));
        assertEquals(2, statements("Observation?subject.gender:in=" + u + ":genders"));
    }

    private long statements(String search) {
        long before = database.statements();
        Fhir.get(shelf.url(search)).then().statusCode(200);
        return database.statements() - before;
    }
}
