package org.ketaminerecord.demo;

import static org.ketaminerecord.demo.Elements.extension;
import static org.ketaminerecord.demo.Elements.list;
import static org.ketaminerecord.demo.Elements.reference;
import static org.ketaminerecord.demo.Elements.text;

import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;

/** What the treatment is for: half the score, remission, and better sleep. */
final class Goals {

    private Goals() {
    }

    static void write(Chart chart) {
        Response response = chart.story.illness().response();
        String due = chart.stages.getFirst().review().toString();
        JsonObject half = new JsonObject()
                .put("extension", list(extension("ktr-target-percent-change", "valueDecimal", new JsonNumber("-50"))))
                .put("measure", Codes.MADRS.concept()).put("dueDate", due);
        goal(chart, "goal-response", "Halve the MADRS total", response.halving(), half);
        JsonObject low = new JsonObject().put("measure", Codes.PHQ9_TOTAL.concept())
                .put("detailQuantity", Elements.quantity(5, "{score}").put("comparator", "<")).put("dueDate", due);
        goal(chart, "goal-remission", "PHQ-9 total below 5", response.remission(), low);
        JsonObject sleep = new JsonObject().put("measure", Codes.SLEEP_DURATION.concept())
                .put("detailQuantity", Elements.quantity(7, "h").put("comparator", ">=")).put("dueDate", due);
        goal(chart, "goal-sleep", "Sleep seven hours or more", response.remission(), sleep);
    }

    /** References to all three. */
    static JsonArray references(Chart chart) {
        return list(reference(chart.transaction.url("goal-response")),
                reference(chart.transaction.url("goal-remission")), reference(chart.transaction.url("goal-sleep")));
    }

    private static void goal(Chart chart, String key, String description, Code achievement, JsonObject target) {
        boolean over = chart.stages.getFirst().isOver(chart.today);
        boolean achieved = over && achievement.code().equals("achieved");
        Code now = over ? achievement : Codes.hl7("goal-achievement", "in-progress", "In Progress");
        chart.transaction.post(key, Elements.resource("Goal")
                .put("lifecycleStatus", achieved ? "completed" : "active")
                .put("achievementStatus", now.concept())
                .put("description", text(description))
                .put("subject", reference(chart.patient))
                .put("startDate", chart.stages.getFirst().start().toString())
                .put("target", list(target))
                .put("expressedBy", reference(chart.patient))
                .put("addresses", Elements.references(chart.condition)));
    }
}
