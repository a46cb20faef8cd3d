package org.ketaminerecord.definition;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant, for "did you mean". */
public final class Nearest {

    private Nearest() {
    }

    /**
     * The candidate that is the fewest typing slips (a letter too many, too few, wrong, or two swapped) away from a
     * word; upper and lower case count as the same. Empty when none is near enough to have been meant: one slip is
     * forgiven in a word of three letters, two from six on, three from nine on.
     */
    public static Optional<String> to(String word, Collection<String> candidates) {
        String wanted = word.toLowerCase(Locale.ROOT);
        int best = Math.min(3, wanted.length() / 3) + 1;
        String nearest = null;
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - wanted.length()) > best) {
                continue;
            }
            int slips = slips(wanted, candidate.toLowerCase(Locale.ROOT));
            if (slips < best || slips == best && nearest != null && better(candidate, nearest, wanted)) {
                best = slips;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Between two that are equally near: the one with the same first letter, else the first in the alphabet. */
    private static boolean better(String candidate, String nearest, String wanted) {
        boolean starts = startsAs(candidate, wanted);
        return starts == startsAs(nearest, wanted) ? candidate.compareTo(nearest) < 0 : starts;
    }

    private static boolean startsAs(String candidate, String wanted) {
        return candidate.regionMatches(true, 0, wanted, 0, 1);
    }

    /** The Damerau-Levenshtein distance in its "optimal string alignment" form. */
    private static int slips(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int other = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + other);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[b.length()];
    }
}
