package org.ketaminerecord.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;

/** Requests that are wrong before their body: sent byte by byte, since no proper client sends them. */
@QuarkusTest
class BadRequestTest {

    private record Raw(int status, String head, byte[] body) {

        String header(String name) {
            return head.lines().filter(l -> l.regionMatches(true, 0, name + ":", 0, name.length() + 1)).map(l -> l.substring(name.length() + 1).strip())
                    .findFirst().orElse(null);
        }

        JsonObject issue() {
            JsonObject outcome = JsonReader.object(body);
            assertEquals("OperationOutcome", outcome.string("resourceType"));
            return outcome.objects("issue").getFirst();
        }
    }

    private static Raw send(String method, String path, String... headers) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            String extra = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            out.write((method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n" + extra + "\r\n")
                    .getBytes(ISO_8859_1));
            out.flush();
            byte[] all = socket.getInputStream().readAllBytes();
            String text = new String(all, ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            return new Raw(Integer.parseInt(text.substring(9, 12)), text.substring(0, end), Arrays.copyOfRange(all, end + 4, all.length));
        }
    }

    /** RFC 9110 15.5.6: a 405 says in Allow what there is. */
    @ParameterizedTest
    @CsvSource(delimiter = '!', value = {
        "DELETE ! /fhir ! GET HEAD POST",
        "PATCH ! /fhir/ ! GET HEAD POST",
        "PUT ! /fhir/Patient/1/* ! GET HEAD",
        "PUT ! /fhir/Patient/1/Observation ! GET HEAD",
        "PUT ! /fhir/Patient/1/Observation/_search ! POST",
        "POST ! /fhir/Patient/1 ! GET HEAD PUT PATCH DELETE",
        "FOO ! /fhir/Patient/1 ! GET HEAD PUT PATCH DELETE",
        "TRACE ! /fhir/Patient ! GET HEAD POST PUT PATCH DELETE",
        "PUT ! /fhir/Patient/1/_history/1 ! GET HEAD",
        "POST ! /fhir/Patient/1/_history ! GET HEAD",
        "PUT ! /fhir/Patient/1/$everything ! GET HEAD POST",
        "GET ! /fhir/Patient/1/$meta-add ! POST"})
    void a_method_that_the_url_does_not_have_is_405_and_told_what_it_has(String method, String path, String allow) throws IOException {
        Raw answer = send(method, path);
        assertEquals(405, answer.status());
        assertEquals("not-supported", answer.issue().string("code"));
        assertEquals(new TreeSet<>(Set.of(allow.split(" "))), new TreeSet<>(Set.of(answer.header("Allow").split(", "))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', value = {
        "/fhir/Nope ! 404 ! not a resource type",
        "/fhir/patient/1 ! 404 ! Did you mean Patient?",
        "/fhir/Patient/none ! 404 ! no Patient",
        "/fhir/Patient/a%20b ! 400 ! not an id",
        "/fhir/Patient/%00 ! 400 ! not an id",
        "/fhir/Patient/none/_history/x ! 404 ! no such version",
        "/fhir/Patient/none/_history/99999999999999 ! 404 ! no such version",
        "/fhir/Patient/1/2/3/4 ! 404 ! No interaction",
        "/fhir/Patient/1/nope ! 404 ! not a resource type",
        "/fhir/Observation/1/Patient ! 404 ! no compartment",
        "/ ! 404 ! No interaction",
        "/etc/passwd ! 404 ! No interaction",
        "/fhir/../etc/passwd ! 404 ! No interaction",
        "/fhir/Patient/%zz ! 400 ! %25",
        "/fhir/% ! 400 ! %25",
        "/fhir/Patient?name=%zz ! 400 ! %25",
        "/fhir/Patient?name=% ! 400 ! %25",
        "/fhir/Patient?name=%00 ! 400 ! NUL",
        "/fhir/Patient?name= ! 400 ! no value",
        "/fhir/Patient?=x ! 400 ! no search parameter",
        "/fhir/Patient?famly=x ! 400 ! family",
        "/fhir/Patient?%01=x ! 400 ! no search parameter",
        "/fhir/Patient?name:eaxct=x ! 400 ! exact",
        "/fhir/Patient?_count=99999999999 ! 400 ! whole number",
        "/fhir/Patient?_count=-1 ! 400 ! whole number",
        "/fhir/Patient?_count=1.5 ! 400 ! whole number",
        "/fhir/Patient?birthdate=0000 ! 400 ! date",
        "/fhir/Patient?birthdate=9999-99-99 ! 400 ! date",
        "/fhir/Patient?birthdate=2020-01-01T00:00:00%2B99:00 ! 400 ! date",
        "/fhir/Observation?value-quantity=1e99999 ! 400 ! number",
        "/fhir/Patient?_cursor=x ! 400 ! next",
        "/fhir/Patient/none/_history?_since=x ! 400 ! date",
        "/fhir/Patient?_summary=most ! 400 ! count",
        "/fhir/Patient?_elements=name&_summary=true ! 400 ! one of them",
        "/fhir/Patient?_format=foo ! 406 ! application/fhir+json",
        "/fhir/Patient/1/$nope ! 404 ! no operation"})
    void a_url_that_means_nothing_is_answered_with_what_to_send(String path, int status, String says) throws IOException {
        Raw answer = send("GET", path);
        assertEquals(status, answer.status(), new String(answer.body(), ISO_8859_1));
        assertTrue(answer.issue().string("diagnostics").contains(says), answer.issue().string("diagnostics"));
        Raw xml = send("GET", path, "Accept: application/fhir+xml");
        assertEquals(status, xml.status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', value = {
        "POST ! /fhir/Patient ! Content-Type: text/plain ! 415",
        "POST ! /fhir/Patient ! Content-Type: multipart/form-data; boundary=x ! 415",
        "POST ! /fhir/Patient ! Content-Type: nonsense ! 400",
        "POST ! /fhir/Patient/_search ! Content-Type: application/fhir+json ! 200",
        "PATCH ! /fhir/Patient/1 ! Content-Type: text/plain ! 415",
        "GET ! /fhir/Patient/none ! Accept: image/png ! 406",
        "GET ! /fhir/Patient/none ! Accept: application/fhir+json;fhirVersion=3.0 ! 406",
        "DELETE ! /fhir/Patient/none ! If-Match: nonsense ! 412",
        "DELETE ! /fhir/Patient/none ! If-Match: W/\"99999999999\" ! 412",
        "DELETE ! /fhir/Patient/none ! If-Match: ,,\" ! 412",
        "GET ! /fhir/Patient/none ! If-Modified-Since: nonsense ! 404",
        "GET ! /fhir/Patient/none ! If-None-Match: ,,\" ! 404",
        "GET ! /fhir/Patient/none ! Prefer: ,;=, ! 404",
        "GET ! /fhir/Patient/none ! Host: %zz ! 404"})
    void a_header_that_means_nothing_is_refused_or_ignored_as_its_rfc_says(String method, String path, String header, int status) throws IOException {
        Raw answer = send(method, path, header);
        assertEquals(status, answer.status(), new String(answer.body(), US_ASCII));
        if (status >= 400) {
            answer.issue();
        }
    }

    @Test
    void the_characters_of_fhirs_own_urls_need_no_encoding() throws IOException {
        for (String query : List.of("code=http://loinc.org|8302-2", "code:text={\"<^`>\\}", "subject:Patient.name=[x]")) {
            assertEquals(200, send("GET", "/fhir/Observation?" + query).status(), query);
        }
    }

    @Test
    void a_long_url_is_answered() throws IOException {
        assertEquals(200, send("GET", "/fhir/Patient?name=" + "x".repeat(60_000)).status());
        assertEquals(200, send("GET", "/fhir/Patient?_id=" + "a,".repeat(25_000) + "a").status());
        Raw name = send("GET", "/fhir/Patient?" + "x".repeat(60_000) + "=1");
        assertEquals(400, name.status());
        assertTrue(name.issue().string("diagnostics").length() < 1000);
        assertEquals(400, send("GET", "/fhir/Patient/" + "x".repeat(60_000)).status());
    }

    /** RFC 9110 15.5.15. Vert.x answers a line of over a megabyte by itself. */
    @Test
    void a_url_that_is_too_long_is_414_and_told_of_search_by_post() throws IOException {
        int path = "/fhir/Patient?name=".length();
        assertEquals(200, send("GET", "/fhir/Patient?name=" + "x".repeat(65_536 - path)).status());
        for (int length : new int[] {65_537, 300_000, 1_000_000}) {
            Raw answer = send("GET", "/fhir/Patient?name=" + "x".repeat(length - path));
            assertEquals(414, answer.status());
            assertEquals("too-long", answer.issue().string("code"));
            assertTrue(answer.issue().string("diagnostics").contains("_search"), answer.issue().string("diagnostics"));
        }
        assertEquals(414, send("GET", "/fhir/Patient?name=" + "x".repeat(1_100_000)).status());
    }

    @Test
    void a_question_of_too_many_parts_is_refused_before_the_database_is_asked() throws IOException {
        for (String query : List.of("name=x&".repeat(5000) + "name=x", "_sort=" + "name,".repeat(5000) + "name", "_include=Patient:organization&".repeat(1000)
                + "name=x")) {
            Raw answer = send("GET", "/fhir/Patient?" + query);
            assertEquals(400, answer.status(), query.substring(0, 20));
            assertEquals("too-costly", answer.issue().string("code"));
        }
    }

    @Test
    void a_chain_through_references_of_any_type_is_refused_when_it_spreads_too_far() throws IOException {
        assertEquals(200, send("GET", "/fhir/Observation?focus.subject.name=x").status());
        for (String query : List.of("Basic?subject.subject.subject.subject.subject._id=1", "Patient?_has:Basic:subject:subject.subject.subject._id=1",
                "Observation?focus.subject.subject.subject.subject.nope=1")) {
            Raw answer = send("GET", "/fhir/" + query);
            assertEquals(400, answer.status(), query);
            assertTrue(answer.issue().string("diagnostics").contains("subject:Patient.name"), answer.issue().string("diagnostics"));
        }
    }

    @Test
    void a_form_with_more_values_than_the_database_takes_is_answered() {
        for (String name : List.of("_id", "identifier", "name", "birthdate", "organization", "general-practitioner")) {
            int status = Fhir.request().contentType("application/x-www-form-urlencoded").body(name + "=" + "2020,".repeat(70_000) + "2021")
                    .post("Patient/_search").then().extract().statusCode();
            assertTrue(status < 500, name + " " + status);
        }
    }
}
