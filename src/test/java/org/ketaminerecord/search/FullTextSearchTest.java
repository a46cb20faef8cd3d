package org.ketaminerecord.search;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
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

/** R4 search.html#content: _text is the narrative, _content everything that is written in words. */
@QuarkusTest
class FullTextSearchTest {

    private static Shelf shelf;

    static JsonObject narrated(JsonObject resource, String xhtml) {
        return resource.put("text", new JsonObject().put("status", "additional").put("div", "<div xmlns=\"http://www.w3.org/1999/xhtml\">" + xhtml + "</div>"));
    }

    private static JsonObject patient(String family) {
        return Given.json("{'resourceType':'Patient','name':[{'family':'" + family + "'}]}");
    }

    private static JsonObject condition(String patient, String text) {
        return Given.json("{'resourceType':'Condition','subject':{'reference':'Patient/" + patient + "'},'code':{'coding':[{'system':'http://snomed.info/sct',"
                + "'code':'370143000','display':'Major depressive disorder'}],'text':'" + text + "'}}");
    }

    @BeforeEach
    void fill() {
        if (shelf != null) {
            return;
        }
        Shelf s = new Shelf();
        Map<String, JsonObject> all = new LinkedHashMap<>();
        all.put("keller", narrated(patient("Keller"), "<p>Back <b>pa</b>in since May; Müller &amp; S\u00F8n referred.</p><p>No fever</p>"));
        all.put("other", narrated(patient("Pain"), "Dissociation, mild, after 0.5 mg/kg"));
        all.put("silent", patient("Fever"));
        all.put("wordless", Given.json("{'resourceType':'Patient','active':true,'gender':'female','birthDate':'1980-01-02','identifier':"
                + "[{'system':'urn:x','value':'unseen'}]}"));
        all.put("low", condition(s.id("keller"), "Low mood, follow-up").put("recordedDate", "2026-01-01"));
        all.put("slow", condition(s.id("keller"), "Slow mood").put("recordedDate", "2026-01-02").put("note", Given.json("{'n':[{'text':'**Écoute**: daß'}]}").array("n")));
        all.put("holder", condition(s.id("silent"), "Container").put("recordedDate", "2026-01-03").put("contained",
                Given.json("{'c':[{'resourceType':'Practitioner','id':'p','name':[{'text':'Zoltan Innes'}]}]}").array("c"))
                .put("asserter", Given.json("{'reference':'#p'}")));
        all.put("attached", Given.json("{'resourceType':'DocumentReference','status':'current','content':[{'attachment':{'contentType':'text/plain',"
                + "'title':'Session note','data':'" + Base64.getEncoder().encodeToString("Nystagmus at 20 minutes".getBytes(StandardCharsets.UTF_8)) + "'}}]}"));
        all.put("binary", Given.json("{'resourceType':'Binary','contentType':'text/html','data':'"
                + Base64.getEncoder().encodeToString("<p>Nystagmus <i>ab</i>sent</p>".getBytes(StandardCharsets.UTF_8)) + "'}"));
        all.put("bundle", Given.json("{'resourceType':'Bundle','type':'collection','entry':[{'resource':{'resourceType':'Patient','name':[{'family':'Bundled'}]}}]}"));
        shelf = s.putAll(all);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "Patient?_text=pain;                     keller",
        "Patient?_text=PAIN;                     keller",
        "Patient?_text=muller;                   keller",
        "Patient?_text=Müller søn;               keller",
        "Patient?_text=keller;                   ",
        "Patient?_text=pai;                      ",
        "Patient?_text=pain dissociation;        ",
        "Patient?_text=pain or dissociation;     keller other",
        "Patient?_text=pain OR dissociation;     keller other",
        "Patient?_text=pain,dissociation;        keller other",
        "Patient?_text=pain&_text=may;           keller",
        "Patient?_text=pain&_text=dissociation;  ",
        "Patient?_text=\"back pain\";            keller",
        "Patient?_text=\"pain back\";            ",
        "Patient?_text=-pain;                    other silent",
        "Patient?_text=pain -fever;              ",
        "Patient?_text=0.5 mg/kg;                other",
        "Patient?_text=5.0 mg/kg;                ",
        "Patient?_text=-\"back pain\" mild;      other",
        "Patient?_text=b;                        ",
        "Patient?_text=xhtml;                    ",
        "Patient?_text=referred&family=keller;   keller",
        "Patient?_text:missing=true;             silent wordless",
        "Patient?_text:missing=false;            keller other",
        "Patient?_content=pain;                  keller other",
        "Patient?_content=keller;                keller",
        "Patient?_content=fever;                 keller silent",
        "Patient?_content=fever -pain;           silent",
        "Patient?_content=unseen;                ",
        "Patient?_content=female;                ",
        "Patient?_content:missing=true;          wordless",
        "Patient?_content:missing=false;         keller other silent",
        "Condition?_content=depressive;          holder low slow",
        "Condition?_content=\"major depressive disorder\"; holder low slow",
        "Condition?_content=mood -slow;          low",
        "Condition?_content=ecoute;              slow",
        "Condition?_content=DASS;                slow",
        "Condition?_content=follow-up;           low",
        "Condition?_content=up-follow;           ",
        "Condition?_content=370143000;           ",
        "Condition?_content=innes;               holder",
        "Condition?_text=mood;                   ",
        "Condition?_content=\\,mood\\,;          low slow",
        "DocumentReference?_content=nystagmus;   attached",
        "DocumentReference?_content=session;     attached",
        "Binary?_content=absent;                 binary",
        "Bundle?_content=bundled;                bundle",
        "Condition?subject:Patient._text=pain;   low slow",
        "Condition?patient._content=fever;       holder low slow",
        "Patient?_has:Condition:patient:_content=mood; keller",
        "Condition?patient=@keller&_content=low; low",
        "Condition?patient=@keller&_content=-low; slow",
        "Condition?patient=@keller&_text:missing=true; low slow",
        "Condition?_id=@low,@holder&_content=mood; low",
        "?_type=Patient,Condition&_content=mood or pain; keller low other slow",
        "?_content=nystagmus;                    attached binary",
        "?_type=Patient,Condition&_text=pain;    keller",
        "Patient/@keller/Condition?_content=slow; slow",
        "Patient/@keller/*?_content=mood;        low slow",
        "Condition?code=370143000&patient=@keller&_content=slow; slow",
    })
    void words_are_found(String search, String expected) {
        assertEquals(expected == null ? Set.of() : new TreeSet<>(Set.of(expected.split(" "))), shelf.find(search.replaceAll("@(\\w+)", "$1." + shelf.mark())));
    }

    @Test
    void matches_are_sorted_and_paged_as_always() {
        assertEquals(List.of("holder", "slow", "low"), shelf.order("Condition?_content=disorder&_sort=-recorded-date&_count=1"));
        assertEquals(3, shelf.order("Condition?_content=disorder&_count=2").size());
        Fhir.get(shelf.url("Condition?_content=disorder&_summary=count")).then().statusCode(200).body("total", equalTo(3));
    }

    @Test
    void what_is_updated_or_deleted_is_found_as_it_is_now() {
        Shelf own = new Shelf().put("p", narrated(patient("Before"), "Early words"));
        assertEquals(Set.of("p"), own.find("Patient?_text=early&_content=before"));
        own.put("p", narrated(patient("After"), "Late words"));
        assertEquals(Set.of(), own.find("Patient?_text=early"));
        assertEquals(Set.of(), own.find("Patient?_content=before"));
        assertEquals(Set.of("p"), own.find("Patient?_text=late&_content=after"));
        Fhir.request().delete("Patient/" + own.id("p")).then().statusCode(204);
        assertEquals(Set.of(), own.find("Patient?_content=after"));
        own.put("p", narrated(patient("After"), "Late words"));
        assertEquals(Set.of("p"), own.find("Patient?_text=late"));
    }

    @Test
    void many_resources_with_one_text_are_all_found() {
        Shelf own = new Shelf();
        Map<String, JsonObject> same = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            same.put("p" + i, patient("Twin " + own.mark()));
        }
        own.putAll(same);
        assertEquals(20, own.find("Patient?_content=" + own.mark() + "&_count=7").size());
    }

    @Test
    void conditional_interactions_take_words() {
        String word = Given.unique();
        Response first = Fhir.request().header("If-None-Exist", "_content=" + word).body(patient(word).toString()).post("Patient");
        assertEquals(201, first.statusCode());
        Fhir.request().header("If-None-Exist", "_content=" + word).body(patient(word).toString()).post("Patient").then().statusCode(200);
    }

    @Test
    void a_huge_text_is_stored_and_found_by_its_words() {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 180_000; i++) {
            words.append(Integer.toString(i, 36)).append(' ');
        }
        Shelf own = new Shelf();
        JsonObject basic = Given.json("{'resourceType':'Basic','code':{'text':'" + words + "'}}");
        own.put("huge", narrated(basic, "<p>" + words + "</p>"));
        assertEquals(Set.of("huge"), own.find("Basic?_content=2s"));
        assertEquals(Set.of("huge"), own.find("Basic?_text=\"2s 2t\""));
        StringBuilder ideographs = new StringBuilder();
        for (int i = 0; i < 1_000_000; i++) {
            ideographs.append((char) ('\u4E00' + i % 20_000));
        }
        own.put("wide", Given.json("{'resourceType':'Basic','code':{'text':'" + ideographs + " lastofall'}}"));
        assertEquals(Set.of("wide"), own.find("Basic?_content=lastofall"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"_text", "_content"})
    void a_value_of_twenty_thousand_characters_is_answered(String parameter) {
        for (String value : List.of("q".repeat(20_000), "q ".repeat(10_000), "-q ".repeat(6_600), "\"q ".repeat(6_600), "or ".repeat(6_600), "q,".repeat(300) + "q",
                "-\"\" ".repeat(5_000) + "q", "-".repeat(20_000) + "q", "q-".repeat(10_000) + "q")) {
            String form = parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
            Response answer = Fhir.request().contentType("application/x-www-form-urlencoded").body(form).post("Patient/_search");
            assertEquals(200, answer.statusCode(), answer::asString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "a'b", "'; DROP TABLE full_text; --", "a & !b", "a | b", "(a", "a:*", "a:A", "a <-> b", "\\", "a\\", "!", "a\"b\"c", "\"", "-", "- - a", "''",
        "x' @@ 'y", "\uD83D\uDE00 a", "%", "$1", "?", "or or", "a or", "or"})
    void operators_of_postgresql_are_data_and_nothing_is_an_error(String value) {
        for (String parameter : List.of("_text", "_content")) {
            Response answer = Fhir.get(Fhir.encoded("Patient?_id=none&" + parameter + "=x" ).replace("=x", "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
            boolean words = value.codePoints().anyMatch(Character::isLetterOrDigit);
            assertEquals(words ? 200 : 400, answer.statusCode(), answer::asString);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "Patient?_text=...;            at least one word",
        "Patient?_content=\"\";        at least one word",
        "Patient?_content=-;           at least one word",
        "Patient?_content=pain,;       empty",
        "Patient?_text=;               no value",
        "Patient?_text:exact=pain;     :missing",
        "Patient?_texx=pain;           _text",
        "Patient?_contents=pain;       _content",
        "Patient?_sort=_text;          no order",
        "Patient?_text:missing=maybe;  true or false",
        "Binary?_text=pain;            no search parameter '_text'",
        "Patient?_filter=_text co pain; beside the _filter",
        "Patient?_filter=_content pr true; beside the _filter",
        "Patient?_text.name=pain;      not a reference",
    })
    void what_cannot_be_asked_is_refused(String search, String said) {
        String diagnostics = Fhir.refused(search);
        assertTrue(diagnostics.contains(said), diagnostics);
    }

    @Test
    void the_capability_statement_has_text_of_types_with_a_narrative_and_content_of_all() {
        for (JsonObject type : Fhir.read("metadata").objects("rest").getFirst().objects("resource")) {
            List<String> names = type.objects("searchParam").stream().map(p -> p.string("name")).toList();
            if (type.string("type").equals("AuditEvent")) {
                assertEquals(List.of(), names.stream().filter(n -> n.equals("_content") || n.equals("_text")).toList(), "the audit trail has no words");
                continue;
            }
            assertTrue(names.contains("_content"), type.string("type"));
            assertEquals(!Set.of("Binary", "Bundle", "Parameters").contains(type.string("type")), names.contains("_text"), type.string("type"));
        }
    }
}
