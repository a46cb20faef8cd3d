package org.ketaminerecord.profile;

import java.util.HashMap;
import java.util.Map;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.fhirpath.Place;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;

/** What R4 asks of the conditions of a Questionnaire (R4 questionnaire-definitions.html#Questionnaire.item.enableWhen.question). */
final class QuestionnaireRules {

    private static final String QUESTION = "questionnaire-definitions.html#Questionnaire.item.enableWhen.question";

    private final Findings found;

    QuestionnaireRules(Findings found) {
        this.found = found;
    }

    void check(Place questionnaire) {
        Map<String, Place> items = new HashMap<>();
        collect(questionnaire, items);
        items(questionnaire, items);
    }

    private static void collect(Place place, Map<String, Place> items) {
        for (Place item : place.children("item")) {
            String linkId = item.members().string("linkId");
            if (linkId != null) {
                items.putIfAbsent(linkId, item);
            }
            collect(item, items);
        }
    }

    private void items(Place place, Map<String, Place> items) {
        for (Place item : place.children("item")) {
            for (Place when : item.children("enableWhen")) {
                String question = when.members().string("question");
                Place asked = question == null ? null : items.get(question);
                if (question != null && asked == null) {
                    found.error(when, "question", IssueType.NOT_FOUND, FaultCode.INVALID_QUESTIONNAIRE, QUESTION, null, "No item of the questionnaire has the linkId '"
                            + question + "'. Send that of the question whose answer decides." + Nearest.to(question, items.keySet())
                            .map(n -> " The nearest: " + n + ".").orElse(""));
                } else if (asked != null && within(asked, item)) {
                    found.error(when, "question", IssueType.BUSINESS_RULE, FaultCode.INVALID_QUESTIONNAIRE, QUESTION, null, "The question '" + question + "' is "
                            + (same(asked, item) ? "this item itself" : "inside this item") + ", which is not enabled before it is answered, so it never can be. Send the "
                            + "linkId of a question outside of it.");
                }
            }
            items(item, items);
        }
    }

    private static boolean within(Place inner, Place outer) {
        for (Place p = inner; p != null; p = p.parent()) {
            if (same(p, outer)) {
                return true;
            }
        }
        return false;
    }

    private static boolean same(Place a, Place b) {
        return a.content().value() == b.content().value();
    }
}
