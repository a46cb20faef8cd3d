package org.ketaminerecord.search;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ketaminerecord.fixture.Given.json;
import static org.ketaminerecord.fixture.Given.unique;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.store.Database;

/** What the index holds of contained resources follows what is written, and no more than that is touched. */
@QuarkusTest
class ContainedWriteTest {

    private static final List<String> TABLES = List.of("contained", "code_index", "token_index", "string_index", "date_index", "quantity_index",
            "reference_index", "composite_index", "compartment_index");

    @Inject
    Database database;

    @Inject
    DataSource source;

    private static JsonObject observation(String id, JsonObject... contained) {
        JsonObject o = json("{'resourceType':'Observation','status':'final','code':{'text':'x'},'subject':{'reference':'#p'}}").put("id", id);
        return o.put("contained", JsonArray.of(contained));
    }

    private static JsonObject inner(String family) {
        return Given.patient(family).put("id", "p");
    }

    private static List<String> chained(String family) {
        return Fhir.matches("Observation?patient.name=" + family);
    }

    /** The rows of the contained resources of a resource, in all tables. */
    private int rows(String type, String id) throws SQLException {
        int rows = 0;
        try (Connection connection = source.getConnection()) {
            for (String table : TABLES) {
                try (PreparedStatement statement = connection.prepareStatement("SELECT count(*) FROM " + table + " x JOIN resource r "
                        + "ON r.rid = (-x.rid) >> 20 JOIN resource_type t ON t.id = r.type WHERE x.rid < 0 AND t.name = ? AND r.id = ?")) {
                    statement.setString(1, type);
                    statement.setString(2, id);
                    try (ResultSet result = statement.executeQuery()) {
                        result.next();
                        rows += result.getInt(1);
                    }
                }
            }
        }
        return rows;
    }

    @Test
    void an_update_changes_adds_and_takes_away() throws SQLException {
        String id = unique();
        String one = unique();
        String two = unique();
        Fhir.put(observation(id, inner(one))).then().statusCode(201);
        assertEquals(List.of(id), chained(one));
        Fhir.put(observation(id, inner(two))).then().statusCode(200);
        assertEquals(List.of(), chained(one));
        assertEquals(List.of(id), chained(two));
        // the same contained resource at another place
        Fhir.put(observation(id, json("{'resourceType':'Device','id':'d'}"), inner(two))).then().statusCode(200);
        assertEquals(List.of(id), chained(two));
        assertEquals(List.of(id), Fhir.matches("Device?_contained=true&_id=d").stream().filter(id::equals).toList());
        JsonObject without = observation(id);
        without.remove("contained");
        without.put("subject", json("{'display':'nobody'}"));
        Fhir.put(without).then().statusCode(200);
        assertEquals(List.of(), chained(two));
        assertEquals(0, rows("Observation", id));
        Fhir.put(observation(id, inner(one))).then().statusCode(200);
        assertEquals(List.of(id), chained(one));
    }

    @Test
    void a_delete_takes_all_rows_and_a_resource_that_comes_back_has_them_again() throws SQLException {
        String id = unique();
        String family = unique();
        Fhir.put(observation(id, inner(family)));
        Fhir.request().delete("Observation/" + id).then().statusCode(204);
        assertEquals(List.of(), chained(family));
        assertEquals(List.of(), Fhir.matches("Patient?_contained=true&name=" + family));
        assertEquals(0, rows("Observation", id));
        Fhir.put(observation(id, inner(family))).then().statusCode(201);
        assertEquals(List.of(id), chained(family));
        assertEquals(List.of(id), Fhir.matches("Patient?_contained=true&name=" + family));
    }

    @Test
    void history_and_reading_know_nothing_of_it() {
        String id = unique();
        Fhir.put(observation(id, inner(unique())));
        Fhir.put(observation(id, inner(unique())));
        Fhir.get("Observation/" + id + "/_history").then().statusCode(200).body("total", equalTo(2));
        Fhir.get("Patient/p").then().statusCode(404);
        assertEquals(List.of(), Fhir.matches("Patient?_id=p"));
    }

