package org.ketaminerecord.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.fixture.Given.entry;
import static org.ketaminerecord.fixture.Given.json;
import static org.ketaminerecord.fixture.Given.observation;
import static org.ketaminerecord.fixture.Given.patient;
import static org.ketaminerecord.fixture.Given.reference;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.As;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.interaction.BundleProcessor;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.Reason;

/** A patient's app: it sees one chart, and what is in no chart, and nothing tells it of anything else. */
@QuarkusTest
class PatientGrantTest {

    @Inject
    BundleProcessor bundles;

    private String family;
    private String mine;
    private String other;
    private String myPulse;
    private String otherPulse;
    private String practitioner;
    private As app;

    @BeforeEach
    void two_patients() {
        family = Given.unique();
        mine = Fhir.create(patient(family));
        other = Fhir.create(patient(family + "b"));
        myPulse = Fhir.create(observation(mine, "8867-4", "2026-01-01", "60", "/min"));
        otherPulse = Fhir.create(observation(other, "8867-4", "2026-01-02", "70", "/min"));
        practitioner = Fhir.create(Given.practitioner(family));
        app = As.patient(bundles, mine, "patient/*.cruds");
    }

    @Test
    void read_finds_what_is_in_the_chart_and_what_is_in_none() {
        assertEquals(200, app.status("Patient/" + mine));
        assertEquals(200, app.status("Observation/" + myPulse));
        assertEquals(200, app.status("Practitioner/" + practitioner));
    }

    @Test
    void what_is_in_another_chart_is_answered_like_what_never_was() {
        for (String url : List.of("Observation/" + otherPulse, "Patient/" + other, "Observation/" + otherPulse + "/_history/1",
                "Observation/" + otherPulse + "/_history", "Patient/" + other + "/$everything", "Observation/" + otherPulse + "/$meta",
                "Observation/" + otherPulse + "/$validate")) {
            JsonObject hidden = app.get(url);
            JsonObject never = app.get(url.replace(otherPulse, "never").replace(other, "never"));
            assertEquals(404, As.status(hidden), url);
            assertEquals(never.toString(), hidden.toString().replace(otherPulse, "never").replace(other, "never"), url);
        }
    }

    @Test
    void a_deleted_resource_of_another_chart_was_never_there_either() {
        Fhir.request().delete("Observation/" + otherPulse).then().statusCode(204);
        Fhir.request().delete("Observation/" + myPulse).then().statusCode(204);
        assertEquals(404, app.status("Observation/" + otherPulse));
        assertEquals(410, app.status("Observation/" + myPulse));
        assertEquals(404, app.status("Observation/" + otherPulse + "/_history"));
        assertEquals(200, app.status("Observation/" + myPulse + "/_history"));
    }

    @Test
    void searches_and_counts_stay_in_the_chart() {
        assertEquals(List.of("Observation/" + myPulse), app.found("Observation?code=8867-4"));
        assertEquals(List.of("Observation/" + myPulse), app.found("Observation"));
        assertEquals(List.of(), app.found("Observation?patient=" + other));
        assertEquals(List.of(), app.found("Patient/" + other + "/Observation"));
        assertEquals(List.of("Observation/" + myPulse), app.found("Patient/" + mine + "/Observation"));
        assertEquals("1", app.total("Observation?code=8867-4&_summary=count"));
        assertEquals("1", app.total("Observation?date=ge2026-01-01&_total=accurate&_count=1"));
        assertEquals("1", app.total("Patient?_summary=count"));
        assertEquals(List.of("Patient/" + mine), app.found("Patient?_sort=family"));
        assertEquals(List.of("Patient/" + mine, "Observation/" + myPulse), app.found("?_type=Patient,Observation&_lastUpdated=ge2020").stream()
                .sorted((a, b) -> b.compareTo(a)).toList());
    }

    @Test
    void a_chain_does_not_tell_what_another_chart_holds() {
        String link = Fhir.create(json("{'resourceType':'Observation','status':'final'}").put("code", Given.concept(Given.LOINC, "8867-4"))
                .put("subject", reference("Patient/" + mine)).put("hasMember", JsonArray.of(reference("Observation/" + otherPulse))));
        assertEquals(List.of("Observation/" + link), Fhir.matches("Observation?has-member.date=2026-01-02&_id=" + link).stream()
                .map(id -> "Observation/" + id).toList());
        assertEquals(List.of(), app.found("Observation?has-member.date=2026-01-02"));
        assertEquals(List.of(), app.found("Observation?has-member.code=8867-4"));
        assertEquals(List.of(), app.found("Observation?has-member.patient=" + other));
        assertEquals(List.of(), app.found("Observation?_filter=has-member.date%20eq%202026-01-02"));
        assertEquals(List.of("Observation/" + link), app.found("Observation?_id=" + link + "&_include=Observation:has-member"));
        assertEquals(List.of("Patient/" + mine), app.found("Patient?_has:Observation:patient:code=8867-4"));
    }

