package org.ketaminerecord.purge;

import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Client;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.store.Database;

@QuarkusTest
class PurgeTest {

    @Inject
    Database database;
    @Inject
    PurgeWorker worker;

    /** In every id and text of the patient, and nowhere else. */
    private final String mark = Given.unique();
    /** In every id of others. */
    private final String other = Given.unique();

    private String id(String label) {
        return label + "." + mark;
    }

    private void put(JsonObject resource, String id) {
        Response answer = Fhir.put(resource.copy().put("id", id));
        assertTrue(answer.statusCode() < 300, answer::asString);
    }

    private JsonObject patient() {
        return Given.patient(mark).put("text", Given.json("{'status':'generated','div':'<div xmlns=\\'http://www.w3.org/1999/xhtml\\'>zz" + mark
                + "</div>'}"))
                .put("identifier", JsonArray.of(new JsonObject().put("system", Given.MRN).put("value", mark)));
    }

    private JsonObject observation(String patient, String value) {
        return Given.observation(patient, "8480-6", "2026-05-04T10:00:00Z", value, "mm[Hg]");
    }

    private static JsonObject with(JsonObject resource, String more) {
        JsonObject all = resource.copy();
        Given.json(more).forEach(all::put);
        return all;
    }

    private static Response purge(String id) {
        return Fhir.request().post("Patient/" + id + "/$purge");
    }

    private static String job(Response accepted) {
        accepted.then().statusCode(202).body("issue[0].code", org.hamcrest.Matchers.equalTo("incomplete"));
        String location = accepted.header("Content-Location");
        return location.substring(location.indexOf("/fhir/") + 6);
    }

