package org.ketaminerecord.demo;

import static org.ketaminerecord.demo.Elements.list;
import static org.ketaminerecord.demo.Elements.quantity;

import java.util.ArrayList;
import java.util.List;
import org.ketaminerecord.demo.Stage.Fate;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;

/** Blood pressure, pulse and oxygen at each check of a session: they rise to a peak with the dose and settle. */
final class Vitals {

    private final Session session;
    private final Chart chart;
    private final boolean stopped;
    private final List<String> last = new ArrayList<>();
    private String before;
    private String highest;

    Vitals(Session session) {
        this.session = session;
        this.chart = session.chart;
        this.stopped = session.planned.fate() == Fate.STOPPED;
    }

    void write() {
        Story.Body body = chart.story.body();
        int systolic = body.systolic() + chart.between(-3, 3);
        int diastolic = body.diastolic() + chart.between(-2, 2);
        int pulse = chart.between(62, 76);
        double strong = switch (session.method) {
            case INFUSION, NASAL_SPRAY -> 1;
            case ORAL, AT_HOME -> 0.6;
        };
        int rise = (int) (strong * chart.between(16, 24));
        int lowRise = (int) (strong * chart.between(8, 13));
        int pulseRise = (int) (strong * chart.between(7, 13));
        if (stopped) {
            rise = 54;
            lowRise = 31;
            pulseRise = 18;
        }
        for (int minute : checks()) {
            double strength = session.strength(minute);
            last.clear();
            pressure(minute, systolic + (int) Math.round(rise * strength) + chart.between(-1, 1),
                    diastolic + (int) Math.round(lowRise * strength) + chart.between(-1, 1));
            post("heart-rate", minute, Codes.HEART_RATE.concept(),
                    quantity(pulse + Math.round(pulseRise * strength) + chart.between(-1, 1), "/min"));
            post("oxygen", minute, Elements.concept(Codes.PULSE_OXIMETRY, Codes.OXYGEN_SATURATION),
                    quantity(98 - Math.round(2 * strength) + chart.between(-1, 1), "%"));
        }
    }

    /** The observations of the last check. */
    List<String> last() {
        return last;
    }

    /** The blood pressure before the dose and at the peak, for the note. */
    String words() {
        return "Blood pressure " + before + " before, " + highest + " at " + session.peak() + " minutes.";
    }

    static JsonArray pressure(int systolic, int diastolic) {
        return list(component(Codes.SYSTOLIC, systolic), component(Codes.DIASTOLIC, diastolic));
    }

    private List<Integer> checks() {
        if (!stopped) {
            return session.method.checks;
        }
        List<Integer> checks = new ArrayList<>(session.method.checks);
        checks.add(checks.indexOf(30), Session.STOPPED_AT);
        return checks;
    }

    private void pressure(int minute, int systolic, int diastolic) {
        if (minute < 0) {
            before = systolic + "/" + diastolic;
        } else if (minute == session.peak()) {
            highest = systolic + "/" + diastolic;
        }
        last.add(chart.transaction.post(session.key + "-blood-pressure" + minute,
                session.observation(Codes.VITAL_SIGNS, Codes.BLOOD_PRESSURE.concept(), minute, performer())
                        .put("component", pressure(systolic, diastolic))));
    }

    private void post(String name, int minute, JsonObject code, JsonObject value) {
        last.add(chart.transaction.post(session.key + "-" + name + minute,
                session.observation(Codes.VITAL_SIGNS, code, minute, performer()).put("valueQuantity", value)));
    }

    /** At home the patient reads the cuff and the oximeter. */
    private String performer() {
        return chart.atHome() ? chart.patient : Clinic.NURSE;
    }

    private static JsonObject component(Code code, int value) {
        return new JsonObject().put("code", code.concept()).put("valueQuantity", quantity(value, "mm[Hg]"));
    }
}
