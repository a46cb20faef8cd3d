package org.ketaminerecord.demo;

import static org.ketaminerecord.demo.Elements.extension;
import static org.ketaminerecord.demo.Elements.identifier;
import static org.ketaminerecord.demo.Elements.list;
import static org.ketaminerecord.demo.Elements.quantity;
import static org.ketaminerecord.demo.Elements.reference;
import static org.ketaminerecord.demo.Elements.references;
import static org.ketaminerecord.demo.Elements.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.ketaminerecord.demo.Stage.Fate;
import org.ketaminerecord.demo.Stage.Planned;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonObject;

/** The prescriptions of a course: one for each dose, each pointing at the one before it. */
final class Orders {

    private final Course course;
    private final Chart chart;
    private final Method method;
    private final List<Dose> doses;

    Orders(Course course) {
        this.course = course;
        this.chart = course.chart;
        this.method = chart.story.method();
        this.doses = course.stage.before(chart.today).stream().map(Planned::dose).distinct().toList();
    }

    String of(Planned planned) {
        return url(doses.indexOf(planned.dose()));
    }

    void write() {
        for (int i = 0; i < doses.size(); i++) {
            chart.transaction.post(key(i), order(i));
        }
    }

    /** The doses in the order in which they were prescribed. */
    String words() {
        return method.sessionType.display() + ", "
                + doses.stream().map(Dose::words).collect(Collectors.joining(", then ")) + ".";
    }

    /** An activity of the care plan for each order, with the visits at which it was carried out. */
    JsonArray activities() {
        JsonArray activities = new JsonArray();
        for (int i = 0; i < doses.size(); i++) {
            JsonArray visits = new JsonArray();
            for (Planned planned : under(i)) {
                if (planned.fate() != Fate.MISSED && planned.date().isBefore(chart.today)) {
                    visits.add(reference(chart.transaction.url(course.key + "-" + planned.number())));
                }
            }
            activities.add(new JsonObject().put("outcomeReference", visits).put("reference", reference(url(i))));
        }
        return activities;
    }

    private JsonObject order(int at) {
        Dose dose = doses.get(at);
        List<Planned> sessions = under(at);
        boolean last = at == doses.size() - 1;
        boolean stopped = !last && sessions.getLast().fate() == Fate.STOPPED;
        JsonObject order = Elements.resource("MedicationRequest")
                .put("extension", list(extension("ktr-off-label", "valueBoolean",
                        JsonBoolean.of(method != Method.NASAL_SPRAY))))
                .put("identifier", list(identifier("order", chart.story.id() + "-" + key(at))))
                .put("status", stopped ? "stopped" : last && !course.isOver() ? "active" : "completed");
        if (stopped) {
            order.put("statusReason", text("Blood pressure above 180/110 during the infusion; dose lowered"));
        }
        order.put("intent", "order")
                .put("category", list(
                        Codes.hl7("medicationrequest-category", "outpatient", "Outpatient").concept()))
                .put("reportedBoolean", false);
        Administration.medicine(method, dose, order);
        order.put("subject", reference(chart.patient))
                .put("authoredOn", Elements.time(chart.at(workingDayBefore(sessions.getFirst().date()), 16, 40)))
                .put("requester", reference(Clinic.PSYCHIATRIST))
                .put("reasonReference", references(chart.condition));
        if (at > 0) {
            order.put("priorPrescription", reference(url(at - 1)));
        }
        return order.put("dosageInstruction", list(instruction(dose, sessions)));
    }

    private JsonObject instruction(Dose dose, List<Planned> sessions) {
        BigDecimal mg = dose.mg(chart.weight);
        BigDecimal most = switch (dose) {
            case Dose.PerKilogram ignored -> mg.multiply(new BigDecimal("1.1")).setScale(0, RoundingMode.CEILING);
            case Dose.Fixed ignored -> mg;
        };
        JsonObject ordered = new JsonObject()
                .put("type", Codes.hl7("dose-rate-type", "ordered", "Ordered").concept());
        JsonArray doseAndRate = list(ordered);
        switch (dose) {
            case Dose.PerKilogram perKg -> {
                ordered.put("doseQuantity", quantity(perKg.mgPerKg(), "mg/kg"))
                        .put("rateQuantity", quantity(Administration.rate(perKg, method), "mg/kg/h"));
                doseAndRate.add(new JsonObject()
                        .put("type", Codes.hl7("dose-rate-type", "calculated", "Calculated").concept())
                        .put("doseQuantity", quantity(mg, "mg")));
            }
            case Dose.Fixed ignored -> ordered.put("doseQuantity", quantity(mg, "mg"));
        }
        long perWeek = sessions.stream()
                .filter(s -> s.date().isBefore(sessions.getFirst().date().plusDays(7))).count();
        JsonObject repeat = new JsonObject()
                .put("boundsPeriod", Elements.period(sessions.getFirst().date(), sessions.getLast().date()))
                .put("count", sessions.size());
        if (course.stage.code() != Codes.MAINTENANCE) {         // maintenance is at growing distances
            repeat.put("frequency", perWeek).put("period", 1).put("periodUnit", "wk");
        }
        return new JsonObject()
                .put("text", dose.words() + ", " + method.route.display().replace(" (qualifier value)", "")
                        + ", at each session, under observation")
                .put("timing", new JsonObject().put("repeat", repeat))
                .put("route", method.route.concept())
                .put("doseAndRate", doseAndRate)
                .put("maxDosePerPeriod", new JsonObject().put("numerator", quantity(most, "mg"))
                        .put("denominator", quantity(1, "d")));
    }

    private static LocalDate workingDayBefore(LocalDate day) {
        return day.minusDays(day.getDayOfWeek() == DayOfWeek.MONDAY ? 3 : 1);
    }

    private List<Planned> under(int at) {
        return course.stage.sessions().stream().filter(s -> s.dose().equals(doses.get(at))).toList();
    }

    private String key(int at) {
        return course.key + "-order-" + (at + 1);
    }

    private String url(int at) {
        return chart.transaction.url(key(at));
    }
}
