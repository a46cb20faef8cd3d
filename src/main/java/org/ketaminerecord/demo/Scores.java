package org.ketaminerecord.demo;

import static org.ketaminerecord.demo.Elements.list;
import static org.ketaminerecord.demo.Elements.reference;
import static org.ketaminerecord.demo.Elements.references;

import java.time.ZonedDateTime;
import java.util.List;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;

/** The mood scales: PHQ-9 answered by the patient, MADRS rated by the psychiatrist. */
final class Scores {

    /** The nine items in the order of the form. */
    private static final List<Code> ITEMS = List.of(
            Codes.loinc("44250-9", "Little interest or pleasure in doing things in last 2 weeks"),
            Codes.loinc("44255-8", "Feeling down, depressed, or hopeless in last 2 weeks"),
            Codes.loinc("44259-0",
                    "Trouble falling or staying asleep, or sleeping too much in last 2 weeks [Reported.PHQ]"),
            Codes.loinc("44254-1", "Feeling tired or having little energy in last 2 weeks [Reported.PHQ]"),
            Codes.loinc("44251-7", "Poor appetite or overeating in last 2 weeks [Reported.PHQ]"),
            Codes.loinc("44258-2", "Feeling bad about yourself - or that you are a failure or have let yourself or "
                    + "your family down in last 2 weeks [Reported.PHQ]"),
            Codes.loinc("44252-5", "Trouble concentrating on things, such as reading the newspaper or watching "
                    + "television in last 2 weeks [Reported.PHQ]"),
            Codes.loinc("44253-3", "Moving or speaking so slowly that other people could have noticed. Or the "
                    + "opposite - being so fidgety or restless that you have been moving around a lot more than usual "
                    + "in last 2 weeks [Reported.PHQ]"),
            Codes.loinc("44260-8", "Thoughts that you would be better off dead, or of hurting yourself in some way "
                    + "in last 2 weeks [Reported.PHQ]"));

    private static final List<Code> ANSWERS = List.of(
            Codes.loinc("LA6568-5", "Not at all"), Codes.loinc("LA6569-3", "Several days"),
            Codes.loinc("LA6570-1", "More than half the days"), Codes.loinc("LA6571-9", "Nearly every day"));

    private final Chart chart;
    private final String key;
    private final String encounter;
    private final ZonedDateTime at;

    private Scores(Chart chart, String key, String encounter, ZonedDateTime at) {
        this.chart = chart;
        this.key = key;
        this.encounter = encounter;
        this.at = at;
    }

    /** Both totals, and the nine answers of the PHQ-9 when they are asked for. Returns the PHQ-9 total. */
    static int write(Chart chart, String key, String encounter, ZonedDateTime at, boolean withItems) {
        Scores scores = new Scores(chart, key, encounter, at);
        double progress = chart.progress(at.toLocalDate());
        double share = chart.story.illness().response().share(progress);
        int wobble = progress == 0 ? 0 : 1;
        int phq9 = (int) Math.round(chart.story.illness().phq9() * share) + chart.between(-wobble, wobble);
        int madrs = (int) Math.round(chart.story.illness().madrs() * share) + chart.between(-wobble, wobble);
        if (withItems) {
            scores.panel(phq9);
        } else {
            scores.total(phq9);
        }
        scores.madrs(madrs);
        return phq9;
    }

    private void panel(int total) {
        int[] answers = spread(total);
        String response = response(answers);
        JsonArray members = new JsonArray();
        for (int i = 0; i < answers.length; i++) {
            members.add(reference(chart.transaction.post(key + "-phq9-" + (i + 1), answered(ITEMS.get(i))
                    .put("valueCodeableConcept", ANSWERS.get(answers[i]).concept())
                    .put("derivedFrom", references(response)))));
        }
        members.add(reference(chart.transaction.post(key + "-phq9-total", answered(Codes.PHQ9_TOTAL)
                .put("valueQuantity", Elements.quantity(total, "{score}"))
                .put("derivedFrom", references(response)))));
        chart.transaction.post(key + "-phq9-panel", answered(Codes.PHQ9_PANEL)
                .put("hasMember", members)
                .put("derivedFrom", references(response)));
    }

    private void total(int total) {
        chart.transaction.post(key + "-phq9-total", answered(Codes.PHQ9_TOTAL)
                .put("valueQuantity", Elements.quantity(total, "{score}")));
    }

    private void madrs(int total) {
        chart.transaction.post(key + "-madrs-total",
                chart.observation(Codes.SURVEY, Codes.MADRS.concept(), at, Clinic.PSYCHIATRIST)
                        .put("encounter", reference(encounter))
                        .put("valueQuantity", Elements.quantity(total, "{score}")));
    }

    private JsonObject answered(Code code) {
        return chart.observation(Codes.SURVEY, code.concept(), at, chart.patient)
                .put("encounter", reference(encounter));
    }

    /** Nine answers of 0 to 3 that add up to the total; thoughts of death only with the highest scores. */
    private int[] spread(int total) {
        int[] answers = new int[ITEMS.size()];
        int left = total;
        if (total >= 19) {
            answers[8] = 1;
            left--;
        }
        for (int i = chart.between(0, 7); left > 0; i = (i + 1) % 8) {
            if (answers[i] < 3) {
                answers[i]++;
                left--;
            }
        }
        return answers;
    }

    private String response(int[] answers) {
        JsonArray items = new JsonArray();
        for (int i = 0; i < answers.length; i++) {
            Code item = ITEMS.get(i);
            items.add(new JsonObject().put("linkId", item.code()).put("text", item.display())
                    .put("answer", list(new JsonObject().put("valueCoding", ANSWERS.get(answers[i]).coding()))));
        }
        return chart.transaction.post(key + "-phq9-response", Elements.resource("QuestionnaireResponse")
                .put("questionnaire", Codes.OWN + "Questionnaire/phq-9")
                .put("status", "completed")
                .put("subject", reference(chart.patient))
                .put("encounter", reference(encounter))
                .put("authored", Elements.time(at))
                .put("author", reference(chart.patient))
                .put("source", reference(chart.patient))
                .put("item", items));
    }
}
