package org.ketaminerecord.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonObject;

/** R4 search.html#uri, #composite, and location.html#search for {@code near}. */
@QuarkusTest
class UriAndCompositeSearchTest {

    private static Shelf uris;
    private static Shelf values;

    @BeforeEach
    void fill() {
        if (values != null) {
            return;
        }
        Map<String, JsonObject> sets = new LinkedHashMap<>();
        sets.put("root", valueSet("http://acme.example/fhir"));
        sets.put("folder", valueSet("http://acme.example/fhir/"));
        sets.put("one", valueSet("http://acme.example/fhir/ValueSet/1"));
        sets.put("ten", valueSet("http://acme.example/fhir/ValueSet/10"));
        sets.put("cased", valueSet("http://acme.example/fhir/valueset/1"));
        sets.put("near", valueSet("http://acme.example/fhirother"));
        sets.put("urn", valueSet("urn:oid:1.2.3"));
        sets.put("percent", valueSet("http://acme.example/100%25/a_b"));
        sets.put("none", Given.json("{'resourceType':'ValueSet','status':'draft'}"));
        uris = new Shelf().putAll(sets);

        Map<String, JsonObject> observations = new LinkedHashMap<>();
        observations.put("high", pressure("150", "70"));
        observations.put("low", pressure("110", "140"));
        observations.put("both", pressure("150", "95"));
        observations.put("weight", Given.json("{'resourceType':'Observation','status':'final'}").put("code", Given.concept(Given.LOINC, "29463-7"))
                .put("valueQuantity", Given.quantity("80", "kg")));
        observations.put("coded", Given.json("{'resourceType':'Observation','status':'final'}").put("code", Given.concept(Given.LOINC, "883-9"))
                .put("valueCodeableConcept", Given.concept("urn:test:group", "A")));
        observations.put("said", Given.json("{'resourceType':'Observation','status':'final','valueString':'Feels better, somewhat'}")
                .put("code", Given.concept(Given.LOINC, "8661-1")));
        observations.put("dated", Given.json("{'resourceType':'Observation','status':'final','valueDateTime':'2024-05-01'}")
                .put("code", Given.concept(Given.LOINC, "8665-2")));
        values = new Shelf().putAll(observations);
    }

    private static JsonObject valueSet(String url) {
        return Given.json("{'resourceType':'ValueSet','status':'draft','url':'" + url + "'}");
    }

