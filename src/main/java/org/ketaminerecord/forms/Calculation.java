package org.ketaminerecord.forms;

import java.util.List;
import java.util.Map;
import org.ketaminerecord.fhirpath.Expression;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/** Answers that a form calculates (SDC calculatedExpression): they are filled in where they are missing, and held to where they are not. */
final class Calculation {

    private Calculation() {
    }

    /**
     * Fills a checked response, in place.
     *
     * @throws Fault when an answer is another than the one that is calculated
     */
    static void fill(Form form, JsonObject response, Map<String, List<Expression.Value>> variables) {
        fill(form, form.items(), response, response, variables);
    }

    private static void fill(Form form, List<FormItem> items, JsonObject holder, JsonObject response, Map<String, List<Expression.Value>> variables) {
        for (FormItem item : items) {
            List<JsonObject> here = holder.objects("item").stream().filter(i -> item.linkId().equals(i.string("linkId"))).toList();
            for (JsonObject expression : Sdc.expressions(item.json(), Sdc.CALCULATED)) {
                if (Variables.fhirPath(expression)) {
                    calculate(form, item, expression.string("expression"), holder, response, variables);
                }
            }
            for (JsonObject found : here) {
                fill(form, item.items(), found, response, variables);
            }
        }
    }

    private static void calculate(Form form, FormItem item, String text, JsonObject holder, JsonObject response,
            Map<String, List<Expression.Value>> variables) {
        Expression.Value all = Expression.Value.of(response);
        List<Expression.Value> values = Expression.of(text, item.at()).evaluate(new Expression.Scope(all, null, variables, form), item.at());
        if (values.size() > 1 && !item.repeats()) {
            throw Fault.at(Reason.UNPROCESSABLE, IssueType.INVALID, FaultCode.INVALID_QUESTIONNAIRE, item.at(), "The calculated answer to '"
                    + item.linkId() + "' is more than one value. Mend its expression.");
        }
        JsonObject answered = holder.objects("item").stream().filter(i -> item.linkId().equals(i.string("linkId"))).findFirst().orElse(null);
        JsonArray answers = new JsonArray();
        for (Expression.Value value : values) {
            JsonObject answer = Answers.of(item, value);
            if (answer == null) {
                throw Fault.at(Reason.UNPROCESSABLE, IssueType.INVALID, FaultCode.INVALID_QUESTIONNAIRE, item.at(), "The calculated answer to '"
                        + item.linkId() + "' is of type " + value.type() + ", which is no " + item.type() + ". Mend its expression.");
            }
            answers.add(answer);
        }
        if (answered != null && answered.has("answer")) {
            if (!same(answered.objects("answer"), answers.objects())) {
                throw Fault.at(Reason.UNPROCESSABLE, IssueType.VALUE, FaultCode.INVALID_RESPONSE, "QuestionnaireResponse.item.where(linkId='" + item.linkId()
                        + "').answer.value", "The answer to '" + item.linkId() + "' is not what the form calculates from the other answers. Correct one or "
                        + "the other, or leave this one out.");
            }
        } else if (!answers.isEmpty()) {
            if (answered == null) {
                answered = new JsonObject().put("linkId", item.linkId());
                JsonArray items = holder.array("item") == null ? new JsonArray() : holder.array("item");
                items.add(answered);
                holder.put("item", items);
            }
            answered.put("answer", answers);
        }
    }

    private static boolean same(List<JsonObject> sent, List<JsonObject> calculated) {
        if (sent.size() != calculated.size()) {
            return false;
        }
        for (int i = 0; i < sent.size(); i++) {
            JsonValue a = Sdc.value(sent.get(i));
            JsonValue b = Sdc.value(calculated.get(i));
            if (!(a instanceof JsonNumber x && b instanceof JsonNumber y ? x.decimal().compareTo(y.decimal()) == 0 : a != null && a.equals(b))) {
                return false;
            }
        }
        return true;
    }
}
