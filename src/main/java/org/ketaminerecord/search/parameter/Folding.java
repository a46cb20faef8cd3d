package org.ketaminerecord.search.parameter;

import java.text.Normalizer;
import java.util.Locale;

/** Case and accents folded away, as string search wants it by default (R4 search.html#string). */
public final class Folding {

    private Folding() {
    }

    /** The folded form: lower case, without accents, with single spaces. */
    public static String fold(String text) {
        boolean plain = true;
        for (int i = 0; i < text.length() && plain; i++) {
            char c = text.charAt(i);
            plain = c > ' ' && c < 0x7F && (c < 'A' || c > 'Z') || c == ' ' && i > 0 && text.charAt(i - 1) != ' ';
        }
        if (plain && !text.endsWith(" ")) {
            return text;
        }
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
        StringBuilder folded = new StringBuilder(decomposed.length());
        boolean gap = false;
        for (int i = 0; i < decomposed.length(); i++) {
            char c = decomposed.charAt(i);
            int kind = Character.getType(c);
            if (kind == Character.NON_SPACING_MARK || kind == Character.ENCLOSING_MARK) {
                continue;
            }
            if (Character.isWhitespace(c) || c == '\u00A0') {
                gap = true;
                continue;
            }
            if (gap && !folded.isEmpty()) {
                folded.append(' ');
            }
            gap = false;
            folded.append(c == 'ß' ? "ss" : c == 'ø' || c == 'Ø' ? "o" : c == 'ł' || c == 'Ł' ? "l" : String.valueOf(c));
        }
        return folded.toString().toLowerCase(Locale.ROOT);
    }
}
