package org.ketaminerecord.audit;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.fixture.Given.entry;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.access.ChartTypes;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Token;
import org.ketaminerecord.fixture.Tokens;
import org.ketaminerecord.fixture.WithTokens;
import org.ketaminerecord.interaction.Interaction;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.operation.Operation;
import org.ketaminerecord.operation.OperationRegistry;
import org.ketaminerecord.store.AuditTable;
import org.ketaminerecord.store.Database;
import org.ketaminerecord.validation.StructureCheck;

/** Whatever is done with a record, the audit trail tells of it, by the patterns of IHE; and nobody changes what it tells. */
@QuarkusTest
@TestProfile(WithTokens.class)
class AuditTrailTest {

    private static final String PATTERNS = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";

    @Inject
    OperationRegistry operations;
    @Inject
    Database database;

    private final String mark = Given.unique();
    private final String mine = "mine-" + mark;
    private final String other = "other-" + mark;
    private final String pulse = "pulse-" + mark;

    @BeforeEach
    void two_charts() {
        for (String id : List.of(mine, other)) {
            all().body(Given.patient(mark).put("id", id).toString()).put("Patient/" + id).then().statusCode(lessThan(300));
        }
        put(pulse, mine);
        put("other-" + pulse, other);
    }

    private void put(String id, String patient) {
        all().body(pulse(patient).put("id", id).toString()).put("Observation/" + id).then().statusCode(lessThan(300));
    }

    private static JsonObject pulse(String patient) {
        return Given.observation(patient, "8867-4", "2026-01-01", "60", "/min");
    }

    // ---- who asks ----------------------------------------------------------------------------------------

    private static RequestSpecification as(Token token) {
        return Fhir.request().header("Authorization", token.bearer());
    }

    private static RequestSpecification all() {
        return as(Tokens.with("system/*.cruds ktr/label.* ktr/all-consents ktr/operator ktr/purge"));
    }

    private RequestSpecification doctor() {
        return as(Tokens.with("user/*.cruds ktr/operator ktr/purge").user("Practitioner/doc-" + mark).claim("sub", "doc-" + mark).claim("client_id",
                "ehr-" + mark));
    }

    private static RequestSpecification auditor() {
        return as(Tokens.with("system/AuditEvent.rs ktr/audit").claim("sub", "auditor").claim("client_id", "auditor"));
    }

    /** What is told of the doctor's doings, newest first. */
    private List<JsonObject> told(String more) {
        return events("AuditEvent?agent=Practitioner/doc-" + mark + "&_count=200" + more);
    }

    private static List<JsonObject> events(String search) {
        return Fhir.body(auditor().get(search.replace("|", "%7C").replace("://",
                "%3A%2F%2F")).then().statusCode(200).extract().response()).objects("entry").stream().map(e -> e.object("resource"))
                .toList();
    }

    private static String subtype(JsonObject event) {
        return event.objects("subtype").getFirst().string("code");
    }

    private static String profile(JsonObject event) {
        return event.object("meta").array("profile") == null ? null
                : ((JsonString) event.object("meta").array("profile").get(0)).value().replace(PATTERNS, "");
    }

    /** The reference of an entity of a type. */
    private static List<String> entities(JsonObject event, String type) {
        return event.objects("entity").stream().filter(e -> e.object("type").string("code").equals(type) && e.object("what") != null)
                .map(e -> e.object("what").string("reference")).toList();
    }

    private static String query(JsonObject event) {
        return event.objects("entity").stream().filter(e -> e.string("query") != null)
                .map(e -> new String(Base64.getDecoder().decode(e.string("query")), StandardCharsets.UTF_8)).findFirst().orElse(null);
    }

    // ---- all that can be done ----------------------------------------------------------------------------

    /** What the trail has to tell of each interaction: subtype, pattern, action. */
    private record Done(Runnable request, String subtype, String pattern, String action) {
    }

