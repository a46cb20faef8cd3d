package org.ketaminerecord.interaction;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.fixture.Fhir.get;
import static org.ketaminerecord.fixture.Fhir.put;
import static org.ketaminerecord.fixture.Fhir.read;
import static org.ketaminerecord.fixture.Fhir.refused;
import static org.ketaminerecord.fixture.Fhir.request;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonObject;

/** _summary and _elements of what is read (R4 search.html#summary, #elements; http.html#parameters). */
@QuarkusTest
class SubsetOfResourceTest {

    private String path;

    @BeforeEach
    void a_questionnaire_response_with_a_narrative() {
        path = "QuestionnaireResponse/" + Fhir.create(Given.json("{'resourceType':'QuestionnaireResponse','text':{'status':'generated',"
                + "'div':'<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">PHQ-9</div>'},'status':'completed','authored':'2026-01-01',"
                + "'item':[{'linkId':'1','text':'Sleep','answer':[{'valueInteger':2}]}]}".replace("\\\"", "\\\"")));
    }

    private Set<String> members(String query) {
        return Set.copyOf(read(path + "?" + query).names());
    }

    private void tagged(String query) {
        get(path + "?" + query).then().body("meta.tag.code", hasItem("SUBSETTED"));
    }

    @Test
    void summary_true_has_the_elements_that_are_marked_so() {
        assertEquals(Set.of("resourceType", "id", "meta", "status", "authored"), members("_summary=true"));
        tagged("_summary=true");
    }

    @Test
    void summary_text_has_the_narrative_and_what_is_mandatory() {
        assertEquals(Set.of("resourceType", "id", "meta", "text", "status"), members("_summary=text"));
        tagged("_summary=text");
    }

    @Test
    void summary_data_has_all_but_the_narrative() {
        assertEquals(Set.of("resourceType", "id", "meta", "status", "authored", "item"), members("_summary=data"));
        tagged("_summary=data");
    }

    @Test
    void summary_false_is_the_whole() {
        assertEquals(read(path), read(path + "?_summary=false"));
    }

    @Test
    void summary_count_has_no_entries() {
        JsonObject bundle = read("QuestionnaireResponse?_summary=count&_id=" + path.substring(path.indexOf('/') + 1));
        assertEquals("1", bundle.get("total") instanceof org.ketaminerecord.json.JsonNumber n ? n.text() : null);
        assertFalse(bundle.has("entry"));
    }

    @Test
    void another_summary_is_refused() {
        assertTrue(refused(get(path + "?_summary=txt"), 400, "invalid-parameter").contains("Did you mean text?"));
    }

    @Test
    void elements_have_what_is_listed_and_what_is_mandatory() {
        assertEquals(Set.of("resourceType", "id", "meta", "status", "authored"), members("_elements=authored"));
        assertEquals(Set.of("resourceType", "id", "meta", "status", "authored", "item"), members("_elements=authored,item"));
        tagged("_elements=authored");
    }

    @Test
    void an_element_that_no_type_has_is_refused() {
        refused(get(path + "?_elements=authord"), 400, "invalid-parameter");
    }

    @Test
    void summary_and_elements_exclude_each_other() {
        refused(get(path + "?_summary=true&_elements=status"), 400, "invalid-parameter");
    }

    @Test
    void a_part_is_of_xml_vread_search_and_history_too() {
        request().accept(Fhir.XML).get(path + "?_elements=authored").then().statusCode(200)
                .body("QuestionnaireResponse.authored.@value", equalTo("2026-01-01")).body("QuestionnaireResponse.item.size()", equalTo(0));
        get(path + "/_history/1?_elements=status").then().statusCode(200).body("authored", equalTo(null));
        get("QuestionnaireResponse?_id=" + path.substring(path.indexOf('/') + 1) + "&_elements=status").then().statusCode(200)
                .body("entry[0].resource.authored", equalTo(null)).body("entry[0].resource.status", equalTo("completed"));
        get(path + "/_history?_summary=true").then().statusCode(200).body("entry[0].resource.item", equalTo(null))
                .body("entry[0].resource.authored", equalTo("2026-01-01"));
    }

    @Test
    void what_is_stored_stays_whole() {
        read(path + "?_summary=true");
        assertTrue(read(path).has("item"));
        assertFalse(read(path).object("meta").has("tag"));
    }

    @Test
    void a_part_sent_back_would_be_marked_as_one() {
        // R4 resource.html: SUBSETTED says that the resource is incomplete; it is a tag like others and stays visible
        JsonObject part = read(path + "?_elements=authored");
        put(part).then().statusCode(200).body("meta.tag.code", equalTo(List.of("SUBSETTED")));
    }
}
