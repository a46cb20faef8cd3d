package org.ketaminerecord.format;

import java.util.regex.Pattern;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;

/** Primitive values: all text in XML, booleans, numbers and strings in JSON (R4 json.html#primitive). */
final class PrimitiveText {

    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final int MOST_DIGITS = 200;                    // as JsonReader

    private PrimitiveText() {
    }

    /** The JSON value, or null when the text is not of the type. Of strings, only that they are some is known here. */
    static JsonValue json(String type, String text) {
        return switch (type) {
            case "boolean" -> switch (text.strip()) {
                case "true" -> JsonBoolean.TRUE;
                case "false" -> JsonBoolean.FALSE;
                default -> null;
            };
            case "integer", "unsignedInt", "positiveInt" -> number(INTEGER, withoutPlus(text.strip()));
            case "decimal" -> number(DECIMAL, text.strip());
            default -> new JsonString(text);
        };
    }

    /** What to send for a type. */
    static String form(String type) {
        return switch (type) {
            case "boolean" -> "Send true or false.";
            case "decimal" -> "Send a number such as 37.50, with a digit before the point and no plus sign.";
            default -> "Send digits only, without leading zeros.";
        };
    }

    private static JsonNumber number(Pattern pattern, String digits) {
        return digits.length() <= MOST_DIGITS && pattern.matcher(digits).matches() ? new JsonNumber(digits) : null;
    }

    /** R4 allows {@code +2} for integers; a JSON number has no plus sign. */
    private static String withoutPlus(String digits) {
        boolean plus = digits.length() > 1 && digits.charAt(0) == '+' && Character.isDigit(digits.charAt(1));
        return plus ? digits.substring(1) : digits;
    }
}