    private Map<Class<?>, List<Done>> interactions() {
        Map<Class<?>, List<Done>> all = new HashMap<>();
        String one = "Observation/" + pulse;
        all.put(Interaction.Read.class, List.of(new Done(() -> doctor().get(one).then().statusCode(200), "read", "PatientRead", "R"),
                new Done(() -> doctor().get(one + "/_history/1").then().statusCode(200), "vread", "PatientRead", "R")));
        all.put(Interaction.Search.class, List.of(
                new Done(() -> doctor().get("Observation?patient=" + mine).then().statusCode(200), "search-type", "PatientQuery", "E"),
                new Done(() -> doctor().contentType("application/x-www-form-urlencoded").body("patient="
                + mine).post("Observation/_search").then().statusCode(200), "search-type",
                        "PatientQuery", "E"),
                new Done(() -> doctor().get("?_type=Observation,Condition&patient=" + mine).then().statusCode(200), "search-system", "PatientQuery",
                "E"),
                new Done(() -> doctor().get("Patient/" + mine + "/Observation").then().statusCode(200), "search-type", "PatientQuery", "E")));
        all.put(Interaction.History.class, List.of(new Done(() -> doctor().get(one + "/_history").then().statusCode(200), "history-instance", null,
                "R"),
                new Done(() -> doctor().get("Observation/_history?_count=200").then().statusCode(200), "history-type", null, "E"),
                new Done(() -> doctor().get("_history?_count=200").then().statusCode(200), "history-system", null, "E")));
        all.put(Interaction.Create.class, List.of(new Done(() -> doctor().body(pulse(mine).toString()).post("Observation").then().statusCode(201),
                "create", "PatientCreate", "C")));
        all.put(Interaction.Update.class, List.of(new Done(() -> doctor().body(pulse(mine).put("id", pulse).put("status",
                "amended").toString()).put(one).then().statusCode(200),
                "update", "PatientUpdate", "U"),
                new Done(() -> doctor().body(pulse(mine).put("id", "new-" + pulse).toString()).put("Observation/new-"
                + pulse).then().statusCode(201), "create", "PatientCreate", "C")));
        all.put(Interaction.PatchOf.class, List.of(new Done(() -> doctor().contentType("application/json-patch+json")
                .body("[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"corrected\"}]").patch(one).then().statusCode(200), "patch",
                "PatientUpdate", "U")));
        all.put(Interaction.MetaChange.class,
                List.of(new Done(() -> doctor().body("{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"meta\",\"valueMeta\":{\"tag\":"
                + "[{\"system\":\"urn:t\",\"code\":\"t\"}]}}]}").post(one + "/$meta-add").then().statusCode(200), "update", "PatientUpdate", "U")));
        all.put(Interaction.Delete.class, List.of(new Done(() -> doctor().delete(one).then().statusCode(204), "delete", "PatientDelete", "D")));
        all.put(Interaction.Capabilities.class, List.of());          // nobody's record
        return all;
    }

    @Test
    void each_interaction_has_its_event_by_its_pattern() {
        Map<Class<?>, List<Done>> all = interactions();
        for (Class<?> interaction : Stream.concat(Arrays.stream(Interaction.Reading.class.getPermittedSubclasses()),
                Arrays.stream(Interaction.Writing.class
                .getPermittedSubclasses())).sorted(java.util.Comparator.comparing(c -> c == Interaction.Delete.class)).toList()) {
            assertNotNull(all.get(interaction), "say here what the audit trail has to tell of " + interaction.getSimpleName());
            for (Done done : all.get(interaction)) {
                int before = told("").size();
                done.request().run();
                List<JsonObject> events = told("");
                JsonObject event = events.subList(0, events.size() - before).stream().filter(e -> subtype(e).equals(done.subtype())
                        && entities(e, "1").contains("Patient/" + mine)).findFirst().orElseThrow(() -> new AssertionError("no event of " + done));
                assertEquals(done.pattern(), profile(event));
                assertEquals(done.action(), event.string("action"));
                assertEquals("0", event.string("outcome"));
                assertEquals(List.of(), StructureCheck.check(event, "AuditEvent"), event.toString());
                assertEquals(List.of("Patient/" + mine), entities(event, "1"), "one patient an event");
                assertEquals(event.toString(), Fhir.body(auditor().get("AuditEvent/" + event.string("id"))).toString());
            }
        }
    }

    @Test
    void each_operation_has_its_event() {
        Set<String> missing = new TreeSet<>();
        for (Operation o : operations.all()) {
            String type = o.types().isEmpty() ? "Observation" : o.types().stream().sorted().filter(t ->
                    !ChartTypes.shared(t)).findFirst().orElse(null);
            if (type == null) {
                continue;       // definitions are nobody's record
            }
            String id = type.equals("Patient") ? mine : pulse;
            String path = o.levels().contains(Operation.Level.INSTANCE) ? type + "/" + id + "/$" + o.name()
                    : o.levels().contains(Operation.Level.TYPE) ? type + "/$" + o.name()
                    : "$" + o.name();
            doctor().body("{\"resourceType\":\"Parameters\"}").post(path);
            if (told("&subtype=" + o.name()).isEmpty()) {
                missing.add(path);
            }
        }
        assertEquals(Set.of(), missing);
    }

