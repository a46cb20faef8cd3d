package org.ketaminerecord.demo;

import static org.ketaminerecord.demo.Elements.extension;
import static org.ketaminerecord.demo.Elements.part;
import static org.ketaminerecord.demo.Elements.reference;

import java.math.BigDecimal;
import java.time.ZonedDateTime;
import org.ketaminerecord.demo.Stage.Fate;
import org.ketaminerecord.demo.Stage.Planned;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;

/** One session of a course: the visit, the dose, and all that is watched until the patient goes home. */
final class Session {

    /** When a stopped infusion is stopped: at the second of two readings over 180/110, five minutes apart. */
    static final int STOPPED_AT = 25;

    final Chart chart;
    final Course course;
    final Planned planned;
    final Method method;
    final String key;
    final String encounter;
    final String administration;
    final ZonedDateTime doseStart;

    /** The dose as ordered, in milligrams for the weight of the day. */
    final BigDecimal orderedMg;

    private final boolean firstOfWeek;

    Session(Chart chart, Course course, Planned planned) {
        this.chart = chart;
        this.course = course;
        this.planned = planned;
        this.method = chart.story.method();
        this.key = course.key + "-" + planned.number();
        this.encounter = chart.transaction.url(key);
        this.administration = chart.transaction.url(key + "-administration");
        this.doseStart = chart.at(planned.date(), chart.between(9, 13), 5 * chart.between(0, 11));
        this.firstOfWeek = course.isFirstOfWeek(planned);
        if (firstOfWeek) {
            chart.weigh();
        }
        this.orderedMg = planned.dose().mg(chart.weight);
    }

    void write() {
        chart.transaction.post(key, encounter());
        new Administration(this).write();
        if (planned.fate() == Fate.MISSED) {
            return;
        }
        if (firstOfWeek) {
            weight();
            Scores.write(chart, key, encounter, at(-25), planned.number() % 4 == 1);
        }
        Vitals vitals = new Vitals(this);
        vitals.write();
        Effects effects = new Effects(this);
        effects.write();
        if (planned.fate() == Fate.STOPPED) {
            AdverseReaction.write(this);
        }
        effects.dischargeReadiness(vitals.last());
        Note.ofSession(this, vitals, effects);
    }

    ZonedDateTime at(int minute) {
        return doseStart.plusMinutes(minute);
    }

    int dosingEnd() {
        return planned.fate() == Fate.STOPPED ? STOPPED_AT : method.dosingEnd;
    }

    /** When the acute effects are strongest; a stopped infusion has its peak before it is stopped. */
    int peak() {
        return planned.fate() == Fate.STOPPED ? STOPPED_AT - 5 : method.peak;
    }

    /** How strong the effects are at a minute: 0 before the dose, 1 at the peak, near 0 when the patient leaves. */
    double strength(int minute) {
        if (minute <= 0) {
            return 0;
        }
        int gone = planned.fate() == Fate.STOPPED ? STOPPED_AT + 60 : method.end;
        return minute <= peak() ? (double) minute / peak()
                : Math.max(0, 1 - (double) (minute - peak()) / (gone - peak()));
    }

    /** An observation of this session, with its phase and its minute. */
    JsonObject observation(Code category, JsonObject code, int minute, String performer) {
        JsonObject observation = chart.observation(category, code, at(minute), performer);
        observation.insert(1, "extension", JsonArray.of(
                extension("ktr-session-phase-ext", "valueCodeableConcept", phase(minute).code.concept()),
                minutes(minute)));
        return observation.put("partOf", Elements.references(administration)).put("encounter", reference(encounter));
    }

    static JsonObject minutes(int minute) {
        return extension("ktr-minutes-from-dose-start", "valueQuantity", Elements.quantity(minute, "min"));
    }

    /** The extensions that say which session of which course something belongs to. */
    JsonArray place() {
        return JsonArray.of(extension("ktr-course", "valueReference", reference(course.plan)),
                extension("ktr-session-number", "valuePositiveInt",
                        new JsonNumber(Integer.toString(planned.number()))));
    }

    private Phase phase(int minute) {
        if (minute < 0) {
            return Phase.PRE_DOSE;
        }
        if (minute <= dosingEnd()) {
            return Phase.DOSING;
        }
        if (minute <= method.monitoringEnd) {
            return Phase.MONITORING;
        }
        return minute < method.recoveryEnd ? Phase.RECOVERY : Phase.DISCHARGE;
    }

    private void weight() {
        chart.transaction.post(key + "-weight", observation(Codes.VITAL_SIGNS, Codes.BODY_WEIGHT.concept(), -20,
                chart.atHome() ? chart.patient : Clinic.NURSE)
                .put("valueQuantity", Elements.quantity(chart.weight, "kg")));
    }

    private JsonObject encounter() {
        boolean missed = planned.fate() == Fate.MISSED;
        JsonArray extensions = place();
        if (!missed) {
            extensions.add(phasePeriod(Phase.PRE_DOSE, -30, 0));
            extensions.add(phasePeriod(Phase.DOSING, 0, dosingEnd()));
            extensions.add(phasePeriod(Phase.MONITORING, dosingEnd(), method.monitoringEnd));
            extensions.add(phasePeriod(Phase.RECOVERY, method.monitoringEnd, method.recoveryEnd));
            extensions.add(phasePeriod(Phase.DISCHARGE, method.recoveryEnd, method.end));
            extensions.add(extension("ktr-escort", part("arranged", "valueBoolean", JsonBoolean.TRUE),
                    part("person", "valueReference", reference(chart.escort))));
        }
        JsonObject encounter = Visit.encounter(chart, key, method.sessionType, Codes.TREATMENT_VISIT,
                at(-30), at(method.end), missed ? "cancelled" : "finished");
        encounter.insert(1, "extension", extensions);
        if (!missed) {
            encounter.put("hospitalization", new JsonObject().put("dischargeDisposition",
                    Codes.hl7("discharge-disposition", "home", "Home").concept()));
        }
        return encounter;
    }

    private JsonObject phasePeriod(Phase phase, int from, int to) {
        return extension("ktr-phase", part("phase", "valueCodeableConcept", phase.code.concept()),
                part("period", "valuePeriod", Elements.period(at(from), at(to))));
    }
}
