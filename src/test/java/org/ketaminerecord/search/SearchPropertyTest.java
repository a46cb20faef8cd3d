package org.ketaminerecord.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;

/** What must hold for any data and any value, on data from a fixed seed: the same in every run. */
@QuarkusTest
class SearchPropertyTest {

    private static final int MANY = 120;
    private static final int TRIES = 12;

    private static Shelf shelf;

    @BeforeEach
    void fill() {
        if (shelf != null) {
            return;
        }
        Random random = new Random(20260101);
        Shelf s = new Shelf();
        Map<String, JsonObject> all = new LinkedHashMap<>();
        all.put("patient", Given.patient("Property"));
        for (int i = 0; i < MANY; i++) {
            JsonObject o = Given.observation(s.id("patient"), "c" + random.nextInt(4), date(random), number(random), random.nextBoolean() ? "kg" : "g");
            if (random.nextInt(4) == 0) {
                o.remove("effectiveDateTime");
                JsonObject period = new JsonObject();
                String one = date(random).substring(0, 4);
                if (random.nextInt(3) > 0) {
                    period.put("start", one);
                }
                if (random.nextInt(3) > 0 || period.size() == 0) {
                    period.put("end", String.valueOf(Integer.parseInt(one) + random.nextInt(3)));
                }
                o.put("effectivePeriod", period);
            }
            all.put("o" + i, o);
            all.put("x" + i, Given.json("{'resourceType':'ChargeItem','status':'billed','code':{'text':'x'},'subject':{'display':'x'}}")
                    .put("factorOverride", new JsonNumber(number(random))));
        }
        shelf = s.putAll(all);
    }

    /** Few different days of few years, so that equal ones meet; to the year, month, day, minute or second. */
    private static String date(Random random) {
        String date = String.format("%d-%02d-%02dT%02d:%02d:%02d", 2020 + random.nextInt(3), 1 + random.nextInt(3), 1 + random.nextInt(3),
                random.nextInt(2) * 12, random.nextInt(2) * 30, random.nextInt(2) * 30);
        return switch (random.nextInt(5)) {
            case 0 -> date.substring(0, 4);
            case 1 -> date.substring(0, 7);
            case 2 -> date.substring(0, 10);
            default -> date + (random.nextBoolean() ? "Z" : "+02:00");
        };
    }

    /** Few different numbers near each other, with more and fewer digits. */
    private static String number(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> String.valueOf(random.nextInt(6));
            case 1 -> random.nextInt(6) + "." + random.nextInt(10);
            case 2 -> random.nextInt(6) + "." + random.nextInt(10) + "0";
            default -> random.nextInt(3) + "e1";
        };
    }

    private static String value(String parameter, Random random) {
        return parameter.endsWith("date=") ? date(random) : parameter.endsWith("quantity=")
                ? number(random) + (random.nextBoolean() ? "|" + Given.UCUM + (random.nextBoolean() ? "|kg" : "|g") : "") : number(random);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Observation?date=", "Observation?value-quantity=", "ChargeItem?factor-override="})
    void prefixes_hang_together(String parameter) {
        Random random = new Random(parameter.hashCode());
        for (int i = 0; i < TRIES; i++) {
            String value = value(parameter, random);
            Set<String> equal = shelf.find(parameter + "eq" + value);
            Set<String> greater = shelf.find(parameter + "gt" + value);
            Set<String> less = shelf.find(parameter + "lt" + value);
            Set<String> unequal = shelf.find(parameter + "ne" + value);
            assertEquals(equal, shelf.find(parameter + value), "no prefix is eq: " + value);
            assertEquals(union(greater, equal), shelf.find(parameter + "ge" + value), "ge = gt or eq: " + value);
            assertEquals(union(less, equal), shelf.find(parameter + "le" + value), "le = lt or eq: " + value);
            assertEquals(Set.of(), both(equal, unequal), "ne = not eq: " + value);
            assertEquals(union(union(greater, less), equal), union(unequal, equal), "gt, lt or eq is whatever compares: " + value);
            if (!value.contains("|")) {
                assertEquals(MANY, equal.size() + unequal.size(), "ne = not eq: " + value);
            }
            assertEquals(shelf.find(parameter + "sa" + value), both(greater, shelf.find(parameter + "sa" + value)), "sa is gt: " + value);
            assertEquals(shelf.find(parameter + "eb" + value), both(less, shelf.find(parameter + "eb" + value)), "eb is lt: " + value);
            assertEquals(equal, both(equal, shelf.find(parameter + "ap" + value)), "eq is ap: " + value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&_sort=date", "&_sort=-date", "&_sort=value-quantity,-date", "&_sort=-code,value-quantity", "&_sort=_lastUpdated", "&date=2021&_sort=-value-quantity"})
    void pages_of_any_size_are_one_big_page(String sort) {
        Random random = new Random(sort.hashCode());
        String search = "Observation?patient=" + shelf.id("patient") + sort;
        var big = Fhir.matches(search + "&_count=1000");
        for (int i = 0; i < 3; i++) {
            int count = 5 + random.nextInt(50);
            assertEquals(big, Fhir.allMatches(search + "&_count=" + count), "pages of " + count);
        }
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> union = new TreeSet<>(one);
        union.addAll(other);
        return union;
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        Set<String> both = new TreeSet<>(one);
        both.retainAll(other);
        return both;
    }
}
