package org.ketaminerecord.demo;

import static org.ketaminerecord.demo.Elements.list;
import static org.ketaminerecord.demo.Elements.reference;
import static org.ketaminerecord.demo.Elements.references;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonValue;

/** What the patient writes down at home between sessions, and the observations that are read from it. */
final class Journal {

    private static final Code MOOD = Codes.own("ktr-journal-item", "journal-mood", "Mood, 0 to 10");
    private static final Code ENERGY = Codes.own("ktr-journal-item", "journal-energy", "Energy, 0 to 10");
    private static final Code ANXIETY = Codes.own("ktr-journal-item", "journal-anxiety", "Anxiety, 0 to 10");

    private Journal() {
    }

    /** An entry every fourth evening, never on the day of a session, to a week after the last. */
    static void write(Chart chart) {
        Set<LocalDate> sessionDays = chart.stages.stream().flatMap(s -> s.sessions().stream())
                .map(Stage.Planned::date).collect(Collectors.toSet());
        LocalDate last = chart.stages.getLast().end().plusDays(7);
        LocalDate first = chart.stages.getFirst().start().plusDays(1);
        for (LocalDate day = first; day.isBefore(chart.today) && !day.isAfter(last); day = day.plusDays(4)) {
            entry(chart, sessionDays.contains(day) ? day.plusDays(1) : day);
        }
    }

    private static void entry(Chart chart, LocalDate day) {
        if (!day.isBefore(chart.today)) {
            return;
        }
        double better = 1 - chart.story.illness().response().share(chart.progress(day));
        JsonObject mood = score(3 + 5 * better, chart);
        JsonObject energy = score(3 + 4 * better, chart);
        JsonObject anxiety = score(6 - 4 * better, chart);
        JsonObject sleep = Elements.quantity(BigDecimal.valueOf(Math.round(11 + 4 * better) + chart.between(-1, 1))
                .divide(BigDecimal.TWO), "h");
        ZonedDateTime at = chart.at(day, 20, chart.between(5, 55));
        String key = "journal-" + day;
        String response = chart.transaction.post(key, Elements.resource("QuestionnaireResponse")
                .put("questionnaire", Codes.OWN + "Questionnaire/mood-journal")
                .put("status", "completed")
                .put("subject", reference(chart.patient))
                .put("authored", Elements.time(at))
                .put("author", reference(chart.patient))
                .put("source", reference(chart.patient))
                .put("item", list(
                        item("mood", MOOD.display(), "valueInteger", mood.get("value")),
                        item("energy", ENERGY.display(), "valueInteger", energy.get("value")),
                        item("anxiety", ANXIETY.display(), "valueInteger", anxiety.get("value")),
                        item("sleep", "Hours slept last night", "valueDecimal", sleep.get("value")))));
        List<Code> codes = List.of(MOOD, ENERGY, ANXIETY, Codes.SLEEP_DURATION);
        List<JsonObject> values = List.of(mood, energy, anxiety, sleep);
        for (int i = 0; i < codes.size(); i++) {
            chart.transaction.post(key + "-" + i,
                    chart.observation(Codes.SURVEY, codes.get(i).concept(), at, chart.patient)
                            .put("valueQuantity", values.get(i))
                            .put("derivedFrom", references(response)));
        }
    }

    private static JsonObject score(double value, Chart chart) {
        return Elements.quantity(Math.clamp(Math.round(value) + chart.between(-1, 1), 0, 10), "{score}");
    }

    private static JsonObject item(String linkId, String text, String valueX, JsonValue value) {
        return new JsonObject().put("linkId", linkId).put("text", text)
                .put("answer", JsonArray.of(new JsonObject().put(valueX, value)));
    }
}
