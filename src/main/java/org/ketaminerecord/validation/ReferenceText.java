package org.ketaminerecord.validation;

import java.util.List;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.Nearest;

/** What {@code Reference.reference} may say (R4 references.html#literal). */
final class ReferenceText {

    private static final String FORMS = "Send Type/id, an absolute URL, urn:uuid:..., or #id of a contained resource.";

    private ReferenceText() {
    }

    /**
     * What is wrong with a reference, or null when nothing is.
     *
     * @param targets     the types it may point to, or null for any
     * @param conditional true when it may be a search (R4 http.html#trules)
     */
    static String fault(String text, String[] targets, boolean conditional) {
        if (targets != null) {
            for (String type : targets) {           // the common case, without cutting the type out
                if (isOf(type, text)) {
                    return afterType(text, type.length(), conditional);
                }
            }
        }
        int end = 0;
        while (end < text.length() && isLetter(text.charAt(end))) {
            end++;
        }
        char next = end < text.length() ? text.charAt(end) : 0;
        if (end > 0 && (next == '/' || next == '?')) {
            return ofOtherType(text, end, targets, conditional);
        }
        return absoluteFault(text, end);
    }

    /** True when a relative reference points to a type. */
    static boolean isOf(String type, String text) {
        int n = type.length();
        return text.length() > n && (text.charAt(n) == '/' || text.charAt(n) == '?') && text.startsWith(type);
    }

    /** True when it is a reference to a resource by type, on this server: neither absolute nor contained. */
    static boolean isRelative(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetter(c)) {
                return i > 0 && (c == '/' || c == '?');
            }
        }
        return false;
    }

    private static String ofOtherType(String text, int end, String[] targets, boolean conditional) {
        String type = text.substring(0, end);
        Definitions r4 = Definitions.r4();
        if (!r4.isResourceType(type)) {
            return Excerpt.of(type) + " is not a resource type" + (end > 40 ? "." : Nearest.to(type, r4.resourceTypes())
                    .map(near -> ". Did you mean " + near + "?").orElse(". " + FORMS));
        }
        return targets == null ? afterType(text, end, conditional) : wrongTarget(type, targets);
    }

    /** The sentence for a reference to a type that the element does not allow. */
    static String wrongTarget(String type, String[] targets) {
        List<String> allowed = List.of(targets);
        return "A reference here may not point to " + type + ". Send a reference to "
                + (allowed.size() == 1 ? allowed.getFirst() : "one of " + String.join(", ", allowed)) + ".";
    }

    private static String afterType(String text, int at, boolean conditional) {
        int n = text.length();
        if (text.charAt(at) == '?') {
            if (!conditional) {
                return "The reference is a search, which is for transactions only. " + FORMS;
            }
            return n > at + 1 && !hasSpace(text) ? null
                    : "The reference is a search without criteria, or with white space in it. "
                    + "Send Type?name=value, URL-encoded.";
        }
        int end = text.indexOf('/', at + 1);
        if (end < 0) {
            return Primitive.id(text, at + 1, n) ? null
                    : "The id in the reference is not one. An id has " + Primitive.ID.wanted + ".";
        }
        boolean version = text.startsWith("/_history/", end) && Primitive.id(text, end + 10, n);
        return version && Primitive.id(text, at + 1, end) ? null
                : "The reference goes on after Type/id with something other than /_history/version. " + FORMS;
    }

    private static String absoluteFault(String text, int end) {
        int colon = end;
        while (colon < text.length() && isSchemeCharacter(text.charAt(colon))) {
            colon++;
        }
        boolean scheme = end > 0 && colon < text.length() && text.charAt(colon) == ':';
        if (!scheme || colon + 1 == text.length() || hasSpace(text)) {
            return Excerpt.of(text) + " is not a reference. " + FORMS;
        }
        if (text.startsWith("http") && (text.startsWith("://", 4) && text.length() == 7
                || text.startsWith("s://", 4) && text.length() == 8 || text.charAt(colon + 1) != '/')) {
            return Excerpt.of(text) + " is a URL without a host. " + FORMS;
        }
        return null;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isSchemeCharacter(char c) {
        return isLetter(c) || c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.';
    }

    private static boolean hasSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
