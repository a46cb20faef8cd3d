package org.ketaminerecord.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.demo.Charts.chart;
import static org.ketaminerecord.demo.Charts.extension;
import static org.ketaminerecord.demo.Charts.hasCode;
import static org.ketaminerecord.demo.Charts.ketamine;
import static org.ketaminerecord.demo.Charts.minute;
import static org.ketaminerecord.demo.Charts.number;
import static org.ketaminerecord.demo.Charts.ofType;
import static org.ketaminerecord.demo.Charts.resources;
import static org.ketaminerecord.demo.Charts.story;
import static org.ketaminerecord.demo.Charts.systolic;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.json.JsonObject;

/** The courses as medicine: doses, readings and scores that a clinician would believe. */
class DemoCourseTest {

    static Stream<Arguments> stories() {
        return Story.ALL.stream().map(story -> Arguments.of(Named.of(story.id(), story)));
    }

    @Test
    void a_score_is_taken_once_a_day() {
        for (JsonObject bundle : DemoClinic.bundles(1, Charts.TODAY)) {
            List<String> days = resources(bundle).stream().filter(r -> hasCode(r, "44261-6"))
                    .map(r -> r.string("effectiveDateTime").substring(0, 10)).toList();
            assertEquals(days.stream().distinct().toList(), days);
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void sessions_are_numbered_in_the_order_in_which_they_took_place(Story story) {
        Map<String, List<JsonObject>> byCourse = ketamine(chart(story, 1))
                .collect(Collectors.groupingBy(
                        a -> extension(a, "ktr-course").object("valueReference").string("reference")));
        for (List<JsonObject> course : byCourse.values()) {
            assertEquals(IntStream.rangeClosed(1, course.size()).boxed().toList(),
                    course.stream()
                            .map(a -> number(extension(a, "ktr-session-number"), "valuePositiveInt").intValue())
                            .toList());
            List<OffsetDateTime> starts = course.stream().map(Charts::doseStart).toList();
            assertEquals(starts.stream().sorted().toList(), starts);
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void a_dose_by_weight_is_the_weight_times_the_milligrams_per_kilogram(Story story) {
        ketamine(chart(story, 1)).filter(a -> a.has("dosage")).map(a -> a.object("dosage")).forEach(dosage -> {
            BigDecimal mg = number(dosage.object("dose"), "value");
            assertTrue(mg.signum() > 0);
            if (!dosage.has("extension")) {
                return;
            }
            BigDecimal weight = number(extension(dosage, "ktr-dosing-weight").object("valueQuantity"), "value");
            BigDecimal perKg = number(extension(dosage, "ktr-weight-based-dose").object("valueQuantity"), "value");
            assertEquals(0, mg.compareTo(perKg.multiply(weight).setScale(1, RoundingMode.HALF_UP)), dosage.toString());
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 42, 1_000_003})
    void blood_pressure_is_highest_at_the_peak_and_settles_before_discharge(long seed) {
        for (Story story : Story.ALL) {
            Map<String, List<JsonObject>> bySession = chart(story, seed).stream()
                    .filter(r -> hasCode(r, "85354-9") && r.has("partOf"))
                    .collect(Collectors.groupingBy(r -> r.object("encounter").string("reference")));
            for (List<JsonObject> readings : bySession.values()) {
                JsonObject highest = readings.stream().max(Comparator.comparingInt(Charts::systolic))
                        .orElseThrow();
                boolean stopped = systolic(highest) > 180;
                assertEquals(stopped ? Session.STOPPED_AT - 5 : story.method().peak, minute(highest), story.id());
                int before = systolic(readings.getFirst());
                assertTrue(Math.abs(systolic(readings.getLast()) - before) <= before / 5, "not settled: " + story.id());
                assertTrue(minute(readings.getFirst()) < 0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void esketamine_is_28_mg_a_device_and_watched_for_two_hours(Story story) {
        List<JsonObject> chart = chart(story, 1);
        ketamine(chart).filter(a -> extension(a, "ktr-device-count") != null).forEach(a -> {
            BigDecimal devices = number(extension(a, "ktr-device-count"), "valuePositiveInt");
            BigDecimal mg = number(a.object("dosage").object("dose"), "value");
            assertEquals(mg, devices.multiply(BigDecimal.valueOf(28)));
            List<Integer> minutes = chart.stream().filter(r -> hasCode(r, "85354-9") && r.has("partOf"))
                    .filter(r -> r.object("encounter").equals(a.object("context")))
                    .map(Charts::minute).toList();
            assertTrue(minutes.getFirst() < 0 && minutes.contains(40) && minutes.getLast() >= 115, minutes.toString());
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 42, 1_000_003})
    void scores_end_where_the_story_says(long seed) {
        for (Story story : Story.ALL) {
            for (String code : List.of("44261-6", "madrs-total")) {
                List<BigDecimal> totals = chart(story, seed).stream().filter(r -> hasCode(r, code))
                        .map(r -> number(r.object("valueQuantity"), "value")).toList();
                double drop = 1 - totals.getLast().doubleValue() / totals.getFirst().doubleValue();
                boolean over = story.stages(Charts.TODAY).getFirst().isOver(Charts.TODAY);
                switch (story.illness().response()) {
                    case REMISSION ->
                        assertTrue(totals.getLast().intValue() < (code.startsWith("m") ? 11 : 5), story.id());
                    case RESPONSE -> assertTrue(drop >= 0.5 || !over && drop >= 0.25, story.id() + " " + drop);
                    case PARTIAL -> assertTrue(drop >= 0.25 && drop < 0.5, story.id() + " " + drop);
                    case NONE -> assertTrue(drop < 0.25, story.id() + " " + drop);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void the_items_of_a_phq9_add_up_to_its_total(Story story) {
        List<JsonObject> chart = chart(story, 1);
        List<JsonObject> responses = ofType(chart, "QuestionnaireResponse")
                .filter(r -> r.string("questionnaire").endsWith("phq-9")).toList();
        assertFalse(responses.isEmpty());
        for (JsonObject response : responses) {
            int sum = response.objects("item").stream()
                    .map(i -> i.objects("answer").getFirst().object("valueCoding").string("code"))
                    .mapToInt(List.of("LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9")::indexOf).sum();
            int total = chart.stream().filter(r -> hasCode(r, "44261-6"))
                    .filter(r -> r.string("effectiveDateTime").equals(response.string("authored")))
                    .map(r -> number(r.object("valueQuantity"), "value").intValue()).findFirst().orElseThrow();
            assertEquals(total, sum);
        }
    }

    @Test
    void the_stopped_infusion_keeps_what_was_given_and_what_was_done() {
        List<JsonObject> chart = chart(story("demo-iv-stopped"), 1);
        JsonObject stopped = ketamine(chart).filter(a -> a.string("status").equals("stopped"))
                .findFirst().orElseThrow();
        JsonObject before = ketamine(chart).findFirst().orElseThrow();
        assertTrue(stopped.has("statusReason"));
        assertTrue(number(stopped.object("dosage").object("dose"), "value")
                .compareTo(number(before.object("dosage").object("dose"), "value")) < 0);
        JsonObject event = ofType(chart, "AdverseEvent").findFirst().orElseThrow();
        assertEquals("24184005", event.object("event").objects("coding").getFirst().string("code"));
        assertEquals(stopped.object("context"), event.object("encounter"));
    }

    @Test
    void the_missed_session_is_not_done_and_cancelled_in_the_plan() {
        List<JsonObject> chart = chart(story("demo-iv-partial"), 1);
        JsonObject missed = ketamine(chart).filter(a -> a.string("status").equals("not-done"))
                .findFirst().orElseThrow();
        assertTrue(missed.has("statusReason"));
        assertFalse(missed.has("dosage"));
        JsonObject plan = ofType(chart, "CarePlan").findFirst().orElseThrow();
        assertTrue(plan.objects("activity").stream().filter(a -> a.has("detail"))
                .anyMatch(a -> a.object("detail").string("status").equals("cancelled")));
    }
}
