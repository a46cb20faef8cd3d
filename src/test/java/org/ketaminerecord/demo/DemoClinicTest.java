package org.ketaminerecord.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.demo.Charts.resources;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.json.JsonWriter;

/** The bundles as bundles: the same each time, whole, and in time. */
class DemoClinicTest {

    private static final LocalDate TODAY = Charts.TODAY;

    @Test
    void the_same_seed_and_day_give_the_same_bytes() {
        assertArrayEquals(bytes(7, TODAY), bytes(7, TODAY));
    }

    @Test
    void another_seed_gives_other_readings_and_the_same_stories() {
        assertFalse(Arrays.equals(bytes(7, TODAY), bytes(8, TODAY)));
        assertEquals(patientIds(7), patientIds(8));
    }

    @Test
    void the_clinic_comes_first_and_can_be_sent_twice() {
        for (JsonObject entry : DemoClinic.bundles(1, TODAY).getFirst().objects("entry")) {
            String criteria = entry.object("request").string("ifNoneExist");
            JsonObject identifier = entry.object("resource").objects("identifier").getFirst();
            assertEquals("identifier=" + identifier.string("system") + "|" + identifier.string("value"), criteria);
        }
    }

    @Test
    void every_resource_says_that_it_is_test_data() {
        for (JsonObject bundle : DemoClinic.bundles(1, TODAY)) {
            for (JsonObject resource : resources(bundle)) {
                assertEquals("HTEST", resource.object("meta").objects("security").getFirst().string("code"));
            }
        }
    }

    @Test
    void every_reference_leads_to_an_entry_of_the_bundle_or_to_the_clinic() {
        List<JsonObject> bundles = DemoClinic.bundles(1, TODAY);
        Set<String> clinic = bundles.getFirst().objects("entry").stream()
                .map(e -> e.object("resource").string("resourceType") + "?"
                        + e.object("request").string("ifNoneExist"))
                .collect(Collectors.toSet());
        for (JsonObject bundle : bundles) {
            Set<String> urls = new HashSet<>();
            for (JsonObject entry : bundle.objects("entry")) {
                assertTrue(urls.add(entry.string("fullUrl")), "two entries with one full URL");
            }
            Set<String> references = new LinkedHashSet<>();
            collectReferences(bundle, references);
            for (String reference : references) {
                assertTrue(urls.contains(reference) || clinic.contains(reference), reference);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-06-01", "2026-06-02", "2026-06-03", "2026-06-04", "2026-06-05", "2026-06-06",
            "2026-06-07", "2026-01-01", "2028-02-29"})
    void nothing_happens_after_today_but_what_is_planned(LocalDate today) {
        for (JsonObject resource : allResources(1, today)) {
            if (resource.string("resourceType").equals("Appointment")) {
                assertFalse(day(resource.string("start")).isBefore(today));
                continue;
            }
            for (String element
                    : List.of("effectiveDateTime", "authored", "authoredOn", "date", "recorded", "created")) {
                if (resource.string(element) != null) {
                    assertTrue(day(resource.string(element)).isBefore(today),
                            resource.string("resourceType") + "." + element);
                }
            }
        }
    }

    private static byte[] bytes(long seed, LocalDate today) {
        return JsonWriter.bytes(JsonArray.of(DemoClinic.bundles(seed, today)));
    }

    private static List<String> patientIds(long seed) {
        return DemoClinic.bundles(seed, TODAY).stream().flatMap(b -> resources(b).stream())
                .filter(r -> r.string("resourceType").equals("Patient")).map(r -> r.string("id")).toList();
    }

    private static List<JsonObject> allResources(long seed, LocalDate today) {
        return DemoClinic.bundles(seed, today).stream().flatMap(b -> resources(b).stream()).toList();
    }

    private static LocalDate day(String dateTime) {
        return LocalDate.parse(dateTime.substring(0, 10));
    }

    private static void collectReferences(JsonValue value, Set<String> into) {
        switch (value) {
            case JsonObject o -> o.forEach((name, v) -> {
                if (name.equals("reference") && v instanceof JsonString s) {
                    into.add(s.value());
                } else {
                    collectReferences(v, into);
                }
            });
            case JsonArray a -> new ArrayList<>(a).forEach(v -> collectReferences(v, into));
            default -> {
            }
        }
    }
}
