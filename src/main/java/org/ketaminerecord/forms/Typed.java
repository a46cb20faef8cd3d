package org.ketaminerecord.forms;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ketaminerecord.definition.ElementDefinition;
import org.ketaminerecord.fhirpath.Expression;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;

/**
 * A value with its type, on its way from an answer to an element that may be of another type.
 *
 * @param type FHIR's name of the type, for example {@code Coding}
 * @param json the value
 * @param unit the unit that the item has for its numbers, as a Coding, or null
 */
record Typed(String type, JsonValue json, JsonObject unit) {

    private static final Set<String> QUANTITIES = Set.of("Quantity", "SimpleQuantity", "Age", "Count", "Distance", "Duration", "MoneyQuantity");
    /** What each type can become without a loss of meaning, the best first; itself before all. */
    private static final Map<String, List<String>> BECOMES = Map.of(
            "integer", List.of("positiveInt", "unsignedInt", "decimal", "Quantity", "SimpleQuantity", "Age", "Count", "Duration"),
            "decimal", List.of("Quantity", "SimpleQuantity", "Age", "Duration"),
            "Coding", List.of("CodeableConcept", "code", "string"),
            "string", List.of("markdown", "CodeableConcept", "Annotation", "code", "id", "uri", "url", "canonical"),
            "code", List.of("string", "id", "uri"),
            "date", List.of("dateTime"),
            "dateTime", List.of("instant", "date"),
            "uri", List.of("url", "canonical", "string"),
            "id", List.of("string", "uri"),
            "Quantity", List.of("SimpleQuantity", "Age", "Count", "Distance", "Duration", "MoneyQuantity"));

    /** The value of an answer, or of an extension. */
    static Typed of(JsonObject holder, FormItem item) {
        String name = Sdc.valueName(holder);
        String type = name == null ? null : name.substring("value".length());
        boolean primitive = name != null && !(holder.get(name) instanceof JsonObject);
        JsonObject unit = item != null && Sdc.value(Sdc.first(item.json(), Sdc.UNIT)) instanceof JsonObject u ? u : null;
        return name == null ? null : new Typed(primitive ? type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1) : type, holder.get(name), unit);
    }

    /** The value that an expression gave. */
    static Typed of(Expression.Value value) {
        return new Typed(value.type(), value.json(), null);
    }

    /** The element, of those that a choice has, that takes it best; null when none does. */
    ElementDefinition best(List<ElementDefinition> choice, List<String> allowed) {
        if (unit != null && json instanceof JsonNumber) {
            for (ElementDefinition e : choice) {
                if (e.type().equals("Quantity") && (allowed.isEmpty() || allowed.contains("Quantity"))) {
                    return e;
                }
            }
        }
        for (String wanted : java.util.stream.Stream.concat(java.util.stream.Stream.of(type), BECOMES.getOrDefault(type, List.of()).stream()).toList()) {
            for (ElementDefinition e : choice) {
                if (e.type().equals(wanted) && (allowed.isEmpty() || allowed.contains(wanted))) {
                    return e;
                }
            }
        }
        return null;
    }

    /** The value as one of a type that {@link #best} chose. */
    JsonValue as(String target) {
        if (QUANTITIES.contains(target) && json instanceof JsonNumber n) {
            JsonObject quantity = new JsonObject().put("value", n);
            return unit == null ? quantity : quantity.put("unit", unit.string("display") != null ? unit.string("display") : unit.string("code"))
                    .put("system", unit.string("system")).put("code", unit.string("code"));
        }
        if (target.equals(type) || !(json instanceof JsonObject || json instanceof JsonString)) {
            return target.equals("Coding") ? Answers.bare((JsonObject) json) : json.copy();
        }
        return switch (target) {
            case "CodeableConcept" -> json instanceof JsonObject coding ? new JsonObject().put("coding", JsonArray.of(Answers.bare(coding)))
                    : new JsonObject().put("text", json.copy());
            case "Annotation" -> new JsonObject().put("text", json.copy());
            case "code" -> json instanceof JsonObject coding ? coding.get("code") : json.copy();
            case "string" -> json instanceof JsonObject coding ? coding.has("display") ? coding.get("display") : coding.get("code") : json.copy();
            case "date" -> json instanceof JsonString s && s.value().length() > 10 ? new JsonString(s.value().substring(0, 10)) : json.copy();
            default -> json.copy();
        };
    }
}
