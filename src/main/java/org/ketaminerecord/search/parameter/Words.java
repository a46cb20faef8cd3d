package org.ketaminerecord.search.parameter;

/**
 * What a word is, the same in texts and in queries: letters and digits in a row, case and accents folded. Everything else
 * separates words; an ideograph is a word of its own. PostgreSQL's own parser would make one word of {@code mg/kg}.
 */
final class Words {

    /** A longer word counts as its beginning: an index entry has an end. */
    static final int LONGEST = 200;

    private Words() {
    }

    /** Appends the words of a text, each with a space before it unless it is the first. */
    static void append(String text, StringBuilder to) {
        String folded = Folding.fold(text);
        int length = 0;
        boolean after = false;      // the character before belongs to the same word
        for (int i = 0; i < folded.length();) {
            int c = folded.codePointAt(i);
            i += Character.charCount(c);
            if (!Character.isLetterOrDigit(c)) {
                after = false;
                continue;
            }
            boolean alone = Character.isIdeographic(c);
            if (!after || alone) {
                length = 0;
                if (!to.isEmpty()) {
                    to.append(' ');
                }
            }
            after = !alone;
            if (length++ < LONGEST) {
                to.appendCodePoint(c);
            }
        }
    }

    /**
     * A query for {@code websearch_to_tsquery}, which reads quotes, {@code or} and a minus before a word or a quote. Parts of
     * what was written as one, such as {@code follow-up}, must follow each other: a comma between them says so. Empty when
     * there is no word in it.
     */
    static String query(String value) {
        return new Query(Folding.fold(value)).read();
    }

    /** Writes an operator only with the word that it is for: too many without one are an error to PostgreSQL. */
    private static final class Query {
        private final String text;
        private final StringBuilder to = new StringBuilder();
        private boolean minus;
        private boolean quoted;
        private boolean opening;     // a quote that no word followed yet

        Query(String text) {
            this.text = text;
        }

        String read() {
            for (int i = 0; i < text.length();) {
                int c = text.codePointAt(i);
                if (Character.isLetterOrDigit(c)) {
                    i = written(i);
                } else {
                    operator(c, i);
                    i += Character.charCount(c);
                }
            }
            return quoted && !opening ? to.append('"').toString() : to.toString();
        }

        /** Everything up to the next space or quote; returns its end. */
        private int written(int from) {
            int end = from;
            while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '"') {
                end++;
            }
            StringBuilder words = new StringBuilder();
            append(text.substring(from, end), words);
            to.append(to.isEmpty() ? "" : " ").append(minus ? "-" : "").append(opening ? "\"" : "").append(words.toString().replace(' ', ','));
            minus = false;
            opening = false;
            return end;
        }

        private void operator(int c, int at) {
            switch (c) {
                case '"' -> {
                    if (quoted && !opening) {
                        to.append('"');
                    }
                    minus = minus && !quoted;
                    quoted = !quoted;
                    opening = quoted;
                }
                case '-' -> minus = minus || !quoted && (at == 0 || text.charAt(at - 1) == ' ' || text.charAt(at - 1) == '-');
                default -> minus = minus && c != ' ';
            }
        }
    }
}
