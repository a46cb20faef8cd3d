package org.ketaminerecord.demo;

import static org.ketaminerecord.demo.Elements.quantity;
import static org.ketaminerecord.demo.Elements.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;

/** What the medicine does besides: dissociation, sedation, side effects; and whether the patient may go home. */
final class Effects {

    /** The items of the 23-item scale that make up the CADSS-6. */
    private static final List<String> CADSS_6_ITEMS = List.of("01", "02", "06", "07", "15", "22");

    private static final List<Code> CRITERIA = List.of(
            criterion("time", "Time since dose"), criterion("blood-pressure", "Blood pressure"),
            criterion("sedation", "Sedation"), criterion("dissociation", "Dissociation"),
            criterion("ambulation", "Ambulation"), criterion("nausea", "Nausea"), criterion("escort", "Escort"));

    private final Session session;
    private final Chart chart;
    private final List<String> settled = new ArrayList<>();
    private final List<String> sideEffects = new ArrayList<>();
    private int strongest;
    private int deepest = 5;

    Effects(Session session) {
        this.session = session;
        this.chart = session.chart;
    }

    void write() {
        List<Integer> checks = session.method.checks;
        int highest = switch (session.method) {
            case INFUSION -> chart.between(8, 15);
            case NASAL_SPRAY -> chart.between(6, 12);
            case ORAL, AT_HOME -> chart.between(3, 6);
        };
        int peakMoaas = session.method == Method.AT_HOME ? 5 : 4;
        int afterPeak = checks.get(checks.indexOf(session.peak()) + 1);
        for (int minute : List.of(checks.getFirst(), session.peak(), afterPeak, checks.getLast())) {
            settled.clear();
            dissociation(minute, (int) Math.round(highest * session.strength(minute)));
            sedation(minute, session.strength(minute) > 0.9 ? peakMoaas : 5);
        }
        sideEffects();
    }

    /** The check before the door: own words for each criterion, and the readings it rests on. */
    void dischargeReadiness(List<String> readings) {
        JsonArray components = new JsonArray();
        CRITERIA.forEach(criterion -> components.add(new JsonObject()
                .put("code", criterion.concept())
                .put("valueBoolean", true)));
        JsonArray derivedFrom = new JsonArray();
        readings.forEach(url -> derivedFrom.add(reference(url)));
        settled.forEach(url -> derivedFrom.add(reference(url)));
        chart.transaction.post(session.key + "-discharge", session.observation(Codes.SURVEY,
                        Codes.DISCHARGE_READY.concept(), session.method.recoveryEnd, Clinic.NURSE)
                .put("valueBoolean", true)
                .put("derivedFrom", derivedFrom)
                .put("component", components));
    }

    /** For the note. */
    String words() {
        return "CADSS-6 " + strongest + " of 24 and MOAA/S " + deepest + " of 5 at " + session.peak() + " minutes; "
                + (sideEffects.isEmpty() ? "no side effects."
                        : String.join(", ", sideEffects) + ", gone before discharge.");
    }

    private void dissociation(int minute, int total) {
        strongest = Math.max(strongest, total);
        JsonArray items = new JsonArray();
        int left = total;
        for (int i = 0; i < CADSS_6_ITEMS.size(); i++) {
            int share = (int) Math.ceil((double) left / (CADSS_6_ITEMS.size() - i));
            left -= share;
            String item = CADSS_6_ITEMS.get(i);
            items.add(new JsonObject()
                    .put("code", Codes.own("ktr-assessment", "cadss-item-" + item,
                            "CADSS item " + Integer.parseInt(item)).concept())
                    .put("valueInteger", new JsonNumber(Integer.toString(share))));
        }
        settled.add(chart.transaction.post(session.key + "-cadss" + minute,
                session.observation(Codes.SURVEY, Codes.CADSS_6.concept(), minute, Clinic.NURSE)
                        .put("valueQuantity", quantity(total, "{score}"))
                        .put("component", items)));
    }

    private void sedation(int minute, int score) {
        deepest = Math.min(deepest, score);
        settled.add(chart.transaction.post(session.key + "-moaas" + minute,
                session.observation(Codes.EXAM, Codes.MOAAS.concept(), minute, Clinic.NURSE)
                        .put("valueQuantity", quantity(score, "{score}"))));
    }

    private void sideEffects() {
        List<Code> usual = switch (session.method) {
            case INFUSION -> List.of(Codes.DIZZINESS, Codes.NAUSEA, Codes.NUMBNESS);
            case NASAL_SPRAY -> List.of(Codes.DIZZINESS, Codes.TASTE_ALTERED, Codes.DROWSY);
            case ORAL -> List.of(Codes.NAUSEA, Codes.DROWSY);
            case AT_HOME -> List.of(Codes.DROWSY, Codes.HEADACHE);
        };
        for (Code effect : usual) {
            if (chart.between(1, 3) > 1) {
                continue;
            }
            int onset = 5 * chart.between(2, 5);
            int gone = session.method.monitoringEnd - 5 * chart.between(0, 3);
            int severity = chart.between(1, 2);
            JsonObject observation = session.observation(Codes.SURVEY, effect.concept(), onset, Clinic.NURSE);
            observation.remove("effectiveDateTime");
            chart.transaction.post(session.key + "-effect-" + effect.code(), observation
                    .put("effectivePeriod", Elements.period(session.at(onset), session.at(gone)))
                    .put("valueQuantity", quantity(severity, "{score}")));
            String name = effect.display().substring(0, effect.display().indexOf(" ("));
            sideEffects.add(name.toLowerCase(Locale.ROOT) + (severity == 1 ? " (mild)" : " (moderate)"));
        }
    }

    private static Code criterion(String code, String display) {
        return Codes.own("ktr-discharge-criterion", code, display);
    }
}
