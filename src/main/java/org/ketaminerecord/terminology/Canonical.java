package org.ketaminerecord.terminology;

/**
 * A canonical URL as R4 writes it (references.html#canonical): {@code url} or {@code url|version}.
 *
 * @param url     the URL, without a version
 * @param version the business version, or null for the current one
 */
public record Canonical(String url, String version) {

    /** Reads {@code url} or {@code url|version}; an empty version is none. */
    public static Canonical of(String text) {
        int bar = text.indexOf('|');
        return bar < 0 ? new Canonical(text, null) : new Canonical(text.substring(0, bar), bar == text.length() - 1 ? null : text.substring(bar + 1));
    }

    /**
     * Orders versions, the latest first: numbers in them count as numbers, so that 1.10 is later than 1.9; and 8.0.0-ballot comes before
     * 8.0.0 (semver.org, 11).
     */
    public static int later(String a, String b) {
        String released = release(a);
        if (released.equals(release(b)) && !a.equals(b) && (a.equals(released) || b.equals(released))) {
            return a.equals(released) ? -1 : 1;
        }
        String[] as = a.split("[.-]");
        String[] bs = b.split("[.-]");
        for (int i = 0; i < Math.min(as.length, bs.length); i++) {
            boolean numbers = as[i].matches("\\d{1,18}") && bs[i].matches("\\d{1,18}");
            int order = numbers ? Long.compare(Long.parseLong(bs[i]), Long.parseLong(as[i])) : bs[i].compareTo(as[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(bs.length, as.length);
    }

    /** Without what says that it is not released yet; a date is no such version. */
    private static String release(String version) {
        return version.matches("\\d+(\\.\\d+)+-.*") ? version.substring(0, version.indexOf('-')) : version;
    }

    @Override
    public String toString() {
        return version == null ? url : url + "|" + version;
    }
}
