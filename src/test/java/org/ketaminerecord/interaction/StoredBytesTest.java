package org.ketaminerecord.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.fixture.Fhir.get;
import static org.ketaminerecord.fixture.Fhir.request;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;

/** What is read is what was sent, byte for byte, but for white space and the server's part of meta. */
@QuarkusTest
class StoredBytesTest {

    private static String text(String path) {
        return new String(get(path).then().statusCode(200).extract().asByteArray(), StandardCharsets.UTF_8);
    }

    /** The members behind id and meta, as they are stored. */
    private static String content(String body) {
        return body.substring(body.indexOf("\"},") + 3);
    }

    private static String stored(String type, String json) {
        String id = request().body(json.getBytes(StandardCharsets.UTF_8)).post(type).then().statusCode(201).extract().path("id");
        return type + "/" + id;
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1", "1.00", "1.50e1", "1.5E+1", "-0.0", "0.000001", "1e-7", "100000000000000000000.5", "3.141592653589793238"})
    void decimals_keep_their_digits(String decimal) {
        String json = "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"d\"},\"valueQuantity\":{\"value\":" + decimal
                + ",\"unit\":\"mg\"}}";
        String path = stored("Observation", json);
        assertTrue(text(path).endsWith("\"valueQuantity\":{\"value\":" + decimal + ",\"unit\":\"mg\"}}"), text(path));
        assertTrue(text("Observation?_id=" + path.substring(12)).contains("\"value\":" + decimal + ","));
        assertTrue(text(path + "/_history").contains("\"value\":" + decimal + ","));
        // XML writes the digits too, and reading that XML gives them back
        byte[] xml = request().accept(Fhir.XML).get(path).asByteArray();
        assertTrue(new String(xml, StandardCharsets.UTF_8).contains("<value value=\"" + decimal + "\"/>"));
        request().contentType(Fhir.XML).body(xml).put(path).then().statusCode(200).header("ETag", "W/\"1\"");
    }

    @Test
    void members_keep_their_order_and_white_space_goes() {
        String path = stored("Patient", "{ \"birthDate\" : \"1980-01-02\",\n\t\"resourceType\":\"Patient\",\r\n \"name\":[ {\"given\":[\"A  B\"], "
                + "\"family\":\"C\"} ], \"active\": true }");
        String body = text(path);
        assertTrue(body.startsWith("{\"birthDate\":\"1980-01-02\",\"resourceType\":\"Patient\",\"id\":\"" + path.substring(8)
                + "\",\"meta\":{\"versionId\":\"1\",\"lastUpdated\":\""), body);
        assertTrue(body.endsWith("\"},\"name\":[{\"given\":[\"A  B\"],\"family\":\"C\"}],\"active\":true}"), body);
    }

    @Test
    void meta_is_what_was_sent_behind_version_and_time() {
        String path = stored("Patient", "{\"resourceType\":\"Patient\",\"meta\":{\"source\":\"urn:x\",\"tag\":[{\"code\":\"t\"}],"
                + "\"extension\":[{\"url\":\"http://example.org/e\",\"valueString\":\"v\"}],\"versionId\":\"9\"},\"active\":true}");
        String body = text(path);
        assertTrue(body.matches("\\{\"resourceType\":\"Patient\",\"id\":\"[^\"]+\",\"meta\":\\{\"versionId\":\"1\",\"lastUpdated\":\"[^\"]+\",\"source\":"
                + "\"urn:x\",\"tag\":\\[\\{\"code\":\"t\"}],\"extension\":\\[\\{\"url\":\"http://example.org/e\",\"valueString\":\"v\"}]},\"active\":true}"),
                body);
    }

    @Test
    void contained_resources_stay_under_their_ids_also_when_nothing_refers_to_them() {
        String rest = "\"contained\":[{\"resourceType\":\"Organization\",\"id\":\"zz-9\",\"name\":\"Nobody asks\"},{\"resourceType\":\"Practitioner\","
                + "\"id\":\"p.1\"}],\"generalPractitioner\":[{\"reference\":\"#p.1\"}]}";
        assertEquals(rest, content(text(stored("Patient", "{\"resourceType\":\"Patient\"," + rest))));
    }

    @Test
    void every_character_comes_back() {
        String rest = "\"name\":[{\"text\":\"ÆØÅ ß ñ 漢字 ‏עברית‎ 🧠👩‍⚕️ \\\"quoted\\\" back\\\\slash / tab\\t line\\nend\"}]}";
        String path = stored("Patient", "{\"resourceType\":\"Patient\"," + rest);
        assertEquals(rest, content(text(path)));
        String id = path.substring(8);
        assertEquals(id, Fhir.matches("Patient?_id=" + id).getFirst());
    }

    @Test
    void an_escaped_character_is_the_character() {
        String path = stored("Patient", "{\"resourceType\":\"Patient\",\"name\":[{\"text\":\"\\u00e5\\ud83e\\udde0\\/\"}]}");
        get(path).then().body("name[0].text", org.hamcrest.Matchers.equalTo("å🧠/"));
    }

    @Test
    void extensions_of_primitives_keep_their_place_and_their_nulls() {
        String rest = "\"name\":[{\"given\":[null,\"B\"],\"_given\":[{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/"
                + "data-absent-reason\",\"valueCode\":\"masked\"}]},null]}],\"_birthDate\":{\"id\":\"b1\"},\"birthDate\":\"1980\"}";
        assertEquals(rest, content(text(stored("Patient", "{\"resourceType\":\"Patient\"," + rest))));
    }

    @Test
    void what_a_write_answers_with_is_what_is_read_later_and_in_every_bundle() {
        String answer = new String(request().body(Given.patient("Same").toString()).post("Patient").asByteArray(), StandardCharsets.UTF_8);
        String id = answer.replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        String path = "Patient/" + id;
        assertEquals(answer, text(path));
        assertEquals(answer, text(path + "/_history/1"));
        assertTrue(text("Patient?_id=" + id).contains("\"resource\":" + answer));
        assertTrue(text(path + "/_history").contains("\"resource\":" + answer));
        assertTrue(text(path + "/$everything").contains("\"resource\":" + answer));
    }

    @Test
    void a_large_resource_comes_back_whole() {
        StringBuilder data = new StringBuilder();
        for (int i = 0; data.length() < 3_000_000; i++) {
            data.append("QUJD").append(i % 7 == 0 ? "eHl6" : "MTIz");
        }
        String rest = "\"contentType\":\"application/pdf\",\"data\":\"" + data + "\"}";
        assertEquals(rest, content(text(stored("Binary", "{\"resourceType\":\"Binary\"," + rest))));
    }
}
