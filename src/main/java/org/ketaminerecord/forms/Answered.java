package org.ketaminerecord.forms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ketaminerecord.fhirpath.Expression;
import org.ketaminerecord.json.JsonObject;

/**
 * An item of a response beside the item of the form that it answers.
 *
 * @param item       of the form
 * @param json       of the response
 * @param value      the same for expressions
 * @param at         its FHIRPath in the response
 * @param occurrence which of the items with its linkId it is, from 0, and those around it before
 * @param items      those inside, in the items of the response and in its answers
 */
record Answered(FormItem item, JsonObject json, Expression.Value value, String at, List<Integer> occurrence, List<Answered> items) {

    /** The answered items of a checked response. */
    static List<Answered> of(Form form, JsonObject response) {
        return of(form, form.items(), Expression.Value.of(response), "QuestionnaireResponse", List.of());
    }

    private static List<Answered> of(Form form, List<FormItem> expected, Expression.Value holder, String at, List<Integer> around) {
        List<Answered> found = new ArrayList<>();
        Map<String, Integer> seen = new LinkedHashMap<>();
        List<Expression.Value> items = Expression.children(holder, "item");
        for (int i = 0; i < items.size(); i++) {
            JsonObject json = (JsonObject) items.get(i).json();
            FormItem item = form.byLink().get(json.string("linkId"));
            if (item == null || !expected.contains(item)) {
                continue;
            }
            List<Integer> occurrence = new ArrayList<>(around);
            occurrence.add(seen.merge(item.linkId(), 1, Integer::sum) - 1);
            String here = at + ".item[" + i + "]";
            List<Answered> inside = new ArrayList<>(of(form, item.items(), items.get(i), here, occurrence));
            List<Expression.Value> answers = Expression.children(items.get(i), "answer");
            for (int a = 0; a < answers.size(); a++) {
                List<Integer> more = new ArrayList<>(occurrence);
                more.add(a);
                inside.addAll(of(form, item.items(), answers.get(a), here + ".answer[" + a + "]", more));
            }
            found.add(new Answered(item, json, items.get(i), here, List.copyOf(occurrence), inside));
        }
        return found;
    }

    /** The answers, in order. */
    List<JsonObject> answers() {
        return json.objects("answer");
    }

    /** What tells this answer from all others of the response: the linkId, and which occurrence when it is not the first. */
    String key(int answer) {
        List<Integer> path = new ArrayList<>(occurrence);
        path.add(answer);
        return item.linkId() + (path.stream().allMatch(n -> n == 0) ? "" : path.stream().map(String::valueOf).collect(Collectors.joining(".", "[", "]")));
    }
}