    @Test
    void an_operation_concerns_the_patients_of_what_it_shows() {
        doctor().get("Patient/" + mine + "/$everything").then().statusCode(200);
        doctor().get("Observation/$lastn?patient=" + other + "&code=8867-4").then().statusCode(200);
        assertEquals(List.of("Patient/" + mine), entities(told("&subtype=everything").getFirst(), "1"));
        assertEquals(List.of("Patient/" + other), entities(told("&subtype=lastn").getFirst(), "1"));
    }

    // ---- who, why, where ---------------------------------------------------------------------------------

    @Test
    void an_event_says_who_asked_through_which_client_and_for_what() {
        as(Tokens.with("user/*.rs").user("Practitioner/doc-" + mark).claim("sub", "doc-" + mark).claim("client_id", "ehr-" + mark).purpose("ETREAT",
                "TREAT"))
                .header("X-Request-Id", "request-" + mark).get("Observation/" + pulse).then().statusCode(200);
        JsonObject event = events("AuditEvent?purpose=ETREAT&agent=Practitioner/doc-" + mark).getFirst();
        assertEquals(List.of("ETREAT", "TREAT"), event.objects("purposeOfEvent").stream().map(p ->
                p.objects("coding").getFirst().string("code")).toList());
        List<JsonObject> agents = event.objects("agent");
        assertEquals(List.of("110152", "110153", "IRCP"), agents.stream().map(a ->
                a.object("type").objects("coding").getFirst().string("code")).toList());
        assertEquals("ehr-" + mark, agents.get(0).object("who").object("identifier").string("value"));
        assertEquals("127.0.0.1", agents.get(0).object("network").string("address"));
        assertEquals("Practitioner/doc-" + mark, agents.get(2).object("who").string("reference"));
        assertEquals("doc-" + mark, agents.get(2).object("who").object("identifier").string("value"));
        assertTrue(agents.get(2).object("who").object("identifier").string("system").startsWith("http"));
        assertEquals(List.of(false, false, true), agents.stream().map(a -> ((JsonBoolean) a.get("requestor")).value()).toList());
        assertTrue(event.toString().contains("request-" + mark));
        assertEquals(List.of("Observation/" + pulse + "/_history/1"), entities(event, "2"));
    }

    @Test
    void a_query_is_kept_as_it_was_sent_also_from_a_form() {
        doctor().get("Observation?patient=" + mine + "&code=http%3A%2F%2Floinc.org%7C8867-4").then().statusCode(200);
        assertEquals("GET Observation?patient=" + mine + "&code=http%3A%2F%2Floinc.org%7C8867-4", query(told("").getFirst()));
        doctor().contentType("application/x-www-form-urlencoded").body("patient=" + mine
                + "&_count=7").post("Observation/_search?_sort=-date").then().statusCode(200);
        assertEquals("POST Observation/_search?_sort=-date&patient=" + mine + "&_count=7", query(told("").getFirst()));
    }

    @Test
    void a_search_is_one_event_for_each_patient_that_it_shows() {
        doctor().get("Patient?family=" + mark + "&_revinclude=Observation:patient").then().statusCode(200);
        List<JsonObject> events = told("&subtype=search-type");
        assertEquals(Set.of("Patient/" + mine, "Patient/" + other), events.stream().flatMap(e ->
                entities(e, "1").stream()).collect(Collectors.toSet()));
        assertEquals(2, events.size());
        doctor().get("Observation?code=none-" + mark).then().statusCode(200);
        assertEquals("Query", profile(told("").getFirst()), "nobody is concerned");
        doctor().get("Observation?patient=" + mine + "&code=none-" + mark).then().statusCode(200);
        assertEquals(List.of("Patient/" + mine), entities(told("").getFirst(), "1"), "that there is none tells of the patient, too");
    }

    @Test
    void a_move_into_another_chart_concerns_both() {
        doctor().body(pulse(other).put("id", pulse).toString()).put("Observation/" + pulse).then().statusCode(200);
        assertEquals(Set.of("Patient/" + mine, "Patient/" + other), told("&subtype=update").stream().flatMap(e ->
                entities(e, "1").stream()).collect(Collectors.toSet()));
    }

