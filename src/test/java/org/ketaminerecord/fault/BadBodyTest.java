package org.ketaminerecord.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.fixture.Given.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.json.JsonObject;

/**
 * Bodies that are refused: each with an OperationOutcome that names the element and says what to send, in the caller's
 * format, and with nothing stored.
 */
@QuarkusTest
class BadBodyTest {

    /** In a body it stands for a family name that nobody else has. */
    private static final String MARK = "$MARK";

    /** A body that is refused; where is the expression of the first issue, or null when it is about no element. */
    record Bad(String name, int status, String where, String says, byte[] body) {

        static Bad patient(String members, int status, String where, String says) {
            String name = members.substring(0, Math.min(members.length(), 60));
            return new Bad(name, status, where, says, ("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"" + MARK + "\"}]," + members + "}")
                    .getBytes(UTF_8));
        }

        static Bad text(String body, int status, String where, String says) {
            return new Bad(body.substring(0, Math.min(body.length(), 60)), status, where, says, body.getBytes(UTF_8));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Bad> json() {
        String nested = "\"extension\":" + "[{\"url\":\"http://x.test\",\"extension\":".repeat(3000) + "[]" + "}]".repeat(3000);
        return Stream.of(
                Bad.text("{\"resourceType\":\"Patient\"", 400, null, "well-formed"),
                Bad.text("{\"resourceType\":\"Patient\"} {}", 400, null, "after the end"),
                Bad.text("{'resourceType':'Patient'}", 400, null, "well-formed"),
                Bad.text("", 400, null, "empty"), Bad.text(" \n", 400, null, "empty"),
                Bad.text("[]", 400, null, "object"), Bad.text("7", 400, null, "object"), Bad.text("null", 400, null, "object"),
                Bad.text("{}", 400, "Resource", "resourceType"), Bad.text("{\"resourceType\":7}", 400, "Resource", "string"),
                Bad.text("{\"resourceType\":\"Patiens\"}", 400, "Resource", "Patient"),
                Bad.text("{\"resourceType\":\"Observation\"}", 400, "Observation", "Patient"),
                Bad.patient("\"famly\":1", 400, "Patient.famly", "not an element"),
                Bad.patient("\"\":1", 400, "Patient", "not an element"),
                Bad.patient("\"contact\":[{\"\":1}]", 400, "Patient.contact[0]", "not an element"),
                Bad.patient("\"a\\u0000b\":1", 400, "Patient", "not an element"),
                Bad.patient("\"a\\ud800\":1", 400, null, "surrogate"),
                Bad.patient("\"" + "x".repeat(100_000) + "\":1", 400, null, "name"),
                Bad.patient("\"active\":\"yes\"", 400, "Patient.active", "true or false"),
                Bad.patient("\"active\":true,\"active\":false", 400, null, "twice"),
                Bad.patient("\"gender\":\"f\"", 422, "Patient.gender", "female"),
                Bad.patient("\"birthDate\":\"1980-02-30\"", 422, "Patient.birthDate", "date"),
                Bad.patient("\"birthDate\":\"0000\"", 422, "Patient.birthDate", "date"),
                Bad.patient("\"birthDate\":\"9999-99-99\"", 422, "Patient.birthDate", "date"),
                Bad.patient("\"birthDate\":19800102", 400, "Patient.birthDate", "string"),
                Bad.patient("\"deceasedDateTime\":\"2026-01-01T25:00:00Z\"", 422, "Patient.deceased.ofType(dateTime)", "date"),
                Bad.patient("\"birthDate\":[\"1980\"]", 400, "Patient.birthDate", "does not repeat"),
                Bad.patient("\"contact\":{}", 400, "Patient.contact", "array"),
                Bad.patient("\"contact\":[]", 422, "Patient.contact", "empty"),
                Bad.patient("\"contact\":[null]", 400, "Patient.contact[0]", "null"),
                Bad.patient("\"contact\":[" + "{},".repeat(100_000) + "{}]", 422, "Patient.contact[0]", "empty"),
                Bad.patient("\"communication\":[{\"preferred\":true}]", 422, "Patient.communication[0].language", "Send it"),
                Bad.patient("\"deceasedBoolean\":true,\"deceasedDateTime\":\"2020\"", 422, "Patient.deceased", "one"),
                Bad.patient("\"multipleBirthInteger\":1.5", 422, "Patient.multipleBirth.ofType(integer)", "whole number"),
                Bad.patient("\"multipleBirthInteger\":99999999999", 422, "Patient.multipleBirth.ofType(integer)", "2147483647"),
                Bad.patient("\"multipleBirthInteger\":" + "9".repeat(1000), 400, null, "digits"),
                Bad.patient("\"multipleBirthInteger\":NaN", 400, null, "NaN"),
                Bad.patient("\"extension\":[{\"url\":\"http://x.test\",\"valueDecimal\":1e999999999}]", 422,
                        "Patient.extension[0].value.ofType(decimal)", "exponent"),
                Bad.patient("\"extension\":[{\"url\":\"http://x.test\",\"valueDecimal\":-1e5000}]", 422,
                        "Patient.extension[0].value.ofType(decimal)", "exponent"),
                Bad.patient("\"maritalStatus\":{\"text\":\"a\\u0000b\"}", 400, null, "NUL"),
                Bad.patient("\"maritalStatus\":{\"text\":\"a\0b\"}", 400, null, "NUL"),
                Bad.patient("\"maritalStatus\":{\"text\":\"a\\u0001b\"}", 422, "Patient.maritalStatus.text", "control"),
                Bad.patient("\"maritalStatus\":{\"text\":\"a\\ud800b\"}", 422, "Patient.maritalStatus.text", "text"),
                Bad.patient("\"maritalStatus\":{\"text\":\"" + "x".repeat(1_100_000) + "\"}", 422, "Patient.maritalStatus.text", "1048576"),
                new Bad("invalid UTF-8", 400, null, "UTF-8", "{\"resourceType\":\"Patient\",\"language\":\"\u00c3(\"}".getBytes(ISO_8859_1)),
                new Bad("overlong UTF-8", 400, null, "UTF-8", "{\"resourceType\":\"Patient\",\"language\":\"\u00c0\u00af\"}".getBytes(ISO_8859_1)),
                new Bad("a surrogate in UTF-8", 400, null, "UTF-8",
                        "{\"resourceType\":\"Patient\",\"language\":\"\u00ed\u00a0\u0080\"}".getBytes(ISO_8859_1)),
                new Bad("UTF-16", 400, null, "UTF-8", "{\"resourceType\":\"Patient\"}".getBytes(UTF_16)),
                Bad.patient(nested, 400, null, "levels"),
                Bad.text("[".repeat(3000), 400, null, "levels"), Bad.text("{\"a\":".repeat(3000), 400, null, "levels"),
                Bad.patient("\"id\":\"a b\"", 422, "Patient.id", "characters"), Bad.patient("\"id\":7", 400, "Patient.id", "string"),
                Bad.patient("\"meta\":[]", 400, "Patient.meta", "object"),
                Bad.patient("\"contained\":[\"x\"]", 400, "Patient.contained[0]", "resource"),
                Bad.patient("\"contained\":[{\"resourceType\":\"Nope\"}]", 400, "Patient.contained[0]", "resource type"),
                Bad.patient("\"managingOrganization\":{\"reference\":\"Organization/none\"}", 422, "Patient.managingOrganization", "Send"),
                Bad.patient("\"managingOrganization\":{\"reference\":\"Patient/1\"}", 422, "Patient.managingOrganization.reference", "Organization"),
                Bad.patient("\"managingOrganization\":{\"reference\":\"#none\"}", 422, "Patient.managingOrganization.reference", "contained"),
                Bad.patient("\"text\":{\"status\":\"generated\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\"><script>1</script></div>\"}",
                        422, "Patient.text.div", "script"));
    }

    static Stream<Bad> xml() {
        return Stream.of(
                Bad.text("<Patient", 400, null, "well-formed"), Bad.text(" ", 400, null, "empty"),
                Bad.text("{\"resourceType\":\"Patient\"}", 400, null, "well-formed"),
                Bad.text("<Patient><active value=\"true\"/></Patient>", 400, "Patient", "namespace"),
                Bad.text("<Nope xmlns=\"http://hl7.org/fhir\"/>", 400, "Nope", "resource type"),
                xml("<famly value=\"x\"/>", 400, "Patient.famly", "not an element"),
                xml("<active/>", 400, "Patient.active", "value"), xml("<active value=\"yes\"/>", 400, "Patient.active", "true or false"),
                xml("<active v=\"true\"/>", 400, "Patient.active", "value"), xml("hello", 400, "Patient", "text"),
                xml("<active value=\"true\"/><active value=\"true\"/>", 400, "Patient.active", "once"),
                xml("<birthDate value=\"1980-02-30\"/>", 422, "Patient.birthDate", "date"),
                xml("<gender value=\"f\"/>", 422, "Patient.gender", "female"),
                xml("<extension url=\"http://x.test\"><valueDecimal value=\"1e999999999\"/></extension>", 422,
                        "Patient.extension[0].value.ofType(decimal)", "exponent"),
                xml("<extension url=\"http://x.test\">".repeat(3000) + "</extension>".repeat(3000), 400, null, "levels"),
                xml("<text><status value=\"generated\"/><div xmlns=\"http://www.w3.org/1999/xhtml\">" + "<b>".repeat(3000) + "x" + "</b>".repeat(3000)
                        + "</div></text>", 400, null, "levels"),
                Bad.text("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Patient xmlns=\"http://hl7.org/fhir\"><language value=\"&e;\"/></Patient>",
                        400, null, "DOCTYPE"),
                Bad.text("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><Patient xmlns=\"http://hl7.org/fhir\"/>", 400, null, "DOCTYPE"),
                xml("<language value=\"&foo;\"/>", 400, null, "entity"), xml("<language value=\"a\0b\"/>", 400, null, "U+0000"),
                xml("<language value=\"&#0;\"/>", 400, null, "null"), xml("<language value=\"&#xD800;\"/>", 400, null, "character"),
                new Bad("invalid UTF-8 in XML", 400, null, "UTF-8",
                        "<Patient xmlns=\"http://hl7.org/fhir\"><language value=\"\u00ff\"/></Patient>".getBytes(ISO_8859_1)),
                Bad.text("<?xml version=\"1.0\" encoding=\"UTF-16\"?><Patient xmlns=\"http://hl7.org/fhir\"/>", 400, null, "UTF-8"));
    }

    private static Bad xml(String content, int status, String where, String says) {
        String name = content.substring(0, Math.min(content.length(), 60));
        return new Bad(name, status, where, says, ("<Patient xmlns=\"http://hl7.org/fhir\"><name><family value=\"" + MARK + "\"/></name>"
                + content + "</Patient>").getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("json")
    void bad_json_is_refused(Bad bad) {
        refused(bad, Fhir.JSON);
    }

    @ParameterizedTest
    @MethodSource("xml")
    void bad_xml_is_refused(Bad bad) {
        refused(bad, Fhir.XML);
    }

    private static void refused(Bad bad, String type) {
        String family = unique();
        byte[] body = replaced(bad.body(), MARK, family);
        Response response = Fhir.request().contentType(type).body(body).post("Patient");
        assertEquals(bad.status(), response.statusCode(), response.asString());
        JsonObject issue = outcome(response);
        assertTrue(issue.string("diagnostics").contains(bad.says()), issue.string("diagnostics"));
        assertEquals(bad.where() == null ? null : List.of(bad.where()), issue.array("expression") == null ? null
                : issue.array("expression").stream().map(v -> ((org.ketaminerecord.json.JsonString) v).value()).toList());
        // the same in XML, which has characters that it cannot carry
        Fhir.request().contentType(type).accept(Fhir.XML).body(body).post("Patient").then().statusCode(bad.status())
                .body("OperationOutcome.issue[0].severity.@value", org.hamcrest.Matchers.equalTo("error"));
        assertEquals(List.of(), Fhir.matches("Patient?family=" + family));
    }

    /** The first issue of an outcome, after a look for what no caller should see. */
    private static JsonObject outcome(Response response) {
        JsonObject outcome = Fhir.body(response);
        assertEquals("OperationOutcome", outcome.string("resourceType"));
        String text = response.asString();
        assertFalse(text.contains("Exception") || text.contains("\tat ") || text.contains("org.ketaminerecord"), text);
        JsonObject issue = outcome.objects("issue").getFirst();
        assertTrue(issue.string("diagnostics").length() < 1000, "a refusal is short");
        return issue;
    }

    private static byte[] replaced(byte[] body, String mark, String by) {
        return new String(body, ISO_8859_1).replace(mark, by).getBytes(ISO_8859_1);
    }

    /** Valid, if strange: it is stored and comes back as it was, and its indexes hold. */
    @Test
    void long_and_extreme_values_are_kept() {
        String family = unique();
        String longText = "é😀x".repeat(30_000);
        String body = """
                {"resourceType":"Patient","extension":[{"url":"http://x.test","valueDecimal":1e999},{"url":"http://x.test","valueDecimal":-1.0e-999}],
                "identifier":[{"system":"urn:x:%s","value":"%s"}],"name":[{"family":"%s","text":"%s"}],"birthDate":"9999-12-31",
                "deceasedDateTime":"0001-01-01T00:00:00+14:00"}""".formatted("s".repeat(100_000), "i".repeat(100_000), family, longText);
        Response created = Fhir.request().body(body.getBytes(UTF_8)).post("Patient");
        assertEquals(201, created.statusCode(), created.asString());
        JsonObject read = Fhir.read("Patient/" + Fhir.body(created).string("id"));
        assertEquals(longText, read.objects("name").getFirst().string("text"));
        assertTrue(read.toString().contains("1e999") && read.toString().contains("-1.0e-999"));
        assertEquals(List.of(), Fhir.matches("Patient?family=" + family + "&identifier=" + "i".repeat(50_000)));
        assertEquals(1, Fhir.matches("Patient?family=" + family + "&birthdate=9999-12-31").size());
        assertEquals(1, Fhir.matches("Patient?family=" + family + "&death-date=lt0002").size());
        Fhir.put(read.put("active", true)).then().statusCode(200);
        Fhir.request().delete("Patient/" + read.string("id")).then().statusCode(204);
    }

    @Test
    void quantities_with_extreme_exponents_are_indexed() {
        String code = unique();
        String body = """
                {"resourceType":"Observation","status":"final","code":{"coding":[{"system":"urn:x","code":"%s"}]},
                "valueQuantity":{"value":%s,"unit":"g","system":"http://unitsofmeasure.org","code":"%s"}}""";
        for (String[] value : new String[][] {{"1e999", "kg"}, {"-1e999", "[degF]"}, {"1e-999", "g"}, {"0.0e999", "m"}, {"1e308", "Ym"}}) {
            Fhir.request().body(body.formatted(code, value[0], value[1])).post("Observation").then().statusCode(201);
        }
        assertEquals(5, Fhir.matches("Observation?code=" + code).size());
        assertEquals(5, Fhir.matches("Observation?code=" + code + "&_sort=value-quantity").size());
        assertEquals(2, Fhir.matches("Observation?code=" + code + "&value-quantity=gt1e200").size());
    }

    @Test
    void a_body_over_the_limit_is_refused_whether_its_length_is_declared_or_not() throws IOException {
        byte[] large = new byte[33 * 1024 * 1024];
        Arrays.fill(large, (byte) ' ');
        assertEquals("too-long", outcome(Fhir.request().body(large).post("Patient").then().statusCode(413).extract().response()).string("code"));
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            for (int i = 0; i < 8; i++) {
                zip.write(large);
            }
        }
        assertEquals("too-long", outcome(Fhir.request().header("Content-Encoding", "gzip").body(zipped.toByteArray()).post("Patient").then()
                .statusCode(413).extract().response()).string("code"));
    }

    @Test
    void a_resource_as_deep_as_is_taken_can_be_read_and_found_in_every_form() {
        String family = unique();
        int levels = 146;
        String body = "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"" + family + "\"}],\"extension\":"
                + "[{\"url\":\"http://x.test\",\"extension\":".repeat(levels) + "[{\"url\":\"http://x.test\",\"valueString\":\"x\"}]" + "}]".repeat(levels) + "}";
        String id = Fhir.request().body(body).post("Patient").then().statusCode(201).extract().path("id");
        for (String path : List.of("Patient/" + id, "Patient?family=" + family, "Patient/" + id + "/_history", "Patient/" + id + "/$everything")) {
            Fhir.request().get(path + (path.contains("?") ? "&" : "?") + "_pretty=true").then().statusCode(200);
            Fhir.request().accept(Fhir.XML).get(path).then().statusCode(200);
        }
        Fhir.put(Fhir.read("Patient/" + id).put("active", true)).then().statusCode(200);
        Fhir.process(org.ketaminerecord.fixture.Given.bundle("batch", org.ketaminerecord.fixture.Given.entry("GET", "Patient?family=" + family)))
                .then().statusCode(200);
    }
}
