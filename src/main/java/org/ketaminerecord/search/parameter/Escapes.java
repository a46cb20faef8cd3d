package org.ketaminerecord.search.parameter;

import java.util.ArrayList;
import java.util.List;

/** Separators and their escapes in search values (R4 search.html#escaping). */
public final class Escapes {

    private Escapes() {
    }

    /** The pieces between separators that are not escaped; the pieces keep their escapes. Never empty. */
    public static List<String> split(String raw, char separator) {
        List<String> pieces = new ArrayList<>(2);
        int start = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == separator) {
                pieces.add(raw.substring(start, i));
                start = i + 1;
            }
        }
        pieces.add(raw.substring(start));
        return pieces;
    }

    /** A piece with its escapes resolved. */
    public static String unescape(String piece) {
        if (piece.indexOf('\\') < 0) {
            return piece;
        }
        StringBuilder plain = new StringBuilder(piece.length());
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (c == '\\' && i + 1 < piece.length() && "\\,|$".indexOf(piece.charAt(i + 1)) >= 0) {
                c = piece.charAt(++i);
            }
            plain.append(c);
        }
        return plain.toString();
    }
}
