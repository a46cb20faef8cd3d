package org.ketaminerecord.interaction;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.fixture.Fhir.body;
import static org.ketaminerecord.fixture.Fhir.follow;
import static org.ketaminerecord.fixture.Fhir.get;
import static org.ketaminerecord.fixture.Fhir.link;
import static org.ketaminerecord.fixture.Fhir.put;
import static org.ketaminerecord.fixture.Fhir.read;
import static org.ketaminerecord.fixture.Fhir.refused;
import static org.ketaminerecord.fixture.Fhir.request;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;

/** Patient/$everything (R4 patient-operation-everything.html). */
@QuarkusTest
class EverythingTest {

    private String patient;
    private String practitioner;
    private String organization;
    private String medication;
    private String january;
    private String march;
    private String undated;
    private String encounter;
    private String administration;
    private String appointment;
    private String others;

    @BeforeEach
    void two_charts_with_the_same_practitioner() {
        patient = Fhir.create(Given.patient("Chart"));
        practitioner = created(Given.practitioner("Shared"));
        organization = created(Given.json("{'resourceType':'Organization','name':'Clinic'}"));
        medication = created(Given.json("{'resourceType':'Medication','code':{'text':'ketamine'}}"));
        january = created(vital(patient, "2026-01-10T10:00:00Z"));
        march = created(vital(patient, "2026-03-10T10:00:00Z"));
        JsonObject without = vital(patient, "2026-01-01");
        without.remove("effectiveDateTime");
        // the patient is subject and performer: in the chart twice over, and to be given once
        undated = created(without.put("performer", JsonArray.of(Given.reference("Patient/" + patient), Given.reference(practitioner))));
        encounter = created(Given.encounter(patient, "2026-02-01T09:00:00Z", "2026-02-01T11:00:00Z")
                .put("serviceProvider", Given.reference(organization)));
        administration = created(Given.json("{'resourceType':'MedicationAdministration','status':'completed','effectiveDateTime':'2026-02-01T09:30:00Z'}")
                .put("medicationReference", Given.reference(medication)).put("subject", Given.reference("Patient/" + patient)));
        String other = Fhir.create(Given.patient("Other"));
        others = created(vital(other, "2026-02-01T10:00:00Z"));
        // a meeting of both patients is in both charts, the other patient is not
        appointment = created(Given.json("{'resourceType':'Appointment','status':'proposed','participant':[{'actor':{'reference':'Patient/" + other
                + "'},'status':'accepted'},{'actor':{'reference':'Patient/" + patient + "'},'status':'accepted'}]}"));
    }

    private static String created(JsonObject resource) {
        return resource.string("resourceType") + "/" + Fhir.create(resource);
    }

    private JsonObject vital(String of, String time) {
        return Given.observation(of, "8480-6", time, "120", "mm[Hg]").put("performer", JsonArray.of(Given.reference(practitioner)));
    }

    /** All pages, in order. */
    private List<String> everything(String query) {
        List<String> all = new ArrayList<>();
        JsonObject page = read("Patient/" + patient + "/$everything" + query);
        while (true) {
            page.objects("entry").forEach(e -> all.add(e.object("resource").string("resourceType") + "/" + e.object("resource").string("id")));
            String next = link(page, "next");
            if (next == null) {
                return all;
            }
            page = body(follow(next).then().statusCode(200).extract().response());
        }
    }

    private static void same(List<String> found, String... expected) {
        assertEquals(new TreeSet<>(List.of(expected)), new TreeSet<>(found));
        assertEquals(expected.length, found.size(), "once each: " + found);
    }

