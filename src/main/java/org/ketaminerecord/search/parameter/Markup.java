package org.ketaminerecord.search.parameter;

import java.util.Locale;
import java.util.Set;

/** Reads the text out of XHTML or HTML, whether it is well-formed or not. */
final class Markup {

    /** Elements that stand within a word; all others separate words. */
    private static final Set<String> WITHIN = Set.of("a", "abbr", "acronym", "b", "big", "cite", "code", "dfn", "em", "font", "i", "q", "s",
            "samp", "small", "span", "strong", "sub", "sup", "tt", "u", "var");

    private Markup() {
    }

    /** The text without elements, comments and character references. */
    static String text(String markup) {
        StringBuilder text = new StringBuilder(markup.length());
        for (int i = 0; i < markup.length();) {
            char c = markup.charAt(i);
            if (c == '<') {
                i = element(markup, i, text);
            } else if (c == '&') {
                i = reference(markup, i, text);
            } else {
                text.append(c);
                i++;
            }
        }
        return text.toString();
    }

    /** The place behind an element's tag, a comment or a CDATA section, whose text is kept. */
    private static int element(String markup, int at, StringBuilder text) {
        if (markup.startsWith("<!--", at)) {
            return after(markup, "-->", at + 4);
        }
        if (markup.startsWith("<![CDATA[", at)) {
            int end = markup.indexOf("]]>", at);
            text.append(markup, at + 9, end < 0 ? markup.length() : end);
            return end < 0 ? markup.length() : end + 3;
        }
        int name = at + (markup.startsWith("</", at) ? 2 : 1);
        int end = name;
        while (end < markup.length() && Character.isLetterOrDigit(markup.charAt(end))) {
            end++;
        }
        if (!WITHIN.contains(markup.substring(name, end).toLowerCase(Locale.ROOT))) {
            text.append(' ');
        }
        char quote = 0;
        for (int i = end; i < markup.length(); i++) {
            char c = markup.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
        return markup.length();
    }

    private static int after(String markup, String end, int from) {
        int at = markup.indexOf(end, from);
        return at < 0 ? markup.length() : at + end.length();
    }

    /** XML's own references and numbers; a narrative may have no others (R4 narrative.html#xhtml). */
    private static int reference(String markup, int at, StringBuilder text) {
        int end = markup.indexOf(';', at);
        String name = end < 0 || end > at + 10 ? "" : markup.substring(at + 1, end);
        switch (name) {
            case "amp" -> text.append('&');
            case "lt" -> text.append('<');
            case "gt" -> text.append('>');
            case "quot" -> text.append('"');
            case "apos" -> text.append('\'');
            case "nbsp" -> text.append(' ');
            default -> {
                int c = number(name);
                if (!Character.isValidCodePoint(c)) {
                    text.append(' ');
                    return at + 1;
                }
                text.appendCodePoint(c);
            }
        }
        return end + 1;
    }

    private static int number(String name) {
        try {
            return name.startsWith("#x") ? Integer.parseInt(name.substring(2), 16) : name.startsWith("#") ? Integer.parseInt(name.substring(1)) : -1;
        } catch (NumberFormatException notOne) {
            return -1;
        }
    }
}
