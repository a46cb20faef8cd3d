package org.ketaminerecord.interaction;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonObject;

/** history of an instance, a type and the system (R4 http.html#history). */
@QuarkusTest
class HistoryTest {

    /** A patient with as many versions; the path. */
    private static String versions(int count) {
        String id = Given.unique();
        for (int i = 1; i <= count; i++) {
            assertEquals(i == 1 ? 201 : 200, put(Given.patient("V" + i).put("id", id)).statusCode());
        }
        return "Patient/" + id;
    }

    private static String entry(JsonObject entry) {
        return entry.object("request").string("url") + " " + entry.object("response").string("etag");
    }

    private static List<String> versionsIn(JsonObject bundle) {
        return bundle.objects("entry").stream().map(e -> e.object("response").string("etag").replaceAll("\\D", "")).toList();
    }

    /** All pages of a history: {@code fullUrl etag}, in order. */
    private static List<String> allOf(String path) {
        List<String> all = new ArrayList<>();
        JsonObject page = read(path);
        while (true) {
            page.objects("entry").forEach(e -> all.add(e.string("fullUrl").replaceAll(".*/fhir/", "") + " "
                    + e.object("response").string("etag")));
            String next = link(page, "next");
            if (next == null) {
                return all;
            }
            page = body(follow(next).then().statusCode(200).extract().response());
        }
    }

    private static Instant updated(String path) {
        return OffsetDateTime.parse(read(path).object("meta").string("lastUpdated")).toInstant();
    }

    @Test
    void the_history_of_a_resource_has_all_versions_newest_first_with_how_they_came() {
        String path = versions(2);
        request().delete(path).then().statusCode(204);
        put(Given.patient("Back").put("id", path.substring(8))).then().statusCode(201);
        request().contentType("application/json-patch+json").body("[{\"op\":\"remove\",\"path\":\"/gender\"}]").patch(path).then().statusCode(200);
        get(path + "/_history").then().statusCode(200).header("Content-Type", "application/fhir+json;charset=utf-8")
                .body("resourceType", equalTo("Bundle")).body("type", equalTo("history")).body("total", equalTo(5))
                .body("entry.request.method", equalTo(List.of("PATCH", "PUT", "DELETE", "PUT", "PUT")))
                .body("entry.response.etag", equalTo(List.of("W/\"5\"", "W/\"4\"", "W/\"3\"", "W/\"2\"", "W/\"1\"")))
                .body("entry.request.url.unique()", equalTo(List.of(path))).body("entry.fullUrl.unique().size()", equalTo(1))
                .body("entry[0].fullUrl", containsString("/fhir/" + path)).body("entry[2].response.status", startsWith("204"))
                .body("entry[2].resource", equalTo(null)).body("entry[4].response.status", startsWith("201"))
                .body("entry[1].resource.name[0].family", equalTo("Back"))
                .body("entry[3].response.lastModified", equalTo(get(path + "/_history/2").path("meta.lastUpdated")))
                .body("link.find { it.relation == 'self' }.url", containsString(path + "/_history"));
    }

    @Test
    void a_create_stands_in_the_history_as_a_post_to_the_type() {
        String path = "Patient/" + Fhir.create(Given.patient("Post"));
        get(path + "/_history").then().body("entry[0].request.method", equalTo("POST")).body("entry[0].request.url", equalTo("Patient"))
                .body("entry[0].response.status", startsWith("201"));
    }

    @Test
    void a_deleted_resource_has_a_history() {
        String path = versions(1);
        request().delete(path).then().statusCode(204);
        assertEquals(List.of("2", "1"), versionsIn(read(path + "/_history")));
    }

    @Test
    void count_cuts_into_pages_without_loss_or_doubling() {
        String path = versions(7);
        JsonObject page = read(path + "/_history?_count=3");
        assertEquals(List.of("7", "6", "5"), versionsIn(page));
        assertEquals(List.of("7", "6", "5", "4", "3", "2", "1"), allOf(path + "/_history?_count=3").stream()
                .map(e -> e.replaceAll(".*\"(\\d+)\"", "$1")).toList());
        assertEquals(7, allOf(path + "/_history?_count=7").size());
        assertEquals(7, allOf(path + "/_history?_count=1").size());
    }

    @Test
    void versions_that_are_written_between_two_pages_move_nothing() {
        String path = versions(4);
        JsonObject first = read(path + "/_history?_count=2");
        put(Given.patient("V5").put("id", path.substring(8))).then().statusCode(200);
        request().delete(path).then().statusCode(204);
        assertEquals(List.of("4", "3"), versionsIn(first));
        assertEquals(List.of("2", "1"), versionsIn(body(follow(link(first, "next")))));
    }

