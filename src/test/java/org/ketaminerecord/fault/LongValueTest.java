package org.ketaminerecord.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.json.JsonObject;

/**
 * A value of 20 kB is answered, not fatal: of every type of parameter, by GET and by POST. In a search, {@code ~} stands for 20,000
 * letters, {@code #} for as many digits, {@code ,,} for thousands of short alternatives.
 */
@QuarkusTest
class LongValueTest {

    private static String url(String search) {
        return search.substring(0, search.indexOf('?'));
    }

    private static String query(String search) {
        StringBuilder query = new StringBuilder();
        for (String pair : search.substring(search.indexOf('?') + 1).split("&")) {
            String plain = pair.replace("~", "x".repeat(20_000)).replace("#", "1".repeat(20_000)).replace(",,", ",2020".repeat(4_000));
            int equals = plain.indexOf('=');
            query.append(query.isEmpty() ? "" : "&").append(URLEncoder.encode(plain.substring(0, equals), StandardCharsets.UTF_8)).append('=')
                    .append(URLEncoder.encode(plain.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query.toString();
    }

    /** The value can be one, so nothing or something is found, and the answer says what was asked. */
    @ParameterizedTest
    @ValueSource(strings = {
        "Patient?name=~", "Patient?name:exact=~", "Patient?name:contains=~", "Patient?name=2020,,",
        "Observation?code=~", "Observation?code=http://loinc.org|~", "Observation?code=~|1", "Observation?code=~|", "Observation?code=|~", "Observation?code:not=~",
        "Observation?code:text=~", "Patient?identifier=~", "Patient?identifier:of-type=http://x|y|~", "Patient?identifier=2020,,", "Patient?gender=~",
        "Patient?telecom=phone|~", "Observation?subject=http://x.test/~", "Observation?subject=Patient/~", "Observation?subject=~", "Observation?subject:Patient=~",
        "Observation?subject:identifier=http://x|~", "Observation?subject=2020,,", "Questionnaire?url=http://x.test/~", "Questionnaire?url:below=http://x.test/~",
        "Questionnaire?url:above=http://x.test/~", "Questionnaire?url=2020,,", "Patient?birthdate=2020,,", "Observation?date=ge2020,,",
        "ChargeItem?factor-override=2020,,", "Observation?value-quantity=2020,,", "Observation?value-quantity=5|http://x.test|~",
        "Observation?value-quantity=5|~|x", "Observation?value-quantity=5|http://unitsofmeasure.org|~", "Observation?value-quantity=5||~",
        "Observation?code-value-quantity=~$5", "Observation?code-value-quantity=x$5|http://x.test|~", "Observation?code-value-string=x$~",
        "Patient?_id=~", "Patient?_id=2020,,", "Patient?_tag=~", "Patient?_profile=http://x.test/~", "Patient?_source=~", "Patient?_text=~", "Patient?_content=~",
        "Observation?subject.name=~", "Observation?subject:Patient.name=~", "Observation?patient.identifier=http://x|~",
        "Patient?_has:Observation:patient:code=~", "Patient?_filter=name eq ~", "Patient?name:missing=false&name=~",
        "MolecularSequence?chromosome-variant-coordinate=~$lt345$gt123",
    })
    void what_can_be_a_value_is_searched_for(String search) {
        for (Response answer : new Response[] {byGet(search), byPost(search)}) {
            assertEquals(200, answer.statusCode(), () -> search + ": " + shortened(answer));
            assertTrue(Fhir.link(Fhir.body(answer), "self").length() > 15_000, "self link");
        }
    }

    /** The value is none of its kind, which a refusal says without all of it. */
    @ParameterizedTest
    @ValueSource(strings = {
        "Patient?birthdate=~", "Patient?birthdate=#", "Patient?birthdate=2020-01-01T00:00:00.#x", "Patient?birthdate=ge~", "Patient?_lastUpdated=~",
        "ChargeItem?factor-override=~", "ChargeItem?factor-override=1e#", "Observation?value-quantity=~", "Observation?value-quantity=1e#|x|y",
        "Observation?value-quantity=1e-#", "Observation?code-value-quantity=~", "Observation?code-value-quantity=x$~", "Location?near=~", "Location?near=1|2|#|~",
        "Patient?identifier:of-type=~", "Observation?subject:identifier=~", "Observation?code:in=http://x.test/~", "Observation?code:in=ValueSet/~", "Observation?code:below=http://x.test|~",
        "Patient?_list=~", "Patient?_filter=~", "Patient?_filter=name ~ x", "Patient?_sort=~", "Patient?_include=~", "Patient?_include=Patient:~", "Patient?_count=~", "Patient?_count=#",
        "Patient?_total=~", "Patient?_summary=~", "Patient?_elements=~", "Patient?_contained=~", "Patient?_cursor=~", "Patient?_type=~", "Patient?~=1", "Patient?name:~=1",
        "Patient?_has:~=1", "Patient?_has:Observation:~:code=1", "Observation?subject:~.name=1", "Observation?subject.~=1", "Patient?_query=~",
        "Observation?subject.subject.subject.subject.subject.subject.subject.subject.~=1",
        "MolecularSequence?chromosome-variant-coordinate=~", "Observation?subject=~/~",
    })
    void what_cannot_be_one_is_refused_shortly(String search) {
        for (Response answer : new Response[] {byGet(search), byPost(search)}) {
            assertEquals(400, answer.statusCode(), () -> search + ": " + shortened(answer));
            JsonObject outcome = Fhir.body(answer);
            assertEquals("OperationOutcome", outcome.string("resourceType"));
            String said = outcome.objects("issue").getFirst().string("diagnostics");
            assertTrue(said.length() < 1500 && !said.contains("x".repeat(300)), () -> search + ": " + said.length());
        }
    }

    private static Response byGet(String search) {
        return Fhir.get(url(search) + "?" + query(search));
    }

    private static Response byPost(String search) {
        return Fhir.request().contentType("application/x-www-form-urlencoded").body(query(search)).post(url(search) + "/_search");
    }

    private static String shortened(Response answer) {
        String text = answer.asString();
        return text.substring(0, Math.min(500, text.length()));
    }
}
