package org.ketaminerecord.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
            if (random.nextInt(3) > 0) {
                String method = random.nextBoolean() ? "supine" : "sitting";
                o.put("method", Given.concept("urn:m", "m" + random.nextInt(3)).put("text", method));
            }
            o.put("status", random.nextInt(3) > 0 ? "final" : "amended");
            if (random.nextInt(5) == 0) {
                o.remove("subject");
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

    /** Conditions of every type of parameter on the generated observations, with values that some have and some have not. */
    private static String condition(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> "code=c" + random.nextInt(5);
            case 1 -> "code=" + Given.LOINC + "|c" + random.nextInt(5);
            case 2 -> "date=" + prefix(random) + date(random);
            case 3 -> "value-quantity=" + prefix(random) + value("value-quantity=", random);
            case 4 -> "status=" + (random.nextBoolean() ? "final" : "amended");
            case 5 -> "method:text=" + (random.nextBoolean() ? "supine" : "sitting");
            case 6 -> "subject=Patient/" + shelf.id(random.nextBoolean() ? "patient" : "nobody");
            case 7 -> "patient.name=" + (random.nextBoolean() ? "property" : "nobody");
            default -> "code-value-quantity=" + Given.LOINC + "|c" + random.nextInt(4) + "$" + prefix(random) + number(random);
        };
    }

    private static String prefix(Random random) {
        return List.of("", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap").get(random.nextInt(9));
    }

    private static String name(String condition) {
        return condition.substring(0, condition.indexOf('='));
    }

    /** R4 search.html#combining: a comma is OR, repetition is AND, also of one parameter with itself. */
    @Test
    void a_comma_is_union_and_repetition_is_intersection() {
        Random random = new Random(11);
        int found = 0;
        for (int i = 0; i < 40; i++) {
            String one = condition(random);
            String other = condition(random);
            Set<String> first = shelf.find("Observation?" + one);
            Set<String> second = shelf.find("Observation?" + other);
            assertEquals(both(first, second), shelf.find("Observation?" + one + "&" + other), one + " and " + other);
            String third = condition(random);
            while (!name(third).equals(name(one))) {
                third = condition(random);
            }
            String value = third.substring(third.indexOf('=') + 1);
            Set<String> same = shelf.find("Observation?" + third);
            assertEquals(union(first, same), shelf.find("Observation?" + one + "," + value), one + " or " + third);
            assertEquals(both(first, same), shelf.find("Observation?" + one + "&" + third), one + " and " + third);
            assertEquals(both(union(first, same), second), shelf.find("Observation?" + one + "," + value + "&" + other), one + " or " + third + ", and " + other);
            found += first.isEmpty() || same.isEmpty() ? 0 : 1;
        }
        assertTrue(found > 10, "the data answers the questions: " + found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Observation code=c1", "Observation code=http://loinc.org|c2", "Observation code=c0,c3", "Observation method=m0", "Observation status=final",
        "Observation status=final,amended", "Observation subject.name=property", "Observation category=nothing", "Observation combo-code=c1,m1"})
    void what_is_not_so_is_the_rest(String spaced) {
        String type = spaced.substring(0, spaced.indexOf(' '));
        String condition = spaced.substring(type.length() + 1);
        Set<String> all = shelf.find(type);
        Set<String> so = shelf.find(type + "?" + condition);
        if (!condition.contains(".")) {
            Set<String> not = shelf.find(type + "?" + condition.replaceFirst("=", ":not="));
            assertEquals(Set.of(), both(so, not));
            assertEquals(all, union(so, not));
        }
        Set<String> filtered = shelf.find(type + "?_filter=not(" + filter(condition) + ")");
        assertEquals(Set.of(), both(so, filtered));
        assertEquals(all, union(so, filtered));
    }

    /** What one index has beside what another has is looked up as one set of numbers, which PostgreSQL can begin with. */
    @ParameterizedTest
    @ValueSource(strings = {"code=c1 method=m0", "status=final method=m1", "code=c2 status=amended", "code=c0 combo-code=m2", "code=c1 date=2021", "method=m0 subject.name=property"})
    void or_in_a_filter_is_union(String spaced) {
        String one = spaced.substring(0, spaced.indexOf(' '));
        String other = spaced.substring(one.length() + 1);
        String search = "Observation?_filter=" + filter(one) + " or " + filter(other);
        assertEquals(union(shelf.find("Observation?" + one), shelf.find("Observation?" + other)), shelf.find(search));
        String sql = Fhir.get(shelf.url(search) + "&_explain=true").then().statusCode(200).extract().path("issue.diagnostics.find { it.startsWith('SQL: ') }");
        boolean indexed = !other.startsWith("date") && !other.startsWith("subject");
        assertEquals(indexed, !sql.contains(") OR ") && sql.contains("UNION ALL"), sql);
        assertEquals(union(shelf.find("Observation?_filter=" + filter(one)), shelf.find("Observation?_filter=" + filter(other))), shelf.find(search + "&_sort=-date&_count=7"));
    }

    /** A search condition as an expression of _filter. */
    private static String filter(String condition) {
        return Stream.of(condition.substring(condition.indexOf('=') + 1).split(",")).map(v -> name(condition) + (v.equals("property") ? " sw " : " eq ") + v)
                .collect(Collectors.joining(" or "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "date", "value-quantity", "method", "status", "subject", "patient", "encounter", "code-value-quantity", "combo-code",
        "value-string", "_tag", "_profile", "_id", "_lastUpdated"})
    void missing_and_there_are_all(String parameter) {
        Set<String> missing = shelf.find("Observation?" + parameter + ":missing=true");
        Set<String> there = shelf.find("Observation?" + parameter + ":missing=false");
        assertEquals(Set.of(), both(missing, there));
        assertEquals(shelf.find("Observation"), union(missing, there));
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