    @Test
    void who_asks_for_definitions_touches_no_record() {
        doctor().get("ValueSet?url=urn:none").then().statusCode(200);
        doctor().get("metadata").then().statusCode(200);
        assertEquals(List.of(), told(""));
    }

    // ---- bundles -----------------------------------------------------------------------------------------

    @Test
    void of_a_bundle_each_entry_has_its_event_and_the_bundle_too() {
        for (String type : List.of("transaction", "batch")) {
            doctor().body(Given.bundle(type, entry("POST", "Observation", pulse(mine)), entry("GET", "Observation/" + pulse),
                    entry("GET", "Observation?patient=" + mine),
                    entry("GET", "Patient/" + mine + "/$everything")).toString()).post().then().statusCode(200);
            JsonObject bundle = told("&subtype=" + type).getFirst();
            List<JsonObject> entries = told("").stream().filter(e -> entities(e, "4").contains("AuditEvent/" + bundle.string("id"))).toList();
            assertEquals(Set.of("create", "read", "search-type", "operation"),
                    entries.stream().map(AuditTrailTest::subtype).collect(Collectors.toSet()), type);
            assertTrue(entries.stream().allMatch(e -> entities(e, "1").contains("Patient/" + mine)));
            assertEquals("GET Observation?patient=" + mine, entries.stream().filter(e ->
                    subtype(e).equals("search-type")).map(AuditTrailTest::query).findFirst().orElseThrow());
        }
    }

    @Test
    void a_transaction_that_is_refused_has_nothing_but_its_refusal() {
        doctor().body(Given.bundle("transaction", entry("PUT", "Observation/" + pulse, pulse(mine).put("id", pulse).put("status", "amended")),
                entry("DELETE", "Patient/" + other)).toString()).post().then().statusCode(409);
        List<JsonObject> events = told("");
        assertEquals(List.of("4", "4", "4"), events.stream().map(e -> e.string("outcome")).toList());
        assertTrue(events.stream().anyMatch(e -> subtype(e).equals("transaction") && e.string("outcomeDesc").startsWith("referred-to: ")));
        assertEquals(Set.of("Patient/" + mine, "Patient/" + other), events.stream().flatMap(e ->
                entities(e, "1").stream()).collect(Collectors.toSet()));
    }

    // ---- refusals ----------------------------------------------------------------------------------------

    @Test
    void what_was_refused_is_told_too_and_whom_it_was_about() {
        Token app = Tokens.with("patient/Observation.rs").patient(other).claim("client_id", "app-" + mark);
        as(app).get("Observation/" + pulse).then().statusCode(404);
        as(app).get("Condition?patient=" + mine).then().statusCode(403);
        as(app).delete("Observation/" + pulse).then().statusCode(403);
        Fhir.request().get("Observation/" + pulse).then().statusCode(401);
        List<JsonObject> refused = events("AuditEvent?patient=" + mine + "&outcome=4,8");
        assertEquals(List.of("read 8", "delete 8", "search-type 8", "read 4"), refused.stream().map(e -> subtype(e) + " "
                + e.string("outcome")).toList());
        assertEquals(List.of("login-required", "insufficient-scope", "insufficient-scope", "resource-not-found"),
                refused.stream().map(e -> e.string("outcomeDesc").split(":")[0])
                .toList());
        refused.forEach(e -> {
            assertEquals(List.of(), StructureCheck.check(e, "AuditEvent"));
            assertNull(profile(e), "the patterns are for what succeeded");
        });
    }

    // ---- who may read the trail --------------------------------------------------------------------------

    @Test
    void the_trail_needs_its_own_scope() {
        for (String scopes : List.of("system/AuditEvent.rs", "system/*.cruds", "ktr/audit", "ktr/audit system/Observation.rs",
                "ktr/audit system/AuditEvent.rs?action=R")) {
            for (String path : List.of("AuditEvent?_count=1", "AuditEvent/" + Event.nextId(), "Patient/" + mine + "/AuditEvent")) {
                as(Tokens.with(scopes)).get(path).then().statusCode(403);
            }
        }
        as(Tokens.with("ktr/audit user/AuditEvent.rs").user("Practitioner/1")).get("AuditEvent?_count=1").then().statusCode(200);
        auditor().get("AuditEvent/" + Event.nextId()).then().statusCode(404);
        auditor().get("AuditEvent/no-event").then().statusCode(404);
    }

