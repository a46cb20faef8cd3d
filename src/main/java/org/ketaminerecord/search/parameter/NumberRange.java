package org.ketaminerecord.search.parameter;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A number of a request with the range that its digits stand for: 72 is [71.5, 72.5), 1e2 is [50, 150)
 * (R4 search.html#number).
 *
 * @param value the number itself, which the ordering prefixes compare with
 * @param low   first number of the range
 * @param high  first number beyond it
 */
public record NumberRange(BigDecimal value, BigDecimal low, BigDecimal high) {

    private static final Pattern FORM = Pattern.compile("[+-]?\\d{1,40}(\\.\\d{1,40})?([eE][+-]?\\d{1,3})?");

    /** The range of a number as written, or null when it is not one. */
    public static NumberRange of(String text) {
        if (!FORM.matcher(text).matches()) {
            return null;
        }
        BigDecimal value = new BigDecimal(text);
        BigDecimal half = BigDecimal.ONE.movePointLeft(value.scale()).divide(BigDecimal.TWO);
        return new NumberRange(value, value.subtract(half), value.add(half));
    }

    /** The range within a tenth of the value (R4 search.html#prefix, ap), never narrower than the implicit one. */
    public NumberRange approximate() {
        BigDecimal tenth = value.abs().movePointLeft(1);
        return new NumberRange(value, low.min(value.subtract(tenth)), high.max(value.add(tenth)));
    }
}