    @Test
    void it_is_the_chart_and_what_the_chart_refers_to_each_once_and_nobody_elses() {
        List<String> all = everything("");
        same(all, "Patient/" + patient, practitioner, organization, medication, january, march, undated, encounter, administration, appointment);
        assertFalse(all.contains(others));
        get("Patient/" + patient + "/$everything").then().body("type", equalTo("searchset")).body("total", equalTo(10))
                .body("entry.fullUrl.size()", equalTo(10)).body("link.size()", greaterThan(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 10, 11})
    void pages_of_any_size_make_up_the_same(int count) {
        assertEquals(everything(""), everything("?_count=" + count));
        assertEquals(Math.min(count, 10), read("Patient/" + patient + "/$everything?_count=" + count).objects("entry").size());
    }

    @Test
    void deleted_resources_are_not_in_it() {
        request().delete(march).then().statusCode(204);
        assertFalse(everything("").contains(march));
    }

    @Test
    void type_limits_it_to_types_also_to_those_that_are_referred_to() {
        same(everything("?_type=Observation"), january, march, undated);
        same(everything("?_type=Observation,Encounter"), january, march, undated, encounter);
        same(everything("?_type=Encounter&_type=Medication"), encounter, medication);
        same(everything("?_type=Practitioner"), practitioner);
        same(everything("?_type=Practitioner,Observation&_count=1"), practitioner, january, march, undated);
        same(everything("?_type=Patient"), "Patient/" + patient);
    }

    @Test
    void a_type_that_is_none_is_refused() {
        assertTrue(refused(get("Patient/" + patient + "/$everything?_type=Observatoin"), 400, "unknown-type").contains("Observation"));
    }

    @Test
    void start_and_end_are_about_the_care_and_keep_what_has_no_date() {
        same(everything("?start=2026-02-01"), "Patient/" + patient, march, undated, encounter, administration, appointment, practitioner, organization,
                medication);
        same(everything("?end=2026-01-31"), "Patient/" + patient, january, undated, appointment, practitioner);
        same(everything("?start=2026-02-01T10:00:00Z&end=2026-02-01T10:30:00Z"), "Patient/" + patient, encounter, undated, appointment, practitioner,
                organization);
        same(everything("?start=2026-01-10&end=2026-01-10&_count=2"), "Patient/" + patient, january, undated, appointment, practitioner);
    }

    @Test
    void since_is_about_the_record() {
        JsonObject changed = read(january).put("status", "amended");
        put(changed).then().statusCode(200);
        put(read(practitioner).put("active", false)).then().statusCode(200);
        String since = read(january).object("meta").string("lastUpdated");
        List<String> found = everything("?_since=" + since);
        assertTrue(found.contains(january));
        // changed since, and referred to by what was not
        assertTrue(found.contains(practitioner));
        assertFalse(found.contains("Patient/" + patient));
        same(everything("?_since=2999-01-01"));
    }

    @Test
    void a_version_specific_reference_brings_its_resource() {
        String second = created(Given.practitioner("Versioned"));
        created(vital(patient, "2026-04-01").put("performer", JsonArray.of(Given.reference(second + "/_history/1"))));
        assertTrue(everything("").contains(second));
    }

    @Test
    void another_patients_resource_that_the_chart_refers_to_is_not_in_it() {
        created(vital(patient, "2026-04-01").put("hasMember", JsonArray.of(Given.reference(others))));
        assertFalse(everything("").contains(others));
    }

    @Test
    void it_may_be_called_by_post_with_parameters() {
        JsonObject parameters = Given.json("{'resourceType':'Parameters','parameter':[{'name':'_type','valueCode':'Encounter'},"
                + "{'name':'start','valueDate':'2026-01-01'}]}");
        request().body(parameters.toString()).post("Patient/" + patient + "/$everything").then().statusCode(200).body("entry.size()", equalTo(1))
                .body("entry[0].resource.resourceType", equalTo("Encounter"));
    }

    @Test
    void what_it_does_not_know_is_refused() {
        String path = "Patient/" + patient + "/$everything";
        refused(get(path + "?_sinse=2026"), 400, "unknown-parameter");
        refused(get(path + "?start=x"), 400, "invalid-parameter");
        refused(get(path + "?_count=0"), 400, "invalid-parameter");
        refused(get(path + "?_cursor=AAAA"), 400, "invalid-cursor");
        refused(get("Encounter/" + encounter.substring(10) + "/$everything"), 404, "unknown-operation");
        assertTrue(refused(get("Patient/" + patient + "/$everthing"), 404, "unknown-operation").contains("$everything"));
    }

    @Test
    void a_page_of_one_chart_is_no_page_of_another() {
        String next = link(read("Patient/" + patient + "/$everything?_count=2"), "next");
        String another = Fhir.create(Given.patient("Another"));
        refused(follow(next.replace(patient, another)), 400, "invalid-cursor");
        assertNull(link(read("Patient/" + another + "/$everything"), "next"));
    }

    @Test
    void a_patient_who_never_was_is_404_and_one_who_was_deleted_410() {
        refused(get("Patient/" + Given.unique() + "/$everything"), 404, "resource-not-found");
        String gone = Fhir.create(Given.patient("Gone"));
        request().delete("Patient/" + gone).then().statusCode(204);
        refused(get("Patient/" + gone + "/$everything"), 410, "resource-deleted");
    }
}
