package org.ketaminerecord.demo;

import static org.ketaminerecord.demo.Elements.extension;
import static org.ketaminerecord.demo.Elements.identifier;
import static org.ketaminerecord.demo.Elements.list;
import static org.ketaminerecord.demo.Elements.reference;
import static org.ketaminerecord.demo.Elements.references;
import static org.ketaminerecord.demo.Elements.text;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import org.ketaminerecord.demo.Stage.Fate;
import org.ketaminerecord.demo.Stage.Planned;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;

/** One stage as it is lived: its care plan, its orders, its sessions up to yesterday, and the review at its end. */
final class Course {

    final Chart chart;
    final Stage stage;
    final String key;
    final String plan;

    private final Orders orders;
    private final String replaces;
    private final boolean over;

    /**
     * A stage of this chart.
     *
     * @param previous the course that this one follows, or null for the first
     */
    Course(Chart chart, Stage stage, Course previous) {
        this.chart = chart;
        this.stage = stage;
        this.key = stage.code().code();
        this.plan = chart.transaction.url(key);
        this.orders = new Orders(this);
        this.replaces = previous == null ? null : previous.plan;
        this.over = stage.isOver(chart.today);
    }

    void write() {
        chart.transaction.post(key, carePlan());
        orders.write();
        for (Planned planned : stage.before(chart.today)) {
            new Session(chart, this, planned).write();
        }
        if (over) {
            Visit.review(chart, this);
        }
        stage.sessions().stream().filter(s -> !s.date().isBefore(chart.today)).findFirst().ifPresent(this::appointment);
    }

    boolean isOver() {
        return over;
    }

    /** The order under which a session's dose is given. */
    String order(Planned planned) {
        return orders.of(planned);
    }

    /** True for the session at which the week's weight and scores are taken. */
    boolean isFirstOfWeek(Planned planned) {
        return planned.fate() != Fate.MISSED && stage.sessions().stream()
                .filter(s -> s.fate() != Fate.MISSED && week(s).equals(week(planned)))
                .findFirst().orElseThrow() == planned;
    }

    private static LocalDate week(Planned planned) {
        return planned.date().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private JsonObject carePlan() {
        String title = "Ketamine " + stage.code().display().toLowerCase(Locale.ROOT) + " course";
        int count = stage.sessions().size();
        JsonObject carePlan = Elements.resource("CarePlan")
                .put("text", Elements.narrative(title + ": " + orders.words() + " " + count
                        + " sessions from " + stage.start() + " to " + stage.end() + ". Weekly cognitive behavioral "
                        + "therapy, mood journal, weekly scores; advice on sleep, exercise and nutrition; support "
                        + "group."))
                .put("extension", list(
                        extension("ktr-course-stage-ext", "valueCodeableConcept", stage.code().concept()),
                        extension("ktr-planned-sessions", "valuePositiveInt", new JsonNumber(Integer.toString(count)))))
                .put("identifier", list(identifier("course", chart.story.id() + "-" + key)));
        if (replaces != null) {
            carePlan.put("replaces", references(replaces));
        }
        return carePlan
                .put("status", over ? "completed" : "active")
                .put("intent", "plan")
                .put("category", list(Codes.ASSESS_PLAN.concept()))
                .put("title", title)
                .put("description", orders.words())
                .put("subject", reference(chart.patient))
                .put("period", Elements.period(stage.start(), stage.end()))
                .put("created", stage.start().minusDays(4).toString())
                .put("author", reference(Clinic.PSYCHIATRIST))
                .put("careTeam", references(chart.careTeam))
                .put("addresses", references(chart.condition))
                .put("goal", Goals.references(chart))
                .put("activity", activities());
    }

    private JsonArray activities() {
        JsonArray activities = orders.activities();
        for (Planned planned : stage.before(chart.today)) {
            if (planned.fate() == Fate.MISSED) {
                activities.add(activity(detail("Appointment", text("Ketamine session " + planned.number()), "cancelled")
                        .put("statusReason", text("The patient had a cold"))
                        .put("scheduledPeriod", Elements.period(planned.date(), planned.date()))));
            }
        }
        String going = over ? "completed" : "in-progress";
        activities.add(activity(detail("ServiceRequest", Codes.CBT.concept(), going)
                .put("scheduledTiming", every(1, "wk")).put("performer", references(Clinic.THERAPIST))));
        activities.add(activity(detail("Task", text("Mood and side effect journal"), going)
                .put("scheduledTiming", every(4, "d")).put("performer", references(chart.patient))));
        activities.add(activity(detail("ServiceRequest", Codes.PHQ9_PANEL.concept(), going)
                .put("scheduledTiming", every(1, "wk")).put("performer", references(chart.patient))));
        activities.add(activity(detail("ServiceRequest", Codes.LIFESTYLE_EDUCATION.concept(), going)
                .put("description", "Sleep hygiene, regular exercise, balanced nutrition.")));
        activities.add(activity(detail("ServiceRequest", Codes.SUPPORT_GROUP.concept(), "not-started")));
        return activities;
    }

    /** An activity that is told in the plan itself. */
    private static JsonObject activity(JsonObject detail) {
        return new JsonObject().put("detail", detail);
    }

    private static JsonObject detail(String kind, JsonObject code, String status) {
        return new JsonObject().put("kind", kind).put("code", code).put("status", status);
    }

    private static JsonObject every(int period, String unit) {
        return new JsonObject().put("repeat", new JsonObject().put("frequency", 1).put("period", period)
                .put("periodUnit", unit));
    }

    private void appointment(Planned next) {
        JsonArray participants = list(accepted(chart.patient), accepted(Clinic.NURSE));
        if (!chart.atHome()) {
            participants.add(accepted(Clinic.ROOM));
        }
        chart.transaction.post(key + "-appointment", Elements.resource("Appointment")
                .put("identifier", list(identifier("appointment", chart.story.id() + "-" + key + "-" + next.number())))
                .put("status", "booked")
                .put("serviceType", list(chart.story.method().sessionType.concept()))
                .put("reasonReference", references(chart.condition))
                .put("description", "Session " + next.number() + " of " + stage.sessions().size())
                .put("start", Elements.time(chart.at(next.date(), 10, 0)))
                .put("end", Elements.time(chart.at(next.date(), 12, 30)))
                .put("created", stage.start().toString())
                .put("participant", participants));
    }

    private static JsonObject accepted(String actor) {
        return new JsonObject().put("actor", reference(actor)).put("status", "accepted");
    }

    /** Writes the stages that have begun, and what belongs to all of them. */
    static void writeAll(Chart chart) {
        Goals.write(chart);
        Course previous = null;
        List<Stage> begun = chart.stages.stream().filter(s -> s.start().isBefore(chart.today)).toList();
        for (Stage stage : begun) {
            Course course = new Course(chart, stage, previous);
            course.write();
            previous = course;
        }
    }
}