    @Test
    void sort_by_last_updated_is_oldest_first() {
        String path = versions(3);
        assertEquals(List.of("1", "2", "3"), versionsIn(read(path + "/_history?_sort=_lastUpdated")));
        assertEquals(List.of("3", "2", "1"), versionsIn(read(path + "/_history?_sort=-_lastUpdated")));
        assertEquals(List.of("1", "2", "3"), allOf(path + "/_history?_sort=_lastUpdated&_count=1").stream()
                .map(e -> e.replaceAll(".*\"(\\d+)\"", "$1")).toList());
    }

    @Test
    void since_has_what_was_written_then_or_later() {
        String path = versions(3);
        Instant second = updated(path + "/_history/2");
        List<String> expected = new ArrayList<>();
        for (int v = 3; v >= 1; v--) {
            if (!updated(path + "/_history/" + v).isBefore(second)) {
                expected.add(Integer.toString(v));
            }
        }
        assertEquals(expected, versionsIn(read(path + "/_history?_since=" + second)));
        assertEquals(List.of("3", "2", "1"), versionsIn(read(path + "/_history?_since=2020-01-01")));
        assertEquals(expected, versionsIn(read(path + "/_history?_since=" + second.atOffset(ZoneOffset.ofHours(2)).toString().replace("+", "%2B"))));
        assertFalse(read(path + "/_history?_since=2999-01-01").has("entry"));
    }

    @Test
    void at_has_what_was_current_at_some_time_then() {
        String path = versions(2);
        Instant first = updated(path + "/_history/1");
        Instant second = updated(path + "/_history/2");
        assertFalse(read(path + "/_history?_at=" + first.minusMillis(1)).has("entry"));
        assertTrue(versionsIn(read(path + "/_history?_at=" + first)).contains("1"));
        // at the very instant of the second version the first is current no more
        assertEquals(List.of("2"), versionsIn(read(path + "/_history?_at=" + second)));
        assertEquals(List.of("2"), versionsIn(read(path + "/_history?_at=2999")));
        assertEquals(List.of("2", "1"), versionsIn(read(path + "/_history?_at=" + first.atOffset(ZoneOffset.UTC).getYear())));
        assertFalse(read(path + "/_history?_at=2020").has("entry"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"_since=yesterday", "_at=x", "_count=-1", "_count=x", "_sort=name", "_cursor=x"})
    void a_parameter_with_a_wrong_value_is_refused(String query) {
        assertNotNull(refused(get(versions(1) + "/_history?" + query), 400, query.startsWith("_cursor") ? "invalid-cursor" : "invalid-parameter"));
    }

    @Test
    void an_unknown_parameter_is_refused() {
        refused(get(versions(1) + "/_history?_sinse=2020"), 400, "unknown-parameter");
        refused(get("Patient/_history?name=x"), 400, "unknown-parameter");
    }

    // ---- of a type, of everything ----------------------------------------------------------------------

    /** The entries of these paths in all pages of a feed, oldest first. */
    private static List<String> feed(String feed, String since, String count, String... paths) {
        return allOf(feed + "?_sort=_lastUpdated&_since=" + since + "&_count=" + count).stream()
                .filter(e -> List.of(paths).contains(e.substring(0, e.indexOf(' ')))).toList();
    }

    @Test
    void the_histories_of_type_and_system_have_every_version_once_and_deletions_too() {
        String practitioner = "Practitioner/" + Given.unique();
        put(Given.practitioner("Feed").put("id", practitioner.substring(13))).then().statusCode(201);
        String since = updated(practitioner).toString();
        String one = versions(3);
        String two = versions(2);
        request().delete(two).then().statusCode(204);
        List<String> patients = List.of(one + " W/\"1\"", one + " W/\"2\"", one + " W/\"3\"", two + " W/\"1\"", two + " W/\"2\"", two + " W/\"3\"");
        for (String count : List.of("1", "2", "1000")) {
            assertEquals(patients, feed("Patient/_history", since, count, one, two, practitioner));
            List<String> all = new ArrayList<>(List.of(practitioner + " W/\"1\""));
            all.addAll(patients);
            assertEquals(new HashSet<>(all), new HashSet<>(feed("_history", since, count, one, two, practitioner)));
            assertEquals(all.size(), feed("_history", since, count, one, two, practitioner).size());
        }
    }

    @Test
    void newest_first_is_the_reverse_of_oldest_first() {
        String one = versions(2);
        String since = updated(one + "/_history/1").toString();
        List<String> oldest = allOf("Patient/_history?_count=2&_sort=_lastUpdated&_since=" + since);
        List<String> newest = new ArrayList<>(allOf("Patient/_history?_count=3&_since=" + since));
        java.util.Collections.reverse(newest);
        assertEquals(oldest, newest);
    }

    @Test
    void a_type_without_resources_has_an_empty_history() {
        JsonObject empty = read("VerificationResult/_history");
        assertFalse(empty.has("entry"));
        refused(get("Nothing/_history"), 404, "unknown-type");
        assertEquals(0, empty.objects("entry").stream().map(HistoryTest::entry).count());
    }
}
