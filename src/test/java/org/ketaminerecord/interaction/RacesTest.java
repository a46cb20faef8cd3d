package org.ketaminerecord.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.fixture.Given.bundle;
import static org.ketaminerecord.fixture.Given.entry;
import static org.ketaminerecord.fixture.Given.json;
import static org.ketaminerecord.fixture.Given.observation;
import static org.ketaminerecord.fixture.Given.patient;
import static org.ketaminerecord.fixture.Given.patientWithIdentifier;
import static org.ketaminerecord.fixture.Given.unique;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Client;
import org.ketaminerecord.fixture.Client.Answer;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;

/** Many callers at the same resources: whoever wins, what is stored is as if they had come one after another. */
@QuarkusTest
class RacesTest {

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(Fhir.base());
    }

    private static Map<Integer, Long> byStatus(List<Answer> answers) {
        return answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
    }

    @Test
    void twenty_clients_with_the_same_if_none_exist_make_one_resource() {
        String mrn = unique();
        String criteria = "identifier=" + Given.MRN + "|" + mrn;
        List<Answer> answers = Client.together(20, i -> client.send("POST", "Patient", patientWithIdentifier(mrn), "If-None-Exist", criteria));
        assertEquals(Map.of(201, 1L, 200, 19L), byStatus(answers));
        assertEquals(1, answers.stream().map(a -> a.body().string("id")).distinct().count());
        assertEquals(1, Fhir.matches("Patient?" + criteria).size());
    }

    @Test
    void twenty_conditional_updates_make_one_resource() {
        String mrn = unique();
        String criteria = "identifier=" + Given.MRN + "|" + mrn;
        List<Answer> answers = Client.together(20, i -> client.send("PUT", "Patient?" + criteria, patientWithIdentifier(mrn)
                .put("multipleBirthInteger", i)));
        assertEquals(Map.of(201, 1L, 200, 19L), byStatus(answers));
        String id = Fhir.matches("Patient?" + criteria).getFirst();
        assertEquals(1, Fhir.matches("Patient?" + criteria).size());
        assertEquals("20", Fhir.read("Patient/" + id).object("meta").string("versionId"));
    }

    @Test
    void conditional_entries_of_twenty_transactions_make_one_resource_each_whatever_their_order() {
        List<String> mrns = List.of(unique(), unique(), unique());
        List<Answer> answers = Client.together(20, i -> {
            List<JsonObject> entries = new ArrayList<>();
            for (int k = 0; k < mrns.size(); k++) {
                String mrn = mrns.get((i + k) % mrns.size());
                String criteria = "identifier=" + Given.MRN + "|" + mrn;
                JsonObject create = entry("POST", "Patient", patientWithIdentifier(mrn));
                create.object("request").put("ifNoneExist", criteria);
                entries.add(i % 2 == 0 ? create : entry("PUT", "Patient?" + criteria, patientWithIdentifier(mrn)));
            }
            return client.send("POST", "", bundle("transaction", entries.toArray(JsonObject[]::new)));
        });
        assertEquals(Map.of(200, 20L), byStatus(answers));
        for (String mrn : mrns) {
            assertEquals(1, Fhir.matches("Patient?identifier=" + Given.MRN + "|" + mrn).size());
        }
    }

    @Test
    void eight_clients_that_count_under_if_match_lose_nothing() {
        String id = Fhir.create(patient("Counter").put("multipleBirthInteger", 0));
        int each = 10;
        List<Integer> refused = Client.together(8, i -> {
            int lost = 0;
            for (int done = 0; done < each;) {
                Answer read = client.send("GET", "Patient/" + id, null);
                int next = Integer.parseInt(((JsonNumber) read.body().get("multipleBirthInteger")).text()) + 1;
                Answer written = client.send("PUT", "Patient/" + id, read.body().put("multipleBirthInteger", next), "If-Match", read.header("ETag"));
                if (written.status() == 200) {
                    done++;
                } else {
                    assertEquals(412, written.status());
                    lost++;
                }
            }
            return lost;
        });
        JsonObject last = Fhir.read("Patient/" + id);
        assertEquals("80", ((JsonNumber) last.get("multipleBirthInteger")).text());
        assertEquals("81", last.object("meta").string("versionId"));
        assertTrue(refused.stream().mapToInt(Integer::intValue).sum() > 0, "the clients never met");
    }

    @Test
    void two_dozen_transactions_that_lock_the_same_rows_in_opposite_orders_all_succeed() {
        List<String> ids = IntStream.range(0, 12).mapToObj(i -> Fhir.create(patient("Locked"))).toList();
        List<Answer> answers = Client.together(24, i -> {
            List<String> order = new ArrayList<>(ids);
            if (i % 2 == 1) {
                Collections.reverse(order);
            }
            return client.send("POST", "", bundle("transaction", order.stream().map(id -> entry("PUT", "Patient/" + id,
                    patient("Locked").put("id", id).put("multipleBirthInteger", i))).toArray(JsonObject[]::new)));
        });
        assertEquals(Map.of(200, 24L), byStatus(answers));
        Set<String> last = new TreeSet<>();
        for (String id : ids) {
            JsonObject read = Fhir.read("Patient/" + id);
            assertEquals("25", read.object("meta").string("versionId"));
            last.add(((JsonNumber) read.get("multipleBirthInteger")).text());
        }
        assertEquals(1, last.size(), "the last transaction wrote all rows, or none");
    }

    @Test
    void transactions_that_create_delete_and_refer_crosswise_never_answer_500() {
        List<String> ids = IntStream.range(0, 6).mapToObj(i -> unique()).toList();
        List<Answer> answers = Client.together(24, i -> {
            List<String> order = new ArrayList<>(ids);
            Collections.rotate(order, i);
            Function<String, JsonObject> change = id -> i % 3 == 0 ? entry("DELETE", "Organization/" + id)
                    : entry("PUT", "Organization/" + id, json("{'resourceType':'Organization','name':'N'}").put("id", id)
                            .put("partOf", Given.reference("Organization/" + order.get((order.indexOf(id) + 1) % order.size()))));
            return client.send("POST", "", bundle("transaction", order.stream().map(change).toArray(JsonObject[]::new)));
        });
        assertEquals(Set.of(200), byStatus(answers).keySet());
        // all six were written or deleted together
        assertEquals(1, ids.stream().map(id -> Fhir.get("Organization/" + id).statusCode()).distinct().count());
    }

    @Test
    void one_of_twenty_updates_creates_and_the_others_follow() {
        String id = unique();
        List<Answer> answers = Client.together(20, i -> client.send("PUT", "Patient/" + id, patient("A").put("id", id).put("multipleBirthInteger", i)));
        assertEquals(Map.of(201, 1L, 200, 19L), byStatus(answers));
        assertEquals("20", Fhir.read("Patient/" + id).object("meta").string("versionId"));
    }

    @Test
    void one_of_twenty_updates_that_must_be_the_first_is() {
        String id = unique();
        List<Answer> answers = Client.together(20, i -> client.send("PUT", "Patient/" + id, patient("A").put("id", id).put("multipleBirthInteger", i),
                "If-None-Match", "*"));
        assertEquals(Map.of(201, 1L, 412, 19L), byStatus(answers));
        assertEquals("1", Fhir.read("Patient/" + id).object("meta").string("versionId"));
    }

    @Test
    void a_delete_among_creates_that_refer_to_it_leaves_no_reference_to_nothing() {
        for (int round = 0; round < 8; round++) {
            String id = Fhir.create(patient("Target"));
            List<Answer> answers = Client.together(12, i -> i % 4 == 0 ? client.send("DELETE", "Patient/" + id, null)
                    : client.send("POST", "Observation", observation(id, "1", "2026-01-01", Integer.toString(i), "g")));
            Set<Integer> statuses = new HashSet<>(byStatus(answers).keySet());
            statuses.removeAll(Set.of(201, 204, 409, 422));
            assertEquals(Set.of(), statuses);
            boolean there = Fhir.get("Patient/" + id).statusCode() == 200;
            long created = answers.stream().filter(a -> a.status() == 201).count();
            // no patient: nobody refers to it; and when somebody does, it is there
            assertEquals(there, created > 0, "patient there: " + there + ", observations: " + created);
            assertEquals(created, there ? Fhir.matches("Observation?subject=Patient/" + id).size() : 0);
        }
    }

    @Test
    void labels_that_many_add_at_once_are_all_there() {
        String id = Fhir.create(patient("Labelled"));
        List<Answer> answers = Client.together(16, i -> client.send("POST", "Patient/" + id + "/$meta-add", json(
                "{'resourceType':'Parameters','parameter':[{'name':'meta','valueMeta':{'tag':[{'system':'urn:t','code':'c" + i + "'}]}}]}")));
        assertEquals(Map.of(200, 16L), byStatus(answers));
        JsonObject meta = Fhir.read("Patient/" + id).object("meta");
        assertEquals(16, meta.objects("tag").stream().map(t -> t.string("code")).distinct().count());
        assertEquals("17", meta.string("versionId"));
    }

    @Test
    void patches_of_different_elements_at_once_are_all_applied() {
        String id = Fhir.create(patient("Patched"));
        List<Answer> answers = Client.together(10, i -> client.send("PATCH", "Patient/" + id, json("{'resourceType':'Parameters','parameter':["
                + "{'name':'operation','part':[{'name':'type','valueCode':'add'},{'name':'path','valueString':'Patient'},{'name':'name',"
                + "'valueString':'telecom'},{'name':'value','valueContactPoint':{'system':'phone','value':'" + i + "'}}]}]}")));
        assertEquals(Map.of(200, 10L), byStatus(answers));
        assertEquals(10, Fhir.read("Patient/" + id).objects("telecom").stream().map(t -> t.string("value")).distinct().count());
    }
}
