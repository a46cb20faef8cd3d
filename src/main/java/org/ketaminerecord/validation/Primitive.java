package org.ketaminerecord.validation;

import java.util.HashMap;
import java.util.Map;

/** The primitive types (R4 datatypes.html#primitive) with scanners for their values, one character at a time. */
enum Primitive {
    BOOLEAN("boolean", Json.BOOLEAN, "true or false, without quotes"),
    INTEGER("integer", Json.NUMBER, "a whole number from -2147483648 to 2147483647"),
    UNSIGNED_INT("unsignedInt", Json.NUMBER, "a whole number from 0 to 2147483647"),
    POSITIVE_INT("positiveInt", Json.NUMBER, "a whole number from 1 to 2147483647"),
    DECIMAL("decimal", Json.NUMBER, "a number; an exponent may have up to three digits"),
    STRING("string", Json.STRING, "text of at most 1048576 characters, not only white space, without control "
            + "characters other than tab, line feed and carriage return"),
    MARKDOWN("markdown", Json.STRING, STRING.wanted),
    CODE("code", Json.STRING, "a code, which has no white space at its ends and single spaces at most within"),
    ID("id", Json.STRING, "1 to 64 of the characters A-Z, a-z, 0-9, '-' and '.'"),
    ELEMENT_ID(null, Json.STRING, "text without white space"),
    URI("uri", Json.STRING, "a URI, which has no white space"),
    URL("url", Json.STRING, URI.wanted),
    CANONICAL("canonical", Json.STRING, URI.wanted),
    OID("oid", Json.STRING, "an OID as a URI, such as urn:oid:1.2.3.4.5"),
    UUID("uuid", Json.STRING, "a UUID as a URI, in lower case, such as urn:uuid:c757873d-ec9a-4326-a141-556f43239520"),
    DATE("date", Json.STRING, "a date that exists, as YYYY, YYYY-MM or YYYY-MM-DD"),
    DATE_TIME("dateTime", Json.STRING, "a date that exists, as YYYY, YYYY-MM or YYYY-MM-DD, or with a time that has "
            + "seconds and a zone: 2023-05-17T14:30:00+02:00"),
    INSTANT("instant", Json.STRING, "a date and time with seconds and a zone: 2023-05-17T14:30:00.000+02:00"),
    TIME("time", Json.STRING, "a time from 00:00:00 to 23:59:59 with seconds and no zone: 14:30:00"),
    BASE64_BINARY("base64Binary", Json.STRING, "base64 in groups of four characters, padded with '='"),
    XHTML("xhtml", Json.STRING, "a div element of XHTML");

    /** The JSON type of the values. */
    enum Json { BOOLEAN, NUMBER, STRING }

    private static final Map<String, Primitive> BY_TYPE = new HashMap<>();
    private static final int LONGEST = 1024 * 1024;

    static {
        for (Primitive p : values()) {
            if (p.type != null) {
                BY_TYPE.put(p.type, p);
            }
        }
    }

    final String type;
    final Json json;
    /** What to send, as the object of a sentence. */
    final String wanted;

    Primitive(String type, Json json, String wanted) {
        this.type = type;
        this.json = json;
        this.wanted = wanted;
    }

    /** The primitive type of a name, or null when that is not a primitive type. */
    static Primitive of(String type) {
        return BY_TYPE.get(type);
    }

    /** True when a value may be written so; for xhtml see {@link Xhtml}. */
    boolean accepts(String text) {
        return switch (this) {
            case BOOLEAN, XHTML -> true;
            case INTEGER -> whole(text, Integer.MIN_VALUE);
            case UNSIGNED_INT -> whole(text, 0);
            case POSITIVE_INT -> whole(text, 1);
            case DECIMAL -> decimal(text);
            case STRING, MARKDOWN -> string(text);
            case CODE -> code(text);
            case ID -> id(text, 0, text.length());
            case ELEMENT_ID, URI, URL, CANONICAL -> graphic(text);
            case OID -> oid(text);
            case UUID -> uuid(text);
            case DATE -> DateText.isDate(text);
            case DATE_TIME -> DateText.isDateTime(text);
            case INSTANT -> DateText.isInstant(text);
            case TIME -> DateText.isTime(text);
            case BASE64_BINARY -> base64(text);
        };
    }