    @Test
    void what_refers_to_my_chart_from_another_is_not_included_and_not_counted() {
        Fhir.create(json("{'resourceType':'Observation','status':'final'}").put("code", Given.concept(Given.LOINC, "55284-4"))
                .put("subject", reference("Patient/" + other)).put("hasMember", JsonArray.of(reference("Observation/" + myPulse))));
        assertEquals(List.of(), app.found("Observation?_has:Observation:has-member:code=55284-4"));
        assertEquals(List.of("Observation/" + myPulse), app.found("Observation?_id=" + myPulse + "&_revinclude=Observation:has-member"));
        assertEquals(List.of("Observation/" + myPulse), app.found("Observation?_id=" + myPulse + "&_revinclude:iterate=*"));
    }

    @Test
    void a_list_of_another_chart_is_no_list() {
        String list = Fhir.create(json("{'resourceType':'List','status':'current','mode':'working'}").put("subject", reference("Patient/" + other))
                .put("entry", JsonArray.of(new JsonObject().put("item", reference("Observation/" + myPulse)))));
        assertEquals(List.of(myPulse), Fhir.matches("Observation?_list=" + list));
        assertEquals(List.of(), app.found("Observation?_list=" + list));
    }

    @Test
    void histories_hold_the_versions_of_the_chart() {
        assertEquals(List.of("Observation/" + myPulse), app.found("Observation/_history?_count=1000"));
        assertTrue(app.found("_history?_count=1000").stream().noneMatch(r -> r.endsWith(otherPulse) || r.endsWith(other)));
    }

    @Test
    void a_version_that_was_in_another_chart_stays_there() {
        String moved = Fhir.create(observation(other, "8867-4", "2026-01-03", "80", "/min"));
        Fhir.put(observation(mine, "8867-4", "2026-01-03", "80", "/min").put("id", moved)).then().statusCode(200);
        assertEquals(200, app.status("Observation/" + moved));
        assertEquals(404, app.status("Observation/" + moved + "/_history/1"));
        assertEquals(List.of("Observation/" + moved), app.found("Observation/" + moved + "/_history"));
    }

    @Test
    void a_write_stays_in_the_chart() {
        assertEquals(201, app.status("POST", "Observation", observation(mine, "8867-4", "2026-01-04", "61", "/min")));
        JsonObject refused = app.send("POST", "Observation", observation(other, "8867-4", "2026-01-04", "61", "/min"));
        assertEquals(422, As.status(refused));
        assertTrue(As.said(refused).contains("there is no such resource"), As.said(refused));
        JsonObject nobody = json("{'resourceType':'Observation','status':'final'}").put("code", Given.concept(Given.LOINC, "8867-4"));
        assertEquals(403, app.status("POST", "Observation", nobody));
        assertEquals(403, app.status("POST", "Patient", patient(family)));
        assertEquals(403, app.status("POST", "Practitioner", Given.practitioner(family)));
        assertEquals(403, app.status("PUT", "Practitioner/" + practitioner, Given.practitioner("X").put("id", practitioner)));
    }

    @Test
    void a_resource_cannot_be_moved_into_another_chart_or_out_of_it() {
        assertEquals(422, app.status("PUT", "Observation/" + myPulse, observation(other, "8867-4", "2026-01-01", "60", "/min").put("id", myPulse)));
        assertEquals(403, app.status("PUT", "Observation/" + otherPulse, observation(mine, "8867-4", "2026-01-01", "60", "/min").put("id", otherPulse)));
        JsonObject noSubject = observation(mine, "8867-4", "2026-01-01", "60", "/min").put("id", myPulse);
        noSubject.remove("subject");
        assertEquals(403, app.status("PUT", "Observation/" + myPulse, noSubject));
        assertEquals("70", ((JsonNumber) Fhir.read("Observation/" + otherPulse).object("valueQuantity").get("value")).text());
        assertEquals("Patient/" + mine, Fhir.read("Observation/" + myPulse).object("subject").string("reference"));
    }

    @Test
    void deletes_and_patches_of_another_chart_find_nothing() {
        assertEquals(app.status("DELETE", "Observation/never", null), app.status("DELETE", "Observation/" + otherPulse, null));
        assertEquals(app.status("DELETE", "Observation?identifier=none|" + family, null),
                app.status("DELETE", "Observation?_id=" + otherPulse, null));
        JsonObject patch = json("{'resourceType':'Parameters','parameter':[{'name':'operation','part':[{'name':'type','valueCode':'replace'},"
                + "{'name':'path','valueString':'Observation.status'},{'name':'value','valueCode':'amended'}]}]}");
        assertEquals(404, app.status("PATCH", "Observation/" + otherPulse, patch));
        assertEquals(200, app.status("PATCH", "Observation/" + myPulse, patch));
        assertEquals(200, Fhir.get("Observation/" + otherPulse).statusCode());
    }

