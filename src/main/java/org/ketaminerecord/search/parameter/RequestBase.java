package org.ketaminerecord.search.parameter;

/**
 * The base URL under which this server is being called, so that absolute URLs of its own resources are known as local.
 *
 * @param url without a slash at the end, for example {@code http://localhost:8080/fhir}
 */
public record RequestBase(String url) {

    /** The part of a URL below the base, or null when it is somewhere else or relative. */
    public String relative(String absolute) {
        return absolute.startsWith(url) && absolute.length() > url.length() && absolute.charAt(url.length()) == '/'
                ? absolute.substring(url.length() + 1) : null;
    }
}