    @Test
    void a_patient_sees_who_looked_into_the_own_chart_and_no_other() {
        doctor().get("Patient?family=" + mark).then().statusCode(200);
        Token app = Tokens.with("patient/AuditEvent.rs").patient(mine);
        JsonObject page = Fhir.body(as(app).get("AuditEvent?_count=200"));
        List<JsonObject> events = page.objects("entry").stream().map(e -> e.object("resource")).toList();
        assertFalse(events.isEmpty());
        events.forEach(e -> assertEquals(List.of("Patient/" + mine), entities(e, "1")));
        assertEquals("GET Patient", query(events.stream().filter(e -> subtype(e).equals("search-type")).findFirst().orElseThrow()),
                "a query may name others");
        assertFalse(page.toString().contains(other));
        String ofOther = events("AuditEvent?patient=" + other).getFirst().string("id");
        as(app).get("AuditEvent/" + ofOther).then().statusCode(404);
        assertEquals(List.of(), Fhir.body(as(app).get("AuditEvent?patient=" + other)).objects("entry"));
    }

    // ---- nobody changes it -------------------------------------------------------------------------------

    @Test
    void nobody_makes_changes_or_deletes_an_event() {
        JsonObject event = events("AuditEvent?patient=" + mine).getFirst();
        String id = event.string("id");
        JsonObject changed = event.copy().put("action", "R").put("outcomeDesc", "nothing happened");
        for (RequestSpecification who : List.of(all(), as(Tokens.with("system/*.cruds ktr/audit ktr/operator ktr/purge")))) {
            List<Response> refused = new ArrayList<>();
            refused.add(who.body(changed.toString()).post("AuditEvent"));
            refused.add(who.body(changed.toString()).put("AuditEvent/" + id));
            refused.add(who.body(changed.toString()).put("AuditEvent?patient=" + mine));
            refused.add(who.delete("AuditEvent/" + id));
            refused.add(who.delete("AuditEvent?patient=" + mine));
            refused.add(who.body("{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"meta\",\"valueMeta\":{\"tag\":[{\"code\":\"t\"}]}}]}")
                    .post("AuditEvent/" + id + "/$meta-add"));
            refused.add(who.body(Given.bundle("transaction", entry("DELETE", "AuditEvent/" + id)).toString()).post());
            refused.forEach(r -> r.then().statusCode(405).body("issue[0].diagnostics", containsString("The server alone writes AuditEvents")));
        }
        all().contentType("application/json-patch+json").body("[{\"op\":\"remove\",\"path\":\"/outcome\"}]").patch("AuditEvent/"
                + id).then().statusCode(405).header("Allow", "GET");
        assertEquals(List.of("405"), Fhir.statuses(all().body(Given.bundle("batch", entry("DELETE", "AuditEvent/" + id)).toString()).post()));
        assertEquals(event.toString(), Fhir.body(auditor().get("AuditEvent/" + id)).toString());
        assertThrows(IllegalStateException.class, () -> database.write(session -> {
            session.execute("UPDATE audit_event SET outcome = 0", List.of());
            return null;
        }));
    }

    @Test
    void an_event_that_is_brought_to_the_database_twice_is_there_once() {
        String resource = "twice-" + mark;
        Event event = new Event(Event.nextId(), Kind.READ, null, 404, Event.Who.NOBODY, new Origin("::1", null, "GET", "Patient/" + resource, null),
                "Patient", resource, 0, "x",
                new long[0], 0, List.of());
        for (int i = 0; i < 2; i++) {
            database.write(session -> {
                AuditTable.insertMany(session, List.of(Rows.entry(event)));
                return null;
            });
        }
        assertEquals(1, events("AuditEvent?subtype=read&patient=" + resource).size());
    }

    @Test
    void events_that_are_too_old_go_some_at_a_time_and_others_stay() {
        long then = java.time.Instant.parse("1999-01-01T00:00:00Z").toEpochMilli();
        for (long time : new long[] {then, then + 1, then + 2}) {
            java.util.UUID id = new java.util.UUID(time << 16 | 0x7000, java.util.UUID.randomUUID().getLeastSignificantBits());
            Event old = new Event(id, Kind.READ, null, 404, Event.Who.NOBODY, new Origin("::1", null, "GET", "Patient/old", null), "Patient", "old-"
                    + mark, 0, "x", new long[0], 0, List.of());
            database.write(session -> {
                AuditTable.insert(session, List.of(Rows.entry(old)));
                return null;
            });
        }
        assertEquals(3, events("AuditEvent?date=lt2000&patient=old-" + mark).size());
        assertEquals(1, (int) database.write(session -> AuditTable.remove(session, Event.firstId(then + 2), 1)));
        assertEquals(1, (int) database.write(session -> AuditTable.remove(session, Event.firstId(then + 2), 10)));
        assertEquals(0, (int) database.write(session -> AuditTable.remove(session, Event.firstId(then + 2), 10)));
        assertEquals(1, events("AuditEvent?date=lt2000&patient=old-" + mark).size());
        assertEquals(1, (int) database.write(session -> AuditTable.remove(session, Event.firstId(then + 3), 10)));
    }

