package org.ketaminerecord.validation;

/** Text of the caller as it may be quoted back: short, on one line, and valid Unicode. */
final class Excerpt {

    private static final int LONGEST = 40;

    private Excerpt() {
    }

    /** The text in quotes, cut when it is long. */
    static String of(String text) {
        StringBuilder out = new StringBuilder(LONGEST + 6).append('"');
        int end = Math.min(text.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            out.append(c < ' ' || c == 0x7F || Character.isSurrogate(c) ? '?' : c);
        }
        return out.append(text.length() > LONGEST ? "...\"" : "\"").toString();
    }
}