    @Test
    void a_chart_has_the_container_once_and_nothing_else_of_it() {
        String patient = Fhir.create(Given.patient("Chart"));
        String organization = Fhir.create(json("{'resourceType':'Organization','name':'x'}"));
        String visit = Fhir.create(Given.encounter(patient, "2024-01-01", "2024-01-02").put("contained", JsonArray.of(
                Given.observation(patient, "1-8", "2024-01-01", "1", "kg").put("id", "o"),
                json("{'resourceType':'Organization','id':'g','name':'y','partOf':{'reference':'Organization/" + organization + "'}}")))
                .put("serviceProvider", Given.reference("#g")));
        Fhir.get("Patient/" + patient + "/$everything").then().statusCode(200)
                .body("entry.resource.id", containsInAnyOrder(patient, visit, organization));
        Fhir.get("Observation?patient=" + patient).then().body("total", equalTo(0));
        Fhir.get("Observation?patient=" + patient + "&code=1-8&_summary=count").then().body("total", equalTo(0));
        Fhir.get("Observation/$lastn?patient=" + patient + "&code=1-8").then().body("total", equalTo(0));
        assertEquals(List.of(visit), Fhir.matches("Observation?_contained=true&patient=" + patient + "&code=1-8"));
        assertEquals(List.of(visit), Fhir.matches("Encounter?service-provider.partof=" + organization));
        // an include or revinclude meets the container, not what it contains
        Fhir.get("Organization?_id=" + organization + "&_revinclude=Organization:partof").then().body("entry.resource.id", equalTo(List.of(organization)));
    }

    @Test
    void a_contained_patient_is_nobodys_compartment_and_a_real_one_beside_it_still_is() throws SQLException {
        String patient = Fhir.create(Given.patient("Beside"));
        String id = Fhir.create(json("{'resourceType':'Appointment','status':'booked','participant':["
                + "{'actor':{'reference':'#p'},'status':'accepted'},{'actor':{'reference':'Patient/" + patient + "'},'status':'accepted'}]}")
                .put("contained", JsonArray.of(inner(unique()))));
        Fhir.get("Patient/" + patient + "/$everything").then().body("entry.resource.id", containsInAnyOrder(patient, id));
        try (Connection connection = source.getConnection(); ResultSet rows = connection.createStatement().executeQuery(
                "SELECT count(*) FROM compartment_index WHERE rid < 0 OR patient < 0 AND patient > -(1::bigint << 50)")) {
            rows.next();
            assertEquals(0, rows.getInt(1));
        }
    }

    @Test
    void referential_integrity_is_that_of_the_container() {
        String organization = Fhir.create(json("{'resourceType':'Organization','name':'x'}"));
        String id = Fhir.create(json("{'resourceType':'MedicationRequest','status':'active','intent':'order','subject':{'display':'x'},"
                + "'medicationReference':{'reference':'#m'}}").put("contained", JsonArray.of(json("{'resourceType':'Medication','id':'m'}")
                .put("manufacturer", Given.reference("Organization/" + organization)))));
        Fhir.request().delete("Organization/" + organization).then().statusCode(409)
                .body("issue[0].diagnostics", equalTo("Organization/" + organization + " is still referred to by MedicationRequest/" + id
                        + ". Delete or change those first, or delete all in one transaction."));
        Fhir.request().delete("MedicationRequest/" + id).then().statusCode(204);
        Fhir.request().delete("Organization/" + organization).then().statusCode(204);
    }

    @Test
    void contained_resources_cost_no_statement_more() {
        String plain = unique();
        String containing = unique();
        Fhir.put(observation(unique(), inner(unique())));
        JsonObject without = json("{'resourceType':'Observation','status':'final','code':{'text':'x'}}").put("id", plain);
        for (int round = 0; round < 3; round++) {
            long before = database.statements();
            Fhir.put(without.copy().put("valueString", "v" + round));
            long between = database.statements();
            Fhir.put(observation(containing, inner(unique()), json("{'resourceType':'Device','id':'d'}")));
            long after = database.statements();
            if (round > 0) {        // the first may ask for a block of numbers
                assertEquals(between - before, after - between);
            }
        }
    }

    @Test
    void labels_of_contained_resources_hide_none_of_others() {
        String tag = unique();
        JsonObject meta = json("{'tag':[{'system':'urn:t','code':'" + tag + "'}]}");
        Fhir.create(Given.patient("Tagged").put("meta", meta));
        Fhir.put(observation(unique(), inner(unique()).put("meta", meta)));
        assertEquals(true, Fhir.read("Patient/$meta").toString().contains(tag));
    }
}
