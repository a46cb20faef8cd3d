package org.ketaminerecord.access.token;

import java.net.URI;

/**
 * An issuer, and where to ask it.
 *
 * @param issuer its name, which its tokens carry: a URL
 * @param asked  the URL under which this server reaches it; most often the same
 */
record IssuerAddress(String issuer, URI asked) {

    private static final String VIA = " via ";

    /** Reads {@code https://login.example/realm} or {@code https://login.example/realm via http://10.0.0.7:8080/realm}. */
    static IssuerAddress of(String text) {
        int via = text.indexOf(VIA);
        String issuer = via < 0 ? text : text.substring(0, via).strip();
        String asked = via < 0 ? text : text.substring(via + VIA.length()).strip();
        url(issuer);
        return new IssuerAddress(issuer, url(asked));
    }

    /** Whether what it publishes travels so that somebody could change it on the way. */
    boolean isPlain() {
        return asked.getScheme().equals("http") && !asked.getHost().equals("localhost") && !asked.getHost().startsWith("127.")
                && !asked.getHost().equals("[::1]");
    }

    /** Where it publishes what it is (OpenID Connect Discovery 1.0 section 4). */
    URI discovery() {
        return URI.create(plain(asked.toString()) + "/.well-known/openid-configuration");
    }

    /** Where this server finds what the issuer publishes under its name. */
    URI inward(String url) {
        return URI.create(moved(url, issuer, asked.toString()));
    }

    /** Where others find what the issuer publishes under the address that this server uses. */
    String outward(String url) {
        return moved(url, asked.toString(), issuer);
    }

    private static String moved(String url, String from, String to) {
        String before = plain(from) + "/";
        return url.startsWith(before) ? plain(to) + "/" + url.substring(before.length()) : url;
    }

    private static String plain(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static URI url(String text) {
        try {
            URI url = URI.create(text);
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null && url.getQuery() == null
                    && url.getFragment() == null) {
                return url;
            }
        } catch (IllegalArgumentException noUrl) {
            // said below
        }
        throw new AccessMisconfigured("ktr.access.issuers holds \"" + text + "\", which is no URL of an issuer. Write https://login.example/realm, "
                + "several with commas between, and one that is reached under another address as https://login.example/realm via "
                + "http://10.0.0.7:8080/realm.");
    }
}
