package org.ketaminerecord.search.parameter;

import java.text.Normalizer;
import java.util.Locale;

/** Case and accents folded away, as string search wants it by default (R4 search.html#string). */
public final class Folding {

    private Folding() {
    }

    /** The folded form: lower case, without accents, with single spaces. */
    public static String fold(String text) {
        return ascii(text) ? foldAscii(text) : foldUnicode(text);
    }

    private static boolean ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String foldAscii(String text) {
        char[] folded = new char[text.length()];
        int length = 0;
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ') {
                gap = length > 0;
                continue;
            }
            if (gap) {
                folded[length++] = ' ';
                gap = false;
            }
            folded[length++] = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        return new String(folded, 0, length);
    }

    private static String foldUnicode(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
        StringBuilder folded = new StringBuilder(decomposed.length());
        boolean gap = false;
        for (int i = 0; i < decomposed.length(); i++) {
            char c = decomposed.charAt(i);
            int kind = Character.getType(c);
            if (kind == Character.NON_SPACING_MARK || kind == Character.ENCLOSING_MARK) {
                continue;
            }
            if (c <= ' ' || Character.isWhitespace(c) || c == '\u00A0') {
                gap = true;
                continue;
            }
            if (gap && !folded.isEmpty()) {
                folded.append(' ');
            }
            gap = false;
            switch (c) {
                case 'ß' -> folded.append("ss");
                case 'ø', 'Ø' -> folded.append('o');
                case 'ł', 'Ł' -> folded.append('l');
                default -> folded.append(c);
            }
        }
        return folded.toString().toLowerCase(Locale.ROOT).replace('ς', 'σ');     // a sigma that ends a word begins no other letter
    }
}
