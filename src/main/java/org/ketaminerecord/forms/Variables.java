package org.ketaminerecord.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ketaminerecord.fhirpath.Expression;
import org.ketaminerecord.json.JsonObject;

/** The variables that expressions of a form see (SDC expressions.html#variables): what it is launched with, then what it declares, in order. */
final class Variables {

    private Variables() {
    }

    /** True for an expression in FHIRPath. */
    static boolean fhirPath(JsonObject expression) {
        return "text/fhirpath".equals(expression.string("language")) && expression.string("expression") != null;
    }

    /**
     * The variables of the whole form.
     *
     * @param launched what the names of the launch context stand for
     */
    static Map<String, List<Expression.Value>> of(Form form, JsonObject response, Map<String, List<Expression.Value>> launched) {
        Map<String, List<Expression.Value>> variables = new LinkedHashMap<>(launched);
        variables.put("questionnaire", List.of(Expression.Value.of(form.json())));
        return declared(form, form.json(), "Questionnaire", Expression.Value.of(response), null, variables);
    }

    /** The variables with those that an element declares, in order. */
    static Map<String, List<Expression.Value>> declared(Form form, JsonObject element, String at, Expression.Value response, Expression.Value focus,
            Map<String, List<Expression.Value>> around) {
        Map<String, List<Expression.Value>> variables = new LinkedHashMap<>(around);
        for (JsonObject expression : Sdc.expressions(element, Sdc.VARIABLE)) {
            if (fhirPath(expression) && expression.string("name") != null) {
                variables.put(expression.string("name"), Expression.of(expression.string("expression"), at)
                        .evaluate(new Expression.Scope(response, focus, variables, form), at));
            }
        }
        return variables;
    }
}
