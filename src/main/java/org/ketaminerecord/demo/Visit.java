package org.ketaminerecord.demo;

import static org.ketaminerecord.demo.Elements.identifier;
import static org.ketaminerecord.demo.Elements.list;
import static org.ketaminerecord.demo.Elements.reference;
import static org.ketaminerecord.demo.Elements.references;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.ketaminerecord.json.JsonObject;

/** Visits to the clinic: those of sessions, and those at which the patient is assessed and nothing is given. */
final class Visit {

    private Visit() {
    }

    /** Before the first session: is this treatment right for this patient, and where do the scores start? */
    static void evaluation(Chart chart) {
        LocalDate day = evaluationDay(chart);
        String encounter = assess(chart, "evaluation", day);
        ZonedDateTime at = chart.at(day, 10, 15);
        chart.transaction.post("evaluation-weight",
                measured(chart, Codes.BODY_WEIGHT, at, encounter, Elements.quantity(chart.weight, "kg")));
        chart.transaction.post("evaluation-height", measured(chart, Codes.BODY_HEIGHT, at, encounter,
                Elements.quantity(chart.story.body().height(), "cm")));
        Story.Body body = chart.story.body();
        chart.transaction.post("evaluation-blood-pressure",
                chart.observation(Codes.VITAL_SIGNS, Codes.BLOOD_PRESSURE.concept(), at, Clinic.NURSE)
                        .put("encounter", reference(encounter))
                        .put("component", Vitals.pressure(body.systolic(), body.diastolic())));
        int phq9 = Scores.write(chart, "evaluation", encounter, at, true);
        Note.ofVisit(chart, "evaluation", encounter, at, "Evaluation for ketamine treatment. "
                + chart.story.illness().trials().size() + " antidepressant trial(s) without enough effect. PHQ-9 total "
                + phq9 + ". No psychosis, no aneurysmal disease, blood pressure controlled. Risks and alternatives "
                + "discussed; the patient consents.");
    }

    static LocalDate evaluationDay(Chart chart) {
        return chart.stages.getFirst().start().minusDays(5);
    }

    /** After the last session of a stage: what did it bring? */
    static void review(Chart chart, Course course) {
        String key = course.key + "-review";
        LocalDate day = course.stage.review();
        String encounter = assess(chart, key, day);
        ZonedDateTime at = chart.at(day, 10, 15);
        int phq9 = Scores.write(chart, key, encounter, at, true);
        Note.ofVisit(chart, key, encounter, at, "Review at the end of " + course.stage.code().display().toLowerCase(
                Locale.ROOT) + ". PHQ-9 total " + chart.story.illness().phq9() + " at the start, " + phq9
                + " now. " + chart.story.illness().response().words());
    }

    /** An Encounter without its extensions. */
    static JsonObject encounter(Chart chart, String key, Code type, Code kind, ZonedDateTime start, ZonedDateTime end,
            String status) {
        JsonObject encounter = Elements.resource("Encounter")
                .put("identifier", list(identifier("encounter", chart.story.id() + "-" + key)))
                .put("status", status)
                .put("class", Codes.AMBULATORY.coding())
                .put("type", list(Elements.concept(type, kind)))
                .put("subject", reference(chart.patient))
                .put("participant", list(
                        participant("PPRF", "primary performer", Clinic.PSYCHIATRIST),
                        participant("ATND", "attender", Clinic.NURSE)))
                .put("period", Elements.period(start, end))
                .put("reasonReference", references(chart.condition))
                .put("serviceProvider", reference(Clinic.ORGANIZATION));
        if (!chart.atHome()) {
            encounter.put("location", list(new JsonObject().put("location", reference(Clinic.ROOM))));
        }
        return encounter;
    }

    private static String assess(Chart chart, String key, LocalDate day) {
        return chart.transaction.post(key, encounter(chart, key, Codes.EVALUATION, Codes.FOLLOW_UP_VISIT,
                chart.at(day, 10, 0), chart.at(day, 11, 0), "finished"));
    }

    private static JsonObject measured(Chart chart, Code code, ZonedDateTime at, String encounter, JsonObject value) {
        return chart.observation(Codes.VITAL_SIGNS, code.concept(), at, Clinic.NURSE)
                .put("encounter", reference(encounter)).put("valueQuantity", value);
    }

    private static JsonObject participant(String code, String display, String who) {
        return new JsonObject().put("type", list(Codes.hl7("v3-ParticipationType", code, display).concept()))
                .put("individual", reference(who));
    }
}
