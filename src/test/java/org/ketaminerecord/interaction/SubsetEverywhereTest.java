package org.ketaminerecord.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ketaminerecord.fixture.Given.bundle;
import static org.ketaminerecord.fixture.Given.entry;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.format.XmlReader;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;

/** _summary and _elements do the same wherever a resource is answered: alone, in a searchset or history, and in an entry of a bundle. */
@QuarkusTest
class SubsetEverywhereTest {

    private static final String WHOLE = "resourceType id meta text status authored item";

    private String path;
    private String search;

    @BeforeEach
    void a_questionnaire_response_with_a_narrative() {
        JsonObject response = Given.json("{'resourceType':'QuestionnaireResponse','text':{'status':'generated','div':'x'},'status':'completed',"
                + "'authored':'2026-01-01','item':[{'linkId':'1','text':'Sleep','answer':[{'valueInteger':2}]}]}");
        response.object("text").put("div", "<div xmlns=\"http://www.w3.org/1999/xhtml\">PHQ-9</div>");
        String id = Fhir.create(response);
        path = "QuestionnaireResponse/" + id;
        search = "QuestionnaireResponse?_id=" + id + "&";
    }

    /** The URLs that answer with the resource, and whether in a bundle of their own. */
    private Map<String, Boolean> urls(String query) {
        Map<String, Boolean> urls = new LinkedHashMap<>();
        urls.put(path + "?" + query, false);
        urls.put(path + "/_history/1?" + query, false);
        urls.put(path + "/_history?" + query, true);
        urls.put(search + query, true);
        return urls;
    }

    private static JsonObject body(Response response, String format) {
        response.then().statusCode(200);
        return format.equals(Fhir.XML) ? XmlReader.object(response.asByteArray()) : Fhir.body(response);
    }

    /** Alone and as entries of a batch and of a transaction, in JSON and in XML. */
    private void everywhere(String query, String members, boolean tagged) {
        Map<String, Boolean> urls = urls(query);
        JsonObject[] entries = urls.keySet().stream().map(url -> entry("GET", url)).toArray(JsonObject[]::new);
        for (String format : List.of(Fhir.JSON, Fhir.XML)) {
            urls.forEach((url, inBundle) -> check(url + " " + format, inBundle, body(Fhir.request().accept(format).get(url), format), members, tagged));
            for (String type : List.of("batch", "transaction")) {
                JsonObject answer = body(Fhir.request().accept(format).body(bundle(type, entries).toString()).post(), format);
                int[] at = new int[1];
                urls.forEach((url, inBundle) -> check(type + " " + url + " " + format, inBundle, answer.objects("entry").get(at[0]++).object("resource"),
                        members, tagged));
            }
        }
    }

    private static void check(String where, boolean inBundle, JsonObject answer, String members, boolean tagged) {
        JsonObject resource = inBundle ? answer.objects("entry").getFirst().object("resource") : answer;
        assertEquals(new TreeSet<>(Arrays.asList(members.split(" "))), new TreeSet<>(resource.names()), where);
        boolean subsetted = resource.object("meta").objects("tag").stream().anyMatch(t -> "SUBSETTED".equals(t.string("code"))
                && "http://terminology.hl7.org/CodeSystem/v3-ObservationValue".equals(t.string("system")));
        assertEquals(tagged, subsetted, where);
        if (inBundle) {
            assertEquals(null, answer.object("meta"), where + ": the bundle is whole");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "_summary=true; resourceType id meta status authored; true",
        "_summary=text; resourceType id meta text status; true",
        "_summary=data; resourceType id meta status authored item; true",
        "_summary=false; " + WHOLE + "; false",
        "_elements=authored; resourceType id meta status authored; true",
        "_elements=authored&_elements=item; resourceType id meta status authored item; true",
        "_elements=QuestionnaireResponse.item&_summary=false; resourceType id meta status item; true",
        "_summary=true&_summary=true; resourceType id meta status authored; true",
    })
    void a_part_is_the_same_part(String query, String members, boolean tagged) {
        everywhere(query, members, tagged);
    }

    /** R4 search.html#summary: count is for searches only. */
    @Test
    void a_count_has_no_entries_and_what_is_no_search_is_answered_whole() {
        for (String format : List.of(Fhir.JSON, Fhir.XML)) {
            JsonObject alone = body(Fhir.request().accept(format).get(search + "_summary=count"), format);
            JsonObject inBatch = body(Fhir.request().accept(format).body(bundle("batch", entry("GET", search + "_summary=count")).toString()).post(), format)
                    .objects("entry").getFirst().object("resource");
            for (JsonObject counted : List.of(alone, inBatch)) {
                assertEquals("1", ((JsonNumber) counted.get("total")).text());
                assertEquals(List.of(), counted.objects("entry"));
            }
        }
        check("read", false, Fhir.read(path + "?_summary=count"), WHOLE, false);
        check("vread", false, Fhir.read(path + "/_history/1?_summary=count"), WHOLE, false);
        check("history", true, Fhir.read(path + "/_history?_summary=count"), WHOLE, false);
    }

    @Test
    void an_entry_that_asks_for_what_there_is_not_is_refused_as_alone() {
        for (String query : List.of("_summary=txt", "_elements=authord", "_summary=true&_elements=status", "_summary=true&_summary=data")) {
            String said = Fhir.refused(Fhir.get(path + "?" + query), 400, "invalid-parameter");
            Response batch = Fhir.process(bundle("batch", entry("GET", path + "?" + query), entry("GET", path)));
            assertEquals(List.of("400", "200"), Fhir.statuses(batch));
            JsonObject issue = Fhir.body(batch).objects("entry").getFirst().object("response").object("outcome").objects("issue").getFirst();
            assertEquals(said, issue.string("diagnostics"));
            Fhir.refused(Fhir.process(bundle("transaction", entry("GET", path + "?" + query))), 400, "invalid-parameter");
        }
    }

    @Test
    void operations_and_what_was_written_are_answered_in_parts_too() {
        JsonObject written = Fhir.read(path);
        written.remove("authored");
        JsonObject batch = Fhir.body(Fhir.request().header("Prefer", "return=representation").body(bundle("batch",
                entry("PUT", path + "?_elements=status", written), entry("GET", "Patient/" + Fhir.create(Given.patient("Part")) + "/$everything?_summary=true"))
                .toString()).post().then().statusCode(200).extract().response());
        check("update", false, batch.objects("entry").getFirst().object("resource"), "resourceType id meta status", true);
        JsonObject patient = batch.objects("entry").get(1).object("resource").objects("entry").getFirst().object("resource");
        check("$everything", false, patient, "resourceType id meta name gender birthDate", true);
        check("stored", false, Fhir.read(path), WHOLE.replace(" authored", ""), false);
    }
}