    private static JsonObject pressure(String systolic, String diastolic) {
        JsonObject pressure = Given.bloodPressure("x", "2024-01-01", systolic, diastolic);
        pressure.remove("subject");
        return pressure;
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "=http://acme.example/fhir;                 root",
        "=http://acme.example/fhir/;                folder",
        "=http://acme.example/fhir/ValueSet/1;      one",
        "=http://acme.example/fhir/VALUESET/1;      ",
        "=http://acme.example/100%25/a_b;           percent",
        "=http://acme.example/100%/a_b;             ",
        "=urn:oid:1.2.3,http://acme.example/fhir;   root urn",
        ":below=http://acme.example/fhir;           cased folder one root ten",
        ":below=http://acme.example/fhir/;          cased folder one ten",
        ":below=http://acme.example/fhir/ValueSet;  one ten",
        ":below=http://acme.example/fhir/ValueSet/1; one",
        ":below=http://acme.example/100%25/a;       ",
        ":above=http://acme.example/fhir/ValueSet/1/_history/5; folder one root",
        ":above=http://acme.example/fhir/ValueSet/10; folder root ten",
        ":above=http://acme.example/;               ",
        ":missing=true;                             none",
    })
    void a_uri_is_matched_whole_or_by_its_segments(String value, String expected) {
        assertEquals(expected == null ? Set.of() : new TreeSet<>(Set.of(expected.split(" "))), uris.find("ValueSet?url" + value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        // both parts in the same component
        "component-code-value-quantity=8480-6$gt140;                               both high",
        "component-code-value-quantity=8462-4$gt90;                                both low",
        "component-code-value-quantity=http://loinc.org|8480-6$gt140;              both high",
        "component-code-value-quantity=urn:x|8480-6$gt140;                         ",
        "component-code-value-quantity=8480-6$gt140&component-code-value-quantity=8462-4$gt90; both",
        "component-code-value-quantity=8480-6$gt140,8462-4$gt90;                   both high low",
        "component-code-value-quantity=8480-6$150|http://unitsofmeasure.org|mm[Hg]; both high",
        "component-code-value-quantity=8480-6$15000|http://unitsofmeasure.org|m[Hg]; ",
        "combo-code-value-quantity=8480-6$ge150;                                   both high",
        "combo-code-value-quantity=29463-7$80;                                     weight",
        "code-value-quantity=29463-7$80|http://unitsofmeasure.org|kg;              weight",
        "code-value-quantity=29463-7$80000|http://unitsofmeasure.org|g;            weight",
        "code-value-quantity=29463-7$80||kg;                                       weight",
        "code-value-quantity=29463-7$80||mg;                                       ",
        "code-value-quantity=29463-7$lt80;                                         ",
        "code-value-quantity=8480-6$gt1;                                           ",
        // the two of them side by side say the same where the element is the resource itself
        "code=29463-7&value-quantity=80|http://unitsofmeasure.org|kg;              weight",
        "code=http://loinc.org|29463-7&value-quantity=gt79;                        weight",
        "code=29463-7&value-quantity=gt80;                                         ",
        "code-value-concept=883-9$A;                                               coded",
        "code-value-concept=http://loinc.org|883-9$urn:test:group|A;               coded",
        "code-value-concept=883-9$urn:test:other|A;                                ",
        "code-value-string=8661-1$feels BETTER\\, some;                            said",
        "code-value-string=8661-1$worse;                                           ",
        "code-value-date=8665-2$2024-05;                                           dated",
        "code-value-date=8665-2$gt2024-05;                                         ",
        "value-string=feels;                                                       said",
        "value-date=2024-05-01;                                                    dated",
        "value-concept=A;                                                          coded",
    })
    void a_composite_pairs_values_of_the_same_element(String query, String expected) {
        assertEquals(expected == null ? Set.of() : new TreeSet<>(Set.of(expected.split(" "))), values.find("Observation?" + query));
    }

    @Test
    void what_is_no_pair_is_refused() {
        assertTrue(Fhir.refused("Observation?code-value-quantity=29463-7").contains("$"));
        assertTrue(Fhir.refused("Observation?code-value-quantity=29463-7$80$kg").contains("$"));
        assertTrue(Fhir.refused("Observation?code-value-quantity=29463-7$heavy").contains("number"));
        assertTrue(Fhir.refused("Observation?code-value-date=8665-2$soon").contains("date"));
    }

    @Test
    void locations_are_found_within_a_distance() {
        Shelf places = new Shelf();
        places.put("here", place("42.25", "-83.69"));
        places.put("ten-km-north", place("42.34", "-83.69"));
        places.put("beyond-the-date-line", place("0", "-179.95"));
        places.put("beyond-the-pole", place("89.95", "180"));
        assertEquals(Set.of("here"), places.find("Location?near=42.25|-83.69|1|km"));
        assertEquals(Set.of("here", "ten-km-north"), places.find("Location?near=42.25|-83.69|11|km"));
        assertEquals(Set.of("here"), places.find("Location?near=42.25|-83.69|9000|m"));
        assertEquals(Set.of("here", "ten-km-north"), places.find("Location?near=42.25|-83.69|7|[mi_us]"));
        assertEquals(Set.of("beyond-the-date-line"), places.find("Location?near=0|179.95|20|km"));
        assertEquals(Set.of("beyond-the-pole"), places.find("Location?near=89.95|0|12|km"));
        assertEquals(Set.of(), places.find("Location?near=89.95|0|11|km"));
        assertEquals(Set.of("here", "ten-km-north"), places.find("Location?near=42.25|-83.69"), "without a distance, fifty kilometres");
        assertTrue(Fhir.refused("Location?near=42.25").contains("latitude|longitude"));
        assertTrue(Fhir.refused("Location?near=99|0|1|km").contains("latitude|longitude"));
        assertTrue(Fhir.refused("Location?near=42.25|-83.69|1|parsec").contains("km"));
    }

    private static JsonObject place(String latitude, String longitude) {
        return Given.json("{'resourceType':'Location','status':'active','position':{'latitude':" + latitude + ",'longitude':" + longitude + "}}");
    }
}
