package org.ketaminerecord.forms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ketaminerecord.fhirpath.Expression;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Severity;

/**
 * Fills a form in (SDC populate.html): by expressions, by observations, and with the values that it has from the start. What cannot be
 * filled in is left open and told; it is no reason to refuse the rest.
 */
final class Population {

    private static final int MOST_REPETITIONS = 100;

    private final Form form;
    private final JsonObject response;
    /** Null when nothing that is stored may be looked at. */
    private final LinkedObservations observations;
    private final List<Issue> issues = new ArrayList<>();

    Population(Form form, JsonObject response, LinkedObservations observations) {
        this.form = form;
        this.response = response;
        this.observations = observations;
    }

    /** Fills the response; returns what could not be filled in and why. */
    List<Issue> fill(Map<String, List<Expression.Value>> launched) {
        Map<String, List<Expression.Value>> variables = new LinkedHashMap<>(launched);
        variables.put("questionnaire", List.of(Expression.Value.of(form.json())));
        declare(form.json(), "Questionnaire", variables);
        items(form.items(), response, variables);
        return issues;
    }

    private void items(List<FormItem> items, JsonObject holder, Map<String, List<Expression.Value>> around) {
        JsonArray answered = new JsonArray();
        if (!items.isEmpty()) {
            holder.put("item", answered);
        }
        for (FormItem item : items) {
            Map<String, List<Expression.Value>> variables = new LinkedHashMap<>(around);
            JsonObject context = Sdc.expressions(item.json(), Sdc.POPULATION_CONTEXT).stream().findFirst().orElse(null);
            if (context == null || context.string("name") == null) {
                item(item, answered, variables);
                continue;
            }
            List<Expression.Value> found = evaluate(context, item.at(), variables);
            if (found.isEmpty()) {
                variables.put(context.string("name"), List.of());
                item(item, answered, variables);
            }
            int most = item.repeats() ? MOST_REPETITIONS : 1;
            for (Expression.Value one : found.size() > most ? found.subList(0, most) : found) {
                variables.put(context.string("name"), List.of(one));
                item(item, answered, variables);
            }
            if (found.size() > most) {
                warn(item.at(), "The context of '" + item.linkId() + "' gives " + found.size() + " values; the form takes " + most + ".");
            }
        }
    }

    private void item(FormItem item, JsonArray answered, Map<String, List<Expression.Value>> variables) {
        JsonObject json = new JsonObject().put("linkId", item.linkId());
        if (item.json().string("text") != null) {
            json.put("text", item.json().string("text"));
        }
        answered.add(json);
        declare(item.json(), item.at(), variables);
        if (item.group() || "display".equals(item.type())) {
            items(item.items(), json, variables);
            return;
        }
        JsonArray answers = answers(item, variables);
        if (!answers.isEmpty()) {
            json.put("answer", answers);
            // items of a question stand in its answer
            items(item.items(), (JsonObject) answers.getFirst(), variables);
        }
    }

    private JsonArray answers(FormItem item, Map<String, List<Expression.Value>> variables) {
        JsonArray answers = new JsonArray();
        for (JsonObject expression : Sdc.expressions(item.json(), Sdc.INITIAL)) {
            List<Expression.Value> values = evaluate(expression, item.at(), variables);
            if (values.size() > 1 && !item.repeats()) {
                warn(item.at(), "The expression of '" + item.linkId() + "' gives " + values.size() + " values, and the item takes one. It is left open.");
                continue;
            }
            for (Expression.Value value : values) {
                JsonObject answer = Answers.of(item, value);
                if (answer == null) {
                    warn(item.at(), "The expression of '" + item.linkId() + "' gives a " + value.type() + ", which is no answer to an item of type "
                            + item.type() + (item.json().has("answerOption") ? " with these options" : "") + ". It is left open.");
                } else {
                    answers.add(answer);
                }
            }
        }
        if (answers.isEmpty() && observations != null) {
            try {
                JsonObject answer = observations.answer(item);
                if (answer != null) {
                    answers.add(answer);
                }
            } catch (Fault fault) {
                warn(item.at(), fault.getMessage());
            }
        }
        if (answers.isEmpty()) {
            for (JsonObject initial : item.json().objects("initial")) {
                JsonValue value = Sdc.value(initial);
                if (value != null) {
                    answers.add(new JsonObject().put(Sdc.valueName(initial), value.copy()));
                }
            }
        }
        return answers;
    }

    private void declare(JsonObject element, String at, Map<String, List<Expression.Value>> variables) {
        for (JsonObject expression : Sdc.expressions(element, Sdc.VARIABLE)) {
            if (expression.string("name") != null) {
                variables.put(expression.string("name"), evaluate(expression, at, variables));
            }
        }
    }

    /** The values of an expression; none, and a warning, when it cannot be evaluated. */
    private List<Expression.Value> evaluate(JsonObject expression, String at, Map<String, List<Expression.Value>> variables) {
        if (!Variables.fhirPath(expression)) {
            warn(at, "An expression in " + expression.string("language") + " is not evaluated here, only text/fhirpath is. What depends on it is left open.");
            return List.of();
        }
        try {
            return Expression.of(expression.string("expression"), at)
                    .evaluate(new Expression.Scope(Expression.Value.of(response), null, variables, form), at);
        } catch (Fault fault) {
            warn(at, fault.getMessage() + " What depends on it is left open.");
            return List.of();
        }
    }

    private void warn(String at, String diagnostics) {
        issues.add(new Issue(Severity.WARNING, IssueType.INCOMPLETE, FaultCode.NOT_POPULATED, diagnostics, List.of(at)));
    }
}