    @Test
    void a_transaction_that_leaves_the_chart_stores_nothing() {
        Fault fault = assertThrows(Fault.class, () -> app.transaction(
                entry("POST", "Observation", observation(mine, "8302-2", "2026-01-05", "170", "cm")),
                entry("PUT", "Observation/" + otherPulse, observation(mine, "8302-2", "2026-01-05", "170", "cm").put("id", otherPulse))));
        assertEquals(Reason.FORBIDDEN, fault.reason());
        assertEquals(List.of(), app.found("Observation?code=8302-2"));
    }

    @Test
    void a_refusal_to_delete_names_no_referrer_of_another_chart() {
        Fhir.create(json("{'resourceType':'Observation','status':'final'}").put("code", Given.concept(Given.LOINC, "8867-4"))
                .put("subject", reference("Patient/" + other)).put("hasMember", JsonArray.of(reference("Observation/" + myPulse))));
        JsonObject refused = app.send("DELETE", "Observation/" + myPulse, null);
        assertEquals(409, As.status(refused));
        assertTrue(As.said(refused).contains("not yours to see"), As.said(refused));
    }

    @Test
    void everything_is_what_the_scopes_are_about() {
        assertEquals(List.of("Observation/" + myPulse, "Patient/" + mine), app.found("Patient/" + mine + "/$everything").stream().sorted().toList());
        As narrow = As.patient(bundles, mine, "patient/Patient.r patient/Condition.rs");
        assertEquals(List.of(), narrow.found("Patient/" + mine + "/$everything"));
        assertEquals(List.of("Observation/" + myPulse), app.found("Observation/$lastn?patient=" + mine + "&code=8867-4"));
        assertEquals(List.of(), app.found("Observation/$lastn?patient=" + other + "&code=8867-4"));
    }

    @Test
    void what_no_scope_names_is_forbidden_whether_it_is_there_or_not() {
        As narrow = As.patient(bundles, mine, "patient/Observation.rs");
        assertEquals(403, narrow.status("Patient/" + mine));
        assertEquals(403, narrow.status("Condition?code=1"));
        assertEquals(403, narrow.status("POST", "Observation", observation(mine, "8867-4", "2026-01-04", "61", "/min")));
        assertEquals(403, narrow.status("DELETE", "Observation/" + myPulse, null));
        JsonObject refused = narrow.get("Patient/" + mine);
        assertTrue(As.said(refused).contains("patient/Patient.r"), As.said(refused));
        assertEquals(List.of("Observation/" + myPulse), narrow.found("Observation?_include=Observation:subject"));
        assertEquals(List.of(), narrow.found("Observation?subject:Patient.family=" + family));
        assertEquals(200, As.patient(bundles, mine, "patient/Observation.r").status("Observation/" + myPulse));
        assertEquals(403, As.patient(bundles, mine, "patient/Observation.r").status("Observation?code=1"));
    }

    @Test
    void a_scope_with_criteria_reaches_what_meets_them() {
        String height = Fhir.create(observation(mine, "8302-2", "2026-01-05", "170", "cm"));
        As granular = As.patient(bundles, mine, "patient/Observation.crs?code=http://loinc.org|8302-2 patient/Observation.rs?code=http://loinc.org|none"
                .replace("|", "%7C"));
        assertEquals(List.of("Observation/" + height), granular.found("Observation"));
        assertEquals(404, granular.status("Observation/" + myPulse));
        assertEquals(200, granular.status("Observation/" + height));
        assertEquals(201, granular.status("POST", "Observation", observation(mine, "8302-2", "2026-01-06", "170", "cm")));
        assertEquals(403, granular.status("POST", "Observation", observation(mine, "8867-4", "2026-01-06", "60", "/min")));
        assertEquals("2", granular.total("Observation?_summary=count"));
        Fhir.put(observation(mine, "8302-2", "2026-01-05", "171", "cm").put("id", height)).then().statusCode(200);
        assertEquals(404, granular.status("Observation/" + height + "/_history/1"), "of earlier versions the criteria cannot be asked");
        As misunderstood = As.patient(bundles, mine, "patient/Observation.rs?nonsense=1");
        assertEquals(List.of(), misunderstood.found("Observation"));
    }

    @Test
    void how_a_search_is_answered_is_told_to_operators_alone() {
        assertEquals(403, app.status("Observation?code=8867-4&_explain=true"));
        assertFalse(As.said(app.get("Observation?code=8867-4&_explain=true")).isEmpty());
        assertEquals(403, app.status("$reindex"));
    }

    @Test
    void what_changes_the_server_for_all_is_said_by_operators_alone() {
        JsonObject parameter = json("{'resourceType':'SearchParameter','status':'draft','name':'x','description':'x','code':'x','type':'string'}")
                .put("url", json("{'v':'urn:test:" + family + "'}").get("v")).put("base", Given.strings("Patient"));
        assertEquals(403, As.system(bundles, "system/*.cruds").status("POST", "SearchParameter", parameter));
        assertEquals(201, As.system(bundles, "system/*.cruds ktr/operator").status("POST", "SearchParameter", parameter));
        assertEquals(403, As.system(bundles, "system/*.cruds").status("POST", "StructureDefinition", json("{'resourceType':'StructureDefinition'}")));
    }
}
