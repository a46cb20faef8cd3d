package org.ketaminerecord.search;

import static org.hamcrest.Matchers.equalTo;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonObject;

/**
 * R4 search.html#date and #prefix. The same dates once as {@code Observation.effective}, which is a column of the
 * resource's row, and once as {@code Condition.onset}, which is in the index.
 */
@QuarkusTest
class DateSearchTest {

    private static final Map<String, String> TIMES = Map.of("year", "2013", "month", "2013-01", "day", "2013-01-14",
            "midnight", "2013-01-14T00:00:00Z", "ten", "2013-01-14T10:00:00Z", "late", "2013-01-14T23:30:00-05:00", "old", "1990-05-05");
    private static final Map<String, String> PERIODS = Map.of("week", "{'start':'2013-01-21','end':'2013-01-31'}",
            "on", "{'start':'2013-01-21'}", "until", "{'end':'2013-01-13'}");

    private static Shelf shelf;

    @BeforeEach
    void fill() {
        if (shelf != null) {
            return;
        }
        Shelf filling = new Shelf();
        Map<String, JsonObject> resources = new LinkedHashMap<>();
        resources.put("patient", Given.patient("Date"));
        TIMES.forEach((label, time) -> {
            resources.put(label, observation().put("effectiveDateTime", time));
            resources.put("c-" + label, condition(filling).put("onsetDateTime", time));
        });
        PERIODS.forEach((label, period) -> {
            resources.put(label, observation().put("effectivePeriod", Given.json(period)));
            resources.put("c-" + label, condition(filling).put("onsetPeriod", Given.json(period)));
        });
        resources.put("none", observation());
        resources.put("c-none", condition(filling));
        shelf = filling.putAll(resources);
    }

    private static JsonObject observation() {
        return Given.json("{'resourceType':'Observation','status':'final','code':{'text':'x'}}");
    }

    private static JsonObject condition(Shelf shelf) {
        return Given.json("{'resourceType':'Condition'}").put("subject", Given.reference("Patient/" + shelf.id("patient")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "2013-01-14;                     day midnight ten",
        "eq2013-01-14;                   day midnight ten",
        "ne2013-01-14;                   late month old on until week year",
        "2013-01;                        day late midnight month ten week",
        "2013;                           day late midnight month ten week year",
        "gt2013-01-14;                   late month on week year",
        "ge2013-01-14;                   day late midnight month on ten week year",
        "lt2013-01-14;                   month old until year",
        "le2013-01-14;                   day midnight month old ten until year",
        "sa2013-01-14;                   late on week",
        "eb2013-01-14;                   old until",
        "sa2013-01-20;                   on week",
        "eb2013-01-20;                   day late midnight old ten until",
        "gt2013-01-31;                   on year",
        "sa2013-01-21;                   ",
        "eb2013-01-31;                   day late midnight old ten until",
        "eb2013-02;                      day late midnight month old ten until week",
        // to the minute, the second and with a zone
        "gt2013-01-14T10:00;             day late month on week year",
        "lt2013-01-14T10:00;             day midnight month old until year",
        "2013-01-14T10:00;               ten",
        "2013-01-14T10:00:00Z;           ten",
        "2013-01-14T10:00:01Z;           ",
        "2013-01-14T11:00:00+01:00;      ten",
        "2013-01-14T10:00:00+01:00;      ",
        "2013-01-15;                     late",
        "2013-01-14T23:30-05:00;         late",
        "2013-01-14T00:00:00Z;           midnight",
        // alternatives
        "2013-01-14,1990;                day midnight old ten",
        "lt1991,sa2013-01-20;            old on until week",
        // a tenth of the time since then is more than a year, and less than ten
        "ap2013-01-14;                   day late midnight month on ten until week year",
    })
    void a_date_is_compared_as_the_range_that_it_means(String value, String expected) {
        Set<String> labels = expected == null ? Set.of() : Set.of(expected.split(" "));
        assertEquals(new TreeSet<>(labels), shelf.find("Observation?date=" + value));
        Set<String> conditions = new TreeSet<>();
        labels.forEach(l -> conditions.add("c-" + l));
        assertEquals(conditions, shelf.find("Condition?onset-date=" + value));
    }

    @Test
    void repeating_the_parameter_means_and() {
        assertEquals(Set.of("year", "month", "day", "midnight", "ten"), shelf.find("Observation?date=ge2013-01-14&date=lt2013-01-15"));
        assertEquals(Set.of(), shelf.find("Observation?date=sa2013-01-14&date=eb2013-01-14"));
    }

    @Test
    void missing_means_that_there_is_no_date() {
        assertEquals(Set.of("none"), shelf.find("Observation?date:missing=true"));
        assertEquals(Set.of("c-none"), shelf.find("Condition?onset-date:missing=true"));
        assertEquals(TIMES.size() + PERIODS.size(), shelf.find("Observation?date:missing=false").size());
        assertEquals(TIMES.size() + PERIODS.size(), shelf.find("Condition?onset-date:missing=false").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2013-13", "2013-02-30", "2013-01-14T25:00", "20130114", "yesterday", "xx2013", "ge", "0000", "2013-1-4", "13"})
    void what_is_no_date_is_refused_with_an_example(String value) {
        assertTrue(Fhir.refused("Observation?date=" + value).contains("2026-11-21"), value);
    }

    @Test
    void the_time_of_the_last_change_is_an_instant() {
        JsonObject day = Fhir.read("Observation/" + shelf.id("day"));
        String changed = day.object("meta").string("lastUpdated");
        for (String prefix : new String[] {"", "eq", "ge", "le", "ap"}) {
            assertTrue(shelf.find("Observation?_lastUpdated=" + prefix + changed).contains("day"), prefix);
        }
        for (String prefix : new String[] {"ne", "gt", "lt", "sa", "eb"}) {
            assertTrue(!shelf.find("Observation?_lastUpdated=" + prefix + changed).contains("day"), prefix);
        }
        assertTrue(shelf.find("Observation?_lastUpdated=" + changed.substring(0, 10)).contains("day"));
        assertEquals(Set.of(), shelf.find("Observation?_lastUpdated=lt2020"));
        Fhir.get(Fhir.encoded("Observation?_lastUpdated:missing=true&_id=" + shelf.id("day"))).then().statusCode(200).body("total", equalTo(0));
    }

    @Test
    void a_timing_is_from_its_first_to_its_last_event() {
        Shelf orders = new Shelf();
        orders.put("order", Given.json("{'resourceType':'ServiceRequest','status':'active','intent':'order','subject':{'display':'somebody'},"
                + "'occurrenceTiming':{'event':['2020-01-01','2020-03-01']}}"));
        assertEquals(Set.of("order"), orders.find("ServiceRequest?occurrence=2020"));
        assertEquals(Set.of("order"), orders.find("ServiceRequest?occurrence=gt2020-02"));
        assertEquals(Set.of(), orders.find("ServiceRequest?occurrence=gt2020-03"));
        assertEquals(Set.of(), orders.find("ServiceRequest?occurrence=2020-01"));
    }
}
