package org.ketaminerecord.interaction;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonObject;

/** What our own package and R4 define is read and searched like what is stored (docs/packages.md). */
@QuarkusTest
class PackagedDefinitionsTest {

    private static final String OWN = "https://ketamine-record.example/fhir/";
    private static final String SOURCE = OWN + "ImplementationGuide/ketamine.treatment.record|0.1.0";

    private static List<String> find(String search) {
        return Fhir.matches(Fhir.encoded(search));
    }

    private static List<String> findAll(String search) {
        return Fhir.allMatches(Fhir.encoded(search));
    }

    // ---- reading -----------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"StructureDefinition/ktr-phq-9", "ValueSet/ktr-session-type", "CodeSystem/ktr-session-type", "ConceptMap/ktr-ehr-route",
        "ActivityDefinition/esketamine-56", "CapabilityStatement/ktr-ehr", "ImplementationGuide/ketamine.treatment.record"})
    void our_own_definitions_are_there_from_the_start(String address) {
        JsonObject read = Fhir.read(address);
        assertEquals(address.substring(address.indexOf('/') + 1), read.string("id"));
        assertEquals("1", read.object("meta").string("versionId"));
        assertEquals(SOURCE, read.object("meta").string("source"));
        assertEquals(List.of(read.string("id")), find(address.substring(0, address.indexOf('/')) + "?url=" + read.string("url")));
    }

    @Test
    void each_type_of_our_package_is_there_in_full() {
        for (String type : List.of("Questionnaire", "PlanDefinition", "ActivityDefinition", "SearchParameter", "StructureDefinition")) {
            // other tests store some of them as their own
            Packaged.ids(type).forEach(id -> Fhir.get(type + "/" + id + "?_elements=url").then().statusCode(200));
            assertTrue(new TreeSet<>(Packaged.ids(type)).containsAll(findAll(type + "?_source=" + SOURCE + "&_count=20")), type);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"StructureDefinition/Patient", "StructureDefinition/vitalsigns", "StructureDefinition/patient-birthPlace", "ValueSet/administrative-gender",
        "CodeSystem/administrative-gender", "CodeSystem/observation-status"})
    void what_R4_defines_is_there_as_an_extract_that_says_so(String address) {
        JsonObject read = Fhir.read(address);
        assertEquals("SUBSETTED", read.object("meta").objects("tag").getFirst().string("code"));
        assertEquals("4.0.1", read.string("version"));
        assertEquals(List.of(read.string("id")), find(address.substring(0, address.indexOf('/')) + "?url=" + read.string("url")));
        assertEquals(List.of(read.string("id")), find(address.substring(0, address.indexOf('/')) + "?url=" + read.string("url") + "&version=4.0.1"));
        assertEquals(List.of(), find(address.substring(0, address.indexOf('/')) + "?url=" + read.string("url") + "&version=5.0.0"));
    }

    @Test
    void they_come_as_XML_in_part_and_in_pages() {
        Fhir.request().accept(Fhir.XML).get("Questionnaire/phq-9").then().statusCode(200).body(containsString("<Questionnaire xmlns=\"http://hl7.org/fhir\">"));
        assertNull(Fhir.read("StructureDefinition/ktr-phq-9?_summary=true").object("snapshot"));
        assertNull(Fhir.read("StructureDefinition/ktr-phq-9?_elements=url,name").object("snapshot"));
        JsonObject page = Fhir.read("ValueSet?url:below=" + java.net.URLEncoder.encode(OWN, java.nio.charset.StandardCharsets.UTF_8) + "&_count=7&_sort=name&_total=accurate&_elements=url");
        assertEquals(7, page.objects("entry").size());
        assertEquals(Packaged.ids("ValueSet").size(), ((org.ketaminerecord.json.JsonNumber) page.get("total")).decimal().intValue());
        assertTrue(Fhir.link(page, "next") != null);
        assertTrue(find("StructureDefinition?type=Observation&derivation=constraint&url:below=" + OWN + "&_count=200").contains("ktr-phq-9"));
    }

    @Test
    void operations_on_their_instances_work() {
        Fhir.get("ValueSet/ktr-session-type/$expand").then().statusCode(200).body("expansion.contains.code", org.hamcrest.Matchers.hasItem("iv-infusion"));
        Fhir.get(Fhir.encoded("CodeSystem/$lookup?system=http://hl7.org/fhir/administrative-gender&code=female")).then().statusCode(200).body(containsString("Female"));
        Fhir.get(Fhir.encoded("CodeSystem/$lookup?system=http://hl7.org/fhir/observation-status&code=preliminary")).then().statusCode(200).body(containsString("Preliminary"));
        Fhir.get(Fhir.encoded("CodeSystem/$validate-code?url=http://hl7.org/fhir/administrative-gender&code=femal")).then().statusCode(200).body(containsString("female"));
        Fhir.get("CodeSystem/administrative-gender/$validate-code?code=female").then().statusCode(200);
    }

    // ---- what is synchronised ----------------------------------------------------------------------

    @Test
    void no_feed_tells_of_what_nobody_wrote_here() {
        for (String feed : List.of("StructureDefinition/_history?_count=500", "ConceptMap/_history?_count=500", "_history?_count=500")) {
            Fhir.get(feed).then().statusCode(200).body("entry.resource.meta.source", not(org.hamcrest.Matchers.hasItem(SOURCE)));
        }
        JsonObject history = Fhir.read("ConceptMap/ktr-ehr-route/_history");
        assertEquals(1, history.objects("entry").size());
        Fhir.get("ConceptMap/ktr-ehr-route/_history/1").then().statusCode(200);
    }

    @Test
    void references_to_examples_lead_to_the_guide_and_not_into_the_record() {
        JsonObject guide = Fhir.read("ImplementationGuide/ketamine.treatment.record");
        List<String> references = guide.object("definition").objects("resource").stream().map(r -> r.object("reference").string("reference")).toList();
        assertTrue(references.contains("StructureDefinition/ktr-phq-9"), references.toString());
        assertFalse(references.stream().anyMatch(r -> r.startsWith("Patient/") || r.startsWith("Observation/")), references.toString());
        assertEquals(List.of("ketamine.treatment.record"), find("ImplementationGuide?resource=StructureDefinition/ktr-phq-9"));
    }

    // ---- writing -----------------------------------------------------------------------------------

    @Test
    void a_packaged_one_is_not_deleted() {
        String said = Fhir.refused(Fhir.request().delete("PlanDefinition/" + Packaged.ids("PlanDefinition").getFirst()), 409, "not-allowed");
        assertTrue(said.contains("comes from the package ketamine.treatment.record#0.1.0"), said);
        assertTrue(said.contains("store one of your own under this id"), said);
    }

    @Test
    void one_of_your_own_stands_in_its_place_until_you_delete_it() {
        String address = "ActivityDefinition/esketamine-84";
        JsonObject packaged = Fhir.read(address);
        JsonObject own = Given.json("{'resourceType':'ActivityDefinition','id':'esketamine-84','status':'draft','title':'mine'}");
        Fhir.put(own).then().statusCode(200).body("title", equalTo("mine"));
        JsonObject read = Fhir.read(address);
        assertNull(read.object("meta").string("source"), "it is nobody's but the writer's");
        assertEquals(List.of(), find("ActivityDefinition?url=" + packaged.string("url")));
        Fhir.get("ActivityDefinition/_history").then().body("entry.resource.title", org.hamcrest.Matchers.hasItem("mine"));

        Fhir.request().delete(address).then().statusCode(204);
        JsonObject back = Fhir.read(address);
        assertEquals(packaged.string("title"), back.string("title"));
        assertTrue(Integer.parseInt(back.object("meta").string("versionId")) > 2);
        assertEquals(List.of("esketamine-84"), find("ActivityDefinition?url=" + packaged.string("url")));
        assertTrue(Fhir.refused(Fhir.request().delete(address), 409, "not-allowed").contains("comes from the package"));
        List<String> feed = Fhir.read("ActivityDefinition/_history").objects("entry").stream().filter(e -> e.string("fullUrl").endsWith(address))
                .map(e -> e.object("request").string("method")).toList();
        assertEquals(List.of("DELETE", "PUT"), feed.subList(0, 2), "what was written here stays in the feed, what the package brought back is not in it");
    }

    @Test
    void a_conditional_create_finds_what_a_package_brought() {
        JsonObject again = Given.json("{'resourceType':'ActivityDefinition','status':'draft'}").put("url", OWN + "ActivityDefinition/esketamine-56");
        Fhir.request().header("If-None-Exist", "url=" + OWN + "ActivityDefinition/esketamine-56").body(again.toString()).post("ActivityDefinition").then().statusCode(200)
                .header("Location", containsString("ActivityDefinition/esketamine-56"));
    }
}