    // ---- searching ---------------------------------------------------------------------------------------

    @Test
    void the_trail_is_searched_by_what_it_holds_and_page_by_page() {
        doctor().get("Observation/" + pulse);
        doctor().get("Observation/" + pulse + "/_history");
        doctor().get("Condition?patient=" + mine);
        String who = "agent-name=EHR-" + mark;
        assertEquals(3, events("AuditEvent?" + who).size());
        assertEquals(2, events("AuditEvent?" + who + "&action=R").size());
        assertEquals(2, events("AuditEvent?" + who + "&entity=Observation/" + pulse).size());
        assertEquals(3, events("AuditEvent?" + who + "&entity=Patient/" + mine + "&entity-type=1&type=rest&address=127.0.0.1").size());
        assertEquals(1, events("AuditEvent?" + who + "&subtype=http://hl7.org/fhir/restful-interaction|search-type").size());
        assertEquals(0, events("AuditEvent?" + who + "&subtype=urn:other|search-type").size());
        assertEquals(0, events("AuditEvent?" + who + "&date=lt2026-01-01").size());
        assertEquals(3, events("AuditEvent?" + who + "&date=ge2026-01-01&_lastUpdated=lt2100").size());
        assertEquals(3, events("Practitioner/doc-" + mark + "/AuditEvent").size());
        assertEquals(3, events("Patient/" + mine + "/AuditEvent?" + who).size());
        assertEquals(3, auditor().get("AuditEvent?" + who + "&_summary=count").jsonPath().getInt("total"));
        List<String> newest = events("AuditEvent?" + who).stream().map(e -> e.string("id")).toList();
        assertEquals(newest.reversed(), events("AuditEvent?_sort=date&" + who).stream().map(e -> e.string("id")).toList());
        List<String> paged = new ArrayList<>();
        String url = Fhir.base() + "/AuditEvent?" + who + "&_count=2";
        while (url != null) {
            JsonObject page = Fhir.body(io.restassured.RestAssured.given().urlEncodingEnabled(false).header("Authorization",
                    Tokens.with("system/AuditEvent.rs ktr/audit").bearer())
                    .accept(Fhir.JSON).get(url.replaceFirst("https?://[^/]+/fhir", Fhir.base())).then().statusCode(200).extract().response());
            page.objects("entry").forEach(e -> paged.add(e.object("resource").string("id")));
            url = Fhir.link(page, "next");
        }
        assertEquals(newest, paged);
    }

    @Test
    void what_cannot_be_asked_is_refused_with_what_can() {
        for (String query : List.of("altid=x", "patient.name=x", "_include=AuditEvent:patient", "_has:Observation:patient:code=x", "action=X",
                "_sort=patient", "date=yesterday",
                "date=ap2026", "agent=doc", "_count=0", "_cursor=x")) {
            auditor().get("AuditEvent?" + query).then().statusCode(400);
        }
        auditor().get("AuditEvent?acton=R").then().statusCode(400).body("issue[0].diagnostics", containsString("Did you mean 'action'?"));
        auditor().get("AuditEvent/_history").then().statusCode(400);
        all().get("?_type=AuditEvent,Observation").then().statusCode(400);
    }

    @Test
    void the_capability_statement_tells_what_is_true_of_events() {
        JsonObject of = Fhir.body(Fhir.request().get("metadata")).objects("rest").getFirst().objects("resource").stream()
                .filter(r -> r.string("type").equals("AuditEvent")).findFirst().orElseThrow();
        assertEquals(List.of("read", "search-type", "vread"), of.objects("interaction").stream().map(i -> i.string("code")).toList());
        assertEquals(AuditSearch.PARAMETERS, of.objects("searchParam").stream().map(p -> p.string("name")).toList());
        assertNull(of.array("searchInclude"));
        assertEquals(List.of("validate"), of.objects("operation").stream().map(o -> o.string("name")).toList());
    }
}
