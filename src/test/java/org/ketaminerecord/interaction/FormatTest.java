package org.ketaminerecord.interaction;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.fixture.Fhir.JSON;
import static org.ketaminerecord.fixture.Fhir.XML;
import static org.ketaminerecord.fixture.Fhir.get;
import static org.ketaminerecord.fixture.Fhir.read;
import static org.ketaminerecord.fixture.Fhir.refused;
import static org.ketaminerecord.fixture.Fhir.request;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;

/** JSON and XML both ways, negotiation, compression (R4 http.html#mime-type, #parameters). */
@QuarkusTest
class FormatTest {

    private static final String XML_PATIENT = "<Patient xmlns=\"http://hl7.org/fhir\"><name><family value=\"Ångström &amp; Töchter\"/></name>"
            + "<gender value=\"male\"/></Patient>";

    @TestHTTPResource("/fhir/")
    URI base;
    private String path;

    @BeforeEach
    void a_patient() {
        path = "Patient/" + Fhir.create(Given.patient("Format"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "application/fhir+json                                        ; json",
        "application/fhir+xml                                         ; xml",
        "application/json                                             ; json",
        "application/xml                                              ; xml",
        "text/xml                                                     ; xml",
        "text/json                                                    ; json",
        "*/*                                                          ; json",
        "application/*                                                ; json",
        "text/html,application/xhtml+xml,application/xml|q=0.9,*/*|q=0.8 ; json",
        "application/fhir+xml|q=0.9, application/fhir+json|q=0.8      ; xml",
        "application/fhir+json|q=0.8, application/fhir+xml|q=0.9      ; xml",
        "application/fhir+json|q=0.9, application/fhir+xml|q=0.8      ; json",
        "application/fhir+xml, application/fhir+json                  ; xml",
        "application/fhir+json, application/fhir+xml                  ; json",
        "application/fhir+json|q=0, */*                               ; xml",
        "application/fhir+json|q=0.1, */*                             ; xml",
        "*/*|q=0.1, application/fhir+xml                              ; xml",
        "image/png, application/fhir+xml|q=0.2                        ; xml",
        "application/fhir+xml|fhirVersion=4.0                         ; xml",
        "application/fhir+xml|fhirVersion=3.0, application/fhir+json|fhirVersion=4.0|q=0.3 ; json",
        "APPLICATION/FHIR+XML                                         ; xml"})
    void accept_chooses_the_format(String accept, String format) {
        given().basePath("/fhir").header("Accept", accept.replace('|', ';')).get(path).then().statusCode(200)
                .header("Content-Type", "application/fhir+" + format + ";charset=utf-8");
    }

    @Test
    void several_accept_headers_are_one() {
        given().basePath("/fhir").header("Accept", "image/png", "application/fhir+xml").get(path).then().statusCode(200)
                .header("Content-Type", XML + ";charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "text/turtle", "application/fhir+turtle", "application/fhir+json;q=0", "application/fhir+json;fhirVersion=5.0",
        "application/pdf, text/csv;q=0.5"})
    void what_cannot_be_answered_with_is_406_with_an_outcome(String accept) {
        assertTrue(refused(given().basePath("/fhir").header("Accept", accept).get(path), 406, "not-acceptable").contains("application/fhir+xml"));
    }

    @ParameterizedTest
    @CsvSource({"json,json", "xml,xml", "application/fhir+json,json", "application/fhir+xml,xml", "application/fhir%2Bxml,xml", "text/xml,xml",
        "application/xml,xml", "application/json,json", "text/json,json"})
    void format_wins_over_accept(String format, String answered) {
        request().accept(answered.equals("json") ? XML : JSON).get(path + "?_format=" + format).then().statusCode(200)
                .header("Content-Type", "application/fhir+" + answered + ";charset=utf-8");
    }

    @Test
    void an_unknown_format_is_406() {
        refused(get(path + "?_format=ttl"), 406, "not-acceptable");
    }

    @Test
    void a_resource_may_be_sent_as_xml_and_read_as_json() {
        Response created = request().contentType(XML).body(XML_PATIENT.getBytes(StandardCharsets.UTF_8)).post("Patient");
        created.then().statusCode(201).header("Content-Type", JSON + ";charset=utf-8").body("name[0].family", equalTo("Ångström & Töchter"));
        String at = "Patient/" + created.path("id");
        String xml = new String(request().accept(XML).get(at).asByteArray(), StandardCharsets.UTF_8);
        assertTrue(xml.contains("<family value=\"Ångström &amp; Töchter\"/>"), xml);
        // what was read as XML goes back as XML and is no change
        request().contentType(XML).accept(XML).body(xml.getBytes(StandardCharsets.UTF_8)).put(at).then().statusCode(200).header("ETag", "W/\"1\"")
                .header("Content-Type", XML + ";charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "text/xml", "application/fhir+xml; charset=UTF-8", "application/fhir+xml;fhirVersion=4.0"})
    void xml_has_several_names(String type) {
        request().header("Content-Type", type).body(XML_PATIENT.getBytes(StandardCharsets.UTF_8)).post("Patient").then().statusCode(201);
    }

    @Test
    void bundles_and_outcomes_come_as_xml_too() {
        request().accept(XML).get("Patient?_id=" + path.substring(8)).then().statusCode(200).header("Content-Type", XML + ";charset=utf-8")
                .body("Bundle.total.@value", equalTo("1")).body("Bundle.entry.resource.Patient.name.family.@value", equalTo("Format"));
        request().accept(XML).get(path + "/_history").then().statusCode(200).body("Bundle.type.@value", equalTo("history"));
        request().accept(XML).get("Patient/none-such").then().statusCode(404).header("Content-Type", XML + ";charset=utf-8")
                .body("OperationOutcome.issue.code.@value", equalTo("not-found"));
        request().contentType(XML).accept(XML).body("<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"batch\"/><entry><request>"
                + "<method value=\"GET\"/><url value=\"" + path + "\"/></request></entry></Bundle>").post().then().statusCode(200)
                .body("Bundle.type.@value", equalTo("batch-response")).body("Bundle.entry.resource.Patient.id.@value", equalTo(path.substring(8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/pdf", "application/json-patch+json", "multipart/form-data", "application/fhir+json;fhirVersion=5.0"})
    void a_body_of_another_type_is_415_with_an_outcome(String type) {
        byte[] body = Given.patient("x").toString().getBytes(StandardCharsets.UTF_8);
        RequestSpecification typed = request().config(RestAssuredConfig.config().encoderConfig(EncoderConfig.encoderConfig()
                .encodeContentTypeAs(type, ContentType.BINARY).appendDefaultContentCharsetToContentTypeIfUndefined(false))).contentType(type);
        assertTrue(refused(typed.body(body).post("Patient"), 415, "unsupported-media-type").contains("application/fhir+json"));
        refused(typed.body(body).put(path), 415, "unsupported-media-type");
    }

    @Test
    void json_that_is_called_xml_is_malformed_and_the_reverse() {
        refused(request().contentType(XML).body(Given.patient("x").toString()).post("Patient"), 400, "malformed");
        refused(request().contentType(JSON).body(XML_PATIENT.getBytes(StandardCharsets.UTF_8)).post("Patient"), 400, "malformed");
    }

    @Test
    void pretty_is_for_reading_and_changes_nothing_but_space() {
        Response pretty = get(path + "?_pretty=true");
        assertTrue(pretty.asString().lines().count() > 5, pretty.asString());
        assertEquals(read(path), Fhir.body(pretty));
        assertEquals(1, get(path + "?_pretty=false").asString().lines().count());
        assertTrue(request().accept(XML).get(path + "?_pretty=true").asString().lines().count() > 5);
    }

    // ---- compression -----------------------------------------------------------------------------------

    @Test
    void an_answer_is_compressed_for_those_who_ask() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest plain = HttpRequest.newBuilder(base.resolve(path)).header("Accept", JSON).build();
        HttpRequest zipped = HttpRequest.newBuilder(base.resolve(path)).header("Accept", JSON).header("Accept-Encoding", "gzip").build();
        HttpResponse<byte[]> one = client.send(plain, HttpResponse.BodyHandlers.ofByteArray());
        HttpResponse<byte[]> other = client.send(zipped, HttpResponse.BodyHandlers.ofByteArray());
        assertTrue(one.headers().firstValue("Content-Encoding").isEmpty());
        assertEquals("gzip", other.headers().firstValue("Content-Encoding").orElseThrow());
        assertArrayEquals(one.body(), new GZIPInputStream(new ByteArrayInputStream(other.body())).readAllBytes());
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void a_compressed_body_is_understood(HttpClient.Version version) throws Exception {
        HttpRequest create = HttpRequest.newBuilder(base.resolve("Patient")).header("Content-Type", JSON).header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(zipped(Given.patient("Zipped").toString()))).build();
        HttpClient client = HttpClient.newBuilder().version(version).build();
        HttpResponse<String> answer = client.send(create, HttpResponse.BodyHandlers.ofString());
        assertEquals(201, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("Zipped"));
        assertEquals(201, client.send(create, HttpResponse.BodyHandlers.ofString()).statusCode());
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    @Test
    void a_path_that_is_no_interaction_is_answered_with_an_outcome() {
        get("Patient/1/2/3/4").then().statusCode(404).header("Content-Type", startsWith(JSON)).body("issue[0].diagnostics", containsString("metadata"));
    }
}
