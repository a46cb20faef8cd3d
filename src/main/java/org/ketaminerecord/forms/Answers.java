package org.ketaminerecord.forms;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.ketaminerecord.fhirpath.Expression;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;

/** Values as answers to the items of a form. */
final class Answers {

    private static final List<String> QUANTITIES = List.of("Quantity", "SimpleQuantity", "Age", "Count", "Distance", "Duration");

    private Answers() {
    }

    /** The answer that a value makes, or null when the item takes no such value. */
    static JsonObject of(FormItem item, Expression.Value value) {
        JsonValue json = value.json();
        JsonObject answer = switch (item.type()) {
            case "boolean" -> json instanceof JsonBoolean ? answer("valueBoolean", json) : null;
            case "integer" -> number(item, json) instanceof JsonNumber n && whole(n) ? answer("valueInteger", new JsonNumber(plain(n))) : null;
            case "decimal" -> number(item, json) instanceof JsonNumber n ? answer("valueDecimal", n) : null;
            case "date" -> json instanceof JsonString s && s.value().matches("\\d{4}.*") ? answer("valueDate", new JsonString(day(s.value()))) : null;
            case "dateTime" -> json instanceof JsonString s && s.value().matches("\\d{4}.*") ? answer("valueDateTime", s) : null;
            case "time" -> json instanceof JsonString s && s.value().matches("\\d\\d:.*") ? answer("valueTime", s) : null;
            case "string", "text" -> value.text() != null && !value.text().isBlank() ? answer("valueString", new JsonString(value.text())) : null;
            case "url" -> json instanceof JsonString ? answer("valueUri", json) : null;
            case "quantity" -> json instanceof JsonObject && QUANTITIES.contains(value.type()) ? answer("valueQuantity", json) : null;
            case "attachment" -> value.type().equals("Attachment") ? answer("valueAttachment", json) : null;
            case "reference" -> reference(value, json);
            case "choice", "open-choice" -> choice(item, value);
            default -> null;
        };
        return answer;
    }

    /** A number, or the value of a quantity in the unit of the item. */
    private static JsonValue number(FormItem item, JsonValue json) {
        if (json instanceof JsonObject quantity && quantity.get("value") instanceof JsonNumber n) {
            JsonObject unit = Sdc.value(Sdc.first(item.json(), Sdc.UNIT)) instanceof JsonObject u ? u : null;
            return unit != null && Objects.equals(unit.string("code"), quantity.string("code"))
                    && Objects.equals(unit.string("system"), quantity.string("system")) && !quantity.has("comparator") ? n : null;
        }
        return json;
    }

    private static boolean whole(JsonNumber n) {
        BigDecimal number = n.decimal();
        return number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0 && number.stripTrailingZeros().scale() <= 0;
    }

    private static String plain(JsonNumber n) {
        return Integer.toString(n.decimal().intValueExact());
    }

    private static String day(String dateTime) {
        return dateTime.length() > 10 ? dateTime.substring(0, 10) : dateTime;
    }

    private static JsonObject reference(Expression.Value value, JsonValue json) {
        if (value.type().equals("Reference")) {
            return answer("valueReference", json);
        }
        return json instanceof JsonObject r && r.string("resourceType") != null && r.string("id") != null
                ? answer("valueReference", new JsonObject().put("reference", r.string("resourceType") + "/" + r.string("id"))) : null;
    }

    /** One of the options: by the coding, by one of the codings of a concept, or by its code alone. */
    private static JsonObject choice(FormItem item, Expression.Value value) {
        List<JsonObject> options = item.json().objects("answerOption");
        List<JsonObject> codings = switch (value.type()) {
            case "Coding" -> List.of((JsonObject) value.json());
            case "CodeableConcept" -> ((JsonObject) value.json()).objects("coding");
            default -> value.text() == null ? List.of() : List.of(new JsonObject().put("code", value.text()));
        };
        for (JsonObject option : options) {
            JsonObject offered = option.object("valueCoding");
            for (JsonObject coding : codings) {
                if (offered != null && Objects.equals(offered.string("code"), coding.string("code"))
                        && (!coding.has("system") || Objects.equals(offered.string("system"), coding.string("system")))) {
                    return answer("valueCoding", bare(offered));
                }
            }
            if (option.string("valueString") != null && option.string("valueString").equals(value.text())) {
                return answer("valueString", option.get("valueString"));
            }
        }
        if (options.isEmpty() && !codings.isEmpty() && codings.getFirst().has("system")) {
            return answer("valueCoding", bare(codings.getFirst()));
        }
        return item.type().equals("open-choice") && value.text() != null ? answer("valueString", new JsonString(value.text())) : null;
    }

    /** A coding without its extensions, such as the score that an option has. */
    static JsonObject bare(JsonObject coding) {
        JsonObject bare = coding.copy();
        bare.remove("extension");
        bare.remove("id");
        return bare;
    }

    private static JsonObject answer(String name, JsonValue value) {
        return new JsonObject().put(name, value.copy());
    }
}
