package org.ketaminerecord.json;

/** Looks whether bytes are UTF-8 in its one form. Parsers guess other encodings, and let overlong characters through. */
final class Utf8 {

    private Utf8() {
    }

    /** True when the bytes are well-formed UTF-8 (RFC 3629) without a NUL. */
    static boolean isText(byte[] b) {
        int i = 0;
        while (i < b.length) {
            int c = b[i++];
            if (c > 0) {
                continue;
            }
            int more = c == 0 ? -1 : more(c & 0xFF, i < b.length ? b[i] & 0xFF : 0);
            if (more < 0 || more > b.length - i) {
                return false;
            }
            for (; more > 0; more--) {
                if ((b[i++] & 0xC0) != 0x80) {
                    return false;
                }
            }
        }
        return true;
    }

    /** How many bytes follow the first of a character; -1 when none starts so. */
    private static int more(int first, int second) {
        return switch (first >> 4) {
            case 0xC, 0xD -> first < 0xC2 ? -1 : 1;                                        // below: overlong
            case 0xE -> first == 0xE0 && second < 0xA0 || first == 0xED && second > 0x9F ? -1 : 2;   // or a surrogate
            case 0xF -> first > 0xF4 || first == 0xF0 && second < 0x90 || first == 0xF4 && second > 0x8F ? -1 : 3;
            default -> -1;
        };
    }
}
