package org.ketaminerecord.demo;

import static org.ketaminerecord.demo.Elements.reference;
import static org.ketaminerecord.demo.Elements.references;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import org.ketaminerecord.json.JsonObject;

/** One patient's chart while it is written: the bundle, the chance, and what every resource in it points at. */
final class Chart {

    /** The clinic's wall clock. */
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    final Story story;
    final LocalDate today;
    final List<Stage> stages;
    final Transaction transaction;
    final String patient;
    final String condition;
    final String escort;
    final String careTeam;

    /** The last weight taken, in kilograms. */
    BigDecimal weight;

    private final Random random;

    Chart(Story story, long seed, LocalDate today) {
        this.story = story;
        this.today = today;
        this.stages = story.stages(today);
        this.transaction = new Transaction(story.id(), seed);
        this.random = new Random(seed * 0x9E3779B97F4A7C15L ^ story.id().hashCode());
        this.patient = transaction.url(story.id());
        this.condition = transaction.url("condition");
        this.escort = transaction.url("escort");
        this.careTeam = transaction.url("care-team");
        this.weight = BigDecimal.valueOf(story.body().weight());
    }

    /** A whole number in this range, both ends included. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    ZonedDateTime at(LocalDate day, int hour, int minute) {
        return day.atTime(hour, minute).atZone(ZONE);
    }

    /** True when the patient treats himself or herself at home, with the clinic on the screen. */
    boolean atHome() {
        return story.method() == Method.AT_HOME;
    }

    /** A new weight, near the first one, in tenths of a kilogram. */
    BigDecimal weigh() {
        weight = BigDecimal.valueOf(story.body().weight() * 10L + between(-6, 6), 1);
        return weight;
    }

    /** How far the first stage has come by a day, from 0 at the first dose to 1 at the last and after it. */
    double progress(LocalDate day) {
        Stage first = stages.getFirst();
        double length = first.end().toEpochDay() - first.start().toEpochDay();
        return Math.clamp((day.toEpochDay() - first.start().toEpochDay()) / length, 0, 1);
    }

    /** A final Observation of this patient without a value yet. */
    JsonObject observation(Code category, JsonObject code, ZonedDateTime at, String performer) {
        return Elements.resource("Observation")
                .put("status", "final")
                .put("category", Elements.list(category.concept()))
                .put("code", code)
                .put("subject", reference(patient))
                .put("effectiveDateTime", Elements.time(at))
                .put("performer", references(performer));
    }
}
