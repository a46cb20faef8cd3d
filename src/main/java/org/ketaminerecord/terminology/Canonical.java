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

    @Override
    public String toString() {
        return version == null ? url : url + "|" + version;
    }
}