    /** What the job says in the end. */
    private static Response end(String job) {
        for (int i = 0; i < 600; i++) {
            Response answer = Fhir.get(job);
            if (answer.statusCode() != 202) {
                return answer;
            }
            pause();
        }
        throw new AssertionError("it does not end");
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void purged(String id) {
        end(job(purge(id))).then().statusCode(200).body("issue[0].diagnostics", containsString("found no trace"));
    }

    @Test
    void nothing_of_a_chart_is_left_and_nothing_of_another_goes() {
        put(Given.patient(other), "q." + other);
        put(patient(), id("p"));
        put(patient().put("active", true), id("p"));
        put(observation(id("p"), "120"), id("o"));
        put(observation(id("p"), "121"), id("o"));
        put(observation(id("p"), "122").put("note", JsonArray.of(new JsonObject().put("text", mark))), id("o"));
        put(observation("q." + other, "99"), "o." + other);
        put(observation(id("p"), "90"), id("deleted"));
        Fhir.request().delete("Observation/" + id("deleted")).then().statusCode(204);
        // charted with the wrong patient, and put right since
        put(observation(id("p"), "70"), "moved." + other);
        put(observation("q." + other, "70"), "moved." + other);
        // and one that was deleted before it was charted with the right one
        put(observation(id("p"), "71"), "again." + other);
        Fhir.request().delete("Observation/again." + other).then().statusCode(204);
        put(observation("q." + other, "71"), "again." + other);
        put(with(Given.json("{'resourceType':'Condition'}"), "{'subject':{'reference':'Patient/" + id("p")
                + "'},'asserter':{'reference':'#in'},'contained':"
                + "[{'resourceType':'Practitioner','id':'in','name':[{'family':'" + mark + "'}]}],'code':{'text':'" + mark + "'}}"), id("c"));
        put(Given.json("{'resourceType':'Provenance','recorded':'2026-05-04T10:00:00Z','target':[{'reference':'Observation/" + id("o") + "'}],"
                + "'agent':[{'who':{'display':'" + mark + "'}}]}"), id("about"));
        put(Given.json("{'resourceType':'Binary','contentType':'text/plain','data':'YQ==','securityContext':{'reference':'Patient/" + id("p")
                + "'}}"), id("b"));
        put(Given.json("{'resourceType':'Binary','contentType':'text/plain','data':'Yg=='}"), id("named"));
        put(Given.json("{'resourceType':'Binary','contentType':'text/plain','data':'Yw=='}"), "both." + other);
        JsonObject document = Given.json("{'resourceType':'DocumentReference','status':'current','content':[{'attachment':{'url':'Binary/both."
                + other + "'}}]}");
        put(document.copy().put("subject", Given.reference("Patient/q." + other)), "d." + other);
        document.array("content").add(Given.json("{'attachment':{'url':'Binary/" + id("named") + "'}}"));
        put(document.put("subject", Given.reference("Patient/" + id("p"))), id("d"));
        long events = Fhir.matches("AuditEvent?patient=" + id("p") + "&_count=100").size();
        assertTrue(events > 10, "what was done so far is taken down");
        List<Long> rids = new Traces(database).rids(mark);
        assertEquals(9, rids.size(), "eight resources and one inside");

        purged(id("p"));

        assertEquals(List.of(), new Traces(database).of(mark, rids));
        assertTrue(Fhir.matches("AuditEvent?patient=" + id("p") + "&_count=100").size() > events, "with all of its events and that of the purge");
        for (String gone : List.of("Patient/" + id("p"), "Patient/" + id("p") + "/_history/1", "Observation/" + id("o"), "Observation/"
                + id("deleted"),
                "Condition/" + id("c"), "Provenance/" + id("about"), "Binary/" + id("b"), "Binary/" + id("named"), "DocumentReference/" + id("d"))) {
            Fhir.get(gone).then().statusCode(404);
        }
        Fhir.get("Patient/" + id("p") + "/_history").then().statusCode(404);
        assertEquals(List.of(), Fhir.matches("Patient?name=" + mark));
        assertEquals(List.of(), Fhir.matches("Patient?_text=zz" + mark));
        for (String kept : List.of("Patient/q." + other, "Observation/o." + other, "Observation/moved." + other, "Binary/both." + other,
                "DocumentReference/d." + other)) {
            Fhir.get(kept).then().statusCode(200);
        }
        Fhir.get("Observation/moved." + other + "/_history/1").then().statusCode(404);
        Fhir.get("Observation/moved." + other + "/_history/2").then().statusCode(200);
        Fhir.get("Observation/again." + other + "/_history/2").then().statusCode(404);
        Fhir.get("Observation/again." + other + "/_history/3").then().statusCode(200);
        assertEquals(Set.of("o." + other, "moved." + other, "again." + other), Set.copyOf(Fhir.matches("Observation?patient=q." + other)));

        Fhir.put(patient().put("id", id("p"))).then().statusCode(201).header("ETag", "W/\"1\"");
        purged(id("p"));
    }

    @Test
    void a_patient_that_was_deleted_is_purged_too_and_reads_404_then() {
        put(patient(), id("p"));
        put(observation(id("p"), "1"), id("o"));
        Fhir.process(Given.bundle("transaction", Given.entry("DELETE", "Observation/" + id("o")), Given.entry("DELETE", "Patient/" + id("p")))).then()
                .statusCode(200);
        Fhir.get("Patient/" + id("p")).then().statusCode(410);
        List<Long> rids = new Traces(database).rids(mark);
        assertEquals(2, rids.size());
        purged(id("p"));
        Fhir.get("Patient/" + id("p")).then().statusCode(404);
        assertEquals(List.of(), new Traces(database).of(mark, rids));
        purge(id("p")).then().statusCode(404).body("issue[0].diagnostics", containsString("nothing of one to purge"));
    }

    @Test
    void what_is_in_two_charts_is_refused_with_a_list_until_one_is_taken_out() {
        put(Given.patient(other), "q." + other);
        put(patient(), id("p"));
        JsonObject session = Given.json("{'resourceType':'Appointment','status':'booked','participant':[{'actor':{'reference':'Patient/q." + other
                + "'},'status':'accepted'},{'actor':{'reference':'Patient/" + id("p") + "'},'status':'accepted'}]}");
        put(session, "group." + other);
        purge(id("p")).then().statusCode(409).body("issue[0].diagnostics", containsString("Appointment/group." + other))
                .body("issue[0].diagnostics", containsString("another patient"));
        Fhir.get("Patient/" + id("p")).then().statusCode(200);
        session.array("participant").remove(1);
        put(session, "group." + other);
        List<Long> rids = new Traces(database).rids(mark);
        purged(id("p"));
        assertEquals(List.of(), new Traces(database).of(mark, rids));
        Fhir.get("Appointment/group." + other).then().statusCode(200);
    }

    @Test
    void what_refers_into_the_chart_from_outside_is_refused_with_a_list() {
        put(patient(), id("p"));
        put(observation(id("p"), "1"), id("o"));
        put(Given.json("{'resourceType':'List','status':'current','mode':'working','entry':[{'item':{'reference':'Observation/" + id("o") + "'}}]}"),
                "l." + other);
        purge(id("p")).then().statusCode(409).body("issue[0].diagnostics", containsString("List/l." + other));
        Fhir.get("Observation/" + id("o")).then().statusCode(200);
        Fhir.request().delete("List/l." + other).then().statusCode(204);
        List<Long> rids = new Traces(database).rids(mark);
        purged(id("p"));
        assertEquals(List.of(), new Traces(database).of(mark, rids));
        Fhir.get("List/l." + other).then().statusCode(404);
    }

    @Test
    void a_name_that_is_no_reference_is_told_and_looked_for_again() {
        put(patient(), id("p"));
        JsonObject subscription = Given.json("{'resourceType':'Subscription','status':'off','reason':'x','criteria':'Observation?patient=Patient/"
                + id("p")
                + "','channel':{'type':'rest-hook'}}");
        put(subscription, "s." + other);
        String job = job(purge(id("p")));
        end(job).then().statusCode(200).body("issue[0].severity", org.hamcrest.Matchers.equalTo("warning"))
                .body("issue[0].diagnostics", containsString("Subscription/s." + other));
        Fhir.get("Patient/" + id("p")).then().statusCode(404);
        put(subscription.put("criteria", "Observation?status=final"), "s." + other);
        assertEquals(job, job(purge(id("p"))));
        end(job).then().statusCode(200).body("issue[0].diagnostics", containsString("found no trace"));
        assertEquals(List.of(), new Traces(database).of(mark, List.of()));
    }

    @Test
    void a_node_that_dies_leaves_the_rest_to_another() throws InterruptedException {
        worker.stop();
        try {
            put(Given.patient(other), "q." + other);
            put(patient(), id("p"));
            for (int i = 0; i < 5; i++) {
                put(observation(id("p"), "1"), "moved" + i + "." + other);
                put(observation("q." + other, "1"), "moved" + i + "." + other);
            }
            List<Long> rids = new Traces(database).rids(mark);
            String job = job(purge(id("p")));
            PurgeRunner dies = new PurgeRunner(database, 2, Duration.ofMinutes(5));
            while (!diagnostics(job).contains("(history)")) {
                assertEquals(202, Fhir.get(job).statusCode());
                dies.next();
            }
            PurgeRunner next = new PurgeRunner(database, 500, Duration.ofMinutes(5));
            assertEquals(PurgeRunner.Piece.NONE, next.next(), "the other one lives");
            database.write(session -> {
                session.execute("UPDATE purge_job SET heartbeat = heartbeat - INTERVAL '10 minutes'", List.of());
                return null;
            });
            while (Fhir.get(job).statusCode() == 202) {
                next.next();
            }
            dies.next();
            end(job).then().body("issue[0].diagnostics", containsString("found no trace")).body("issue[0].diagnostics",
                    containsString("5 earlier versions of others"));
            assertEquals(List.of(), new Traces(database).of(mark, rids));
        } finally {
            worker.start();
        }
    }

    private static String diagnostics(String job) {
        return Fhir.get(job).then().extract().path("issue[0].diagnostics");
    }

    @Test
    void who_writes_into_the_chart_meanwhile_is_before_it_or_refused() {
        put(patient(), id("p"));
        put(Given.encounter(id("p"), "2026-05-04", "2026-05-05"), id("e"));
        Client client = new Client("http://localhost:" + RestAssured.port + "/fhir");
        AtomicInteger stored = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        Client.together(5, thread -> {
            if (thread == 0) {
                while (stored.get() < 20) {
                    pause();
                }
                return client.send("POST", "Patient/" + id("p") + "/$purge", null).status();
            }
            for (int n = 0; refused.get() < 8 && n < 2000; n++) {
                JsonObject observation = observation(id("p"), "1").put("encounter", Given.reference("Encounter/" + id("e"))).put("id",
                        id("w" + thread + "-" + n % 7));
                int status = client.send("PUT", "Observation/" + observation.string("id"), observation).status();
                assertTrue(Set.of(200, 201, 422).contains(status), "status " + status);
                (status == 422 ? refused : stored).incrementAndGet();
            }
            return 202;
        }).forEach(status -> assertEquals(202, status));
        assertTrue(refused.get() >= 8);
        JsonObject last = Fhir.body(Fhir.get("Patient/$purge"));
        String diagnostics = last.objects("issue").getFirst().string("diagnostics");
        end("Patient/$purge?job=" + diagnostics.substring("Purge ".length(), diagnostics.indexOf(':')));
        assertEquals(List.of(), new Traces(database).of(mark, List.of()));
    }

    @Test
    void one_patient_is_named_at_a_time_and_get_changes_nothing() {
        Fhir.request().post("Patient/$purge").then().statusCode(400).body("issue[0].diagnostics", containsString("Patient/[id]/$purge"));
        purge("none").then().statusCode(404);
        put(patient(), id("p"));
        Fhir.get("Patient/" + id("p") + "/$purge").then().statusCode(404).body("issue[0].diagnostics", containsString("There is no such purge"));
        Fhir.get("Patient/$purge?job=x").then().statusCode(404);
        Fhir.get("Patient/" + id("p")).then().statusCode(200);
        Fhir.get("Patient/$purge").then().statusCode(200);
        assertFalse(Fhir.get("metadata").asString().isEmpty());
    }

    @Test
    void names_are_found_where_they_stand_and_those_of_other_servers_are_not() {
        Mentions mentions = new Mentions("http://here.test/fhir");
        Map.of("{\"reference\":\"Patient/1\"}", "Patient/1", "Observation?patient=Patient/a-b.c&x=1", "Patient/a-b.c",
                "http://here.test/fhir/Patient/1/_history/3",
                "Patient/1", "<a href=\\\"Patient/1\\\">", "Patient/1", "see Patient/1, please", "Patient/1").forEach((body, name) ->
                assertEquals(List.of(name), found(mentions, body)));
        assertEquals(List.of("Patient/1.", "Patient/1"), found(mentions, "It was Patient/1."));
        for (String body : List.of("http://there.test/fhir/Patient/1", "xPatient/1", "Patient/", "/Patient", "patient/1", "Nonsense/1", "")) {
            assertEquals(List.of(), found(mentions, body), body);
        }
    }

    private static List<String> found(Mentions mentions, String body) {
        List<String> found = new java.util.ArrayList<>();
        mentions.each(body.getBytes(java.nio.charset.StandardCharsets.UTF_8), found::add);
        return found;
    }
}