    /** True when the characters from a place to an end are an id. */
    static boolean id(String s, int from, int end) {
        if (end <= from || end - from > 64) {
            return false;
        }
        for (int i = from; i < end; i++) {
            char c = s.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c == '-' || c == '.')) {
                return false;
            }
        }
        return true;
    }

    private static boolean whole(String s, long least) {
        int n = s.length();
        int start = s.charAt(0) == '-' ? 1 : 0;
        if (n - start > 10 || s.charAt(start) == '0' && n > 1) {
            return false;
        }
        long value = 0;
        for (int i = start; i < n; i++) {
            int digit = s.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            value = value * 10 + digit;
        }
        value = start == 1 ? -value : value;
        return value >= least && value <= Integer.MAX_VALUE;
    }

    /** JSON has the grammar of R4's decimal. The limit is ours: to add 1 to 1e999999999 takes a gigabyte of digits. */
    private static boolean decimal(String s) {
        int n = s.length();
        for (int i = n - 1; i > 0; i--) {
            char c = s.charAt(i);
            if (c == 'e' || c == 'E') {
                char sign = s.charAt(i + 1);
                return n - i - (sign == '-' || sign == '+' ? 2 : 1) <= 3;
            }
        }
        return true;
    }

    /** Half a surrogate pair is refused as well: it is no character, and UTF-8 cannot carry it. */
    private static boolean string(String s) {
        int n = s.length();
        if (n > LONGEST) {
            return false;
        }
        boolean visible = false;
        for (int i = 0; i < n; i++) {
            char c = s.charAt(i);
            if (c > ' ') {
                visible = true;
                if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                    if (!pair(s, i)) {
                        return false;
                    }
                    i++;
                }
            } else if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
                return false;
            }
        }
        return visible;
    }

    private static boolean code(String s) {
        int n = s.length();
        boolean afterSpace = true;
        for (int i = 0; i < n; i++) {
            char c = s.charAt(i);
            if (c == ' ') {
                if (afterSpace) {
                    return false;
                }
                afterSpace = true;
            } else {
                afterSpace = false;
                if (!graphic(s, i, c)) {
                    return false;
                }
                if (Character.isHighSurrogate(c)) {
                    i++;
                }
            }
        }
        return !afterSpace;
    }

    private static boolean graphic(String s) {
        int n = s.length();
        for (int i = 0; i < n; i++) {
            char c = s.charAt(i);
            if (!graphic(s, i, c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
            }
        }
        return n > 0;
    }

    /** No control character and no half of a pair. A no-break space counts as graphic: HL7's own codes have it. */
    private static boolean graphic(String s, int at, char c) {
        return c > ' ' && (!Character.isSurrogate(c) || pair(s, at));
    }

    private static boolean pair(String s, int at) {
        return at + 1 < s.length() && Character.isSurrogatePair(s.charAt(at), s.charAt(at + 1));
    }

    /** {@code urn:oid:[0-2](\.(0|[1-9][0-9]*))+} */
    private static boolean oid(String s) {
        int n = s.length();
        if (!s.startsWith("urn:oid:") || n < 11 || s.charAt(8) < '0' || s.charAt(8) > '2') {
            return false;
        }
        int i = 9;
        while (i < n) {
            if (s.charAt(i) != '.') {
                return false;
            }
            int start = ++i;
            while (i < n && s.charAt(i) >= '0' && s.charAt(i) <= '9') {
                i++;
            }
            if (i == start || s.charAt(start) == '0' && i > start + 1) {
                return false;
            }
        }
        return true;
    }

    private static boolean uuid(String s) {
        if (s.length() != 45 || !s.startsWith("urn:uuid:")) {
            return false;
        }
        for (int i = 9; i < 45; i++) {
            char c = s.charAt(i);
            boolean dash = i == 17 || i == 22 || i == 27 || i == 32;
            if (dash ? c != '-' : !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    /** White space may stand between the characters, as R4's pattern lets it. */
    private static boolean base64(String s) {
        int n = s.length();
        int digits = 0;
        int padding = 0;
        for (int i = 0; i < n; i++) {
            char c = s.charAt(i);
            if (c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/') {
                if (padding > 0) {
                    return false;
                }
                digits++;
            } else if (c == '=') {
                padding++;
            } else if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return false;
            }
        }
        return digits > 0 && padding <= 2 && (digits + padding) % 4 == 0;
    }
}
