package org.ketaminerecord.search.parameter;

/** R4 search.html#prefix: how an ordered value is compared. */
public enum Prefix {
    EQ, NE, GT, LT, GE, LE, SA, EB, AP;

    /** A value with the prefix taken off; without one the prefix is {@link #EQ}. */
    public record Prefixed(Prefix prefix, String value) {
    }

    /** Reads the prefix off a value of a date, number or quantity parameter. */
    public static Prefixed read(String raw) {
        if (raw.length() > 2 && Character.isLetter(raw.charAt(0)) && Character.isLetter(raw.charAt(1))) {
            for (Prefix p : values()) {
                if (raw.startsWith(p.name().toLowerCase(java.util.Locale.ROOT))) {
                    return new Prefixed(p, raw.substring(2));
                }
            }
        }
        return new Prefixed(EQ, raw);
    }
}
