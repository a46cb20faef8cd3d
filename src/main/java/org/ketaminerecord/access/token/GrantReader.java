package org.ketaminerecord.access.token;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.ketaminerecord.access.Grant;
import org.ketaminerecord.access.ScopeParser;
import org.ketaminerecord.access.Scopes;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;

/** Reads the claims of a token that is good as a grant. */
final class GrantReader {

    private static final Logger LOG = Logger.getLogger(GrantReader.class);
    private static final Set<String> REASONS = Set.of("http://terminology.hl7.org/CodeSystem/v3-ActReason", "urn:oid:2.16.840.1.113883.5.8",
            "2.16.840.1.113883.5.8");

    private final Set<String> bases;
    private final String patientClaim;
    private final String userClaim;

    GrantReader(AccessSettings settings) {
        this.bases = settings.bases();
        this.patientClaim = settings.patientClaim();
        this.userClaim = settings.userClaim();
    }

    Grant read(String issuer, Claims claims) {
        // RFC 9068: scope, with spaces between; some issuers send a list, or call it scp
        List<String> said = claims.texts("scope");
        Scopes scopes = ScopeParser.parse(String.join(" ", said.isEmpty() ? claims.texts("scp") : said));
        String client = claims.text("client_id") != null ? claims.text("client_id") : claims.text("azp");
        if (!scopes.unreadable().isEmpty()) {
            LOG.infof("%d scopes of a token of the client %s are not understood and grant nothing: the first is %s", scopes.unreadable().size(),
                    printable(client), printable(scopes.unreadable().getFirst()));
        }
        return new Grant(issuer, claims.text("sub"), client, relative(claims.text(userClaim)), patient(claims.text(patientClaim)), scopes.resources(),
                scopes.others(), purposes(claims.json()), false);
    }

    /** SMART 2.2 says an id; some issuers send a reference. */
    private String patient(String claim) {
        String relative = relative(claim);
        return relative != null && relative.startsWith("Patient/") ? relative.substring("Patient/".length()) : relative;
    }

    /** {@code fhirUser} is most often a URL; one of another server's is nobody here. */
    private String relative(String reference) {
        if (reference == null) {
            return null;
        }
        for (String base : bases) {
            if (reference.startsWith(base + "/")) {
                return reference.substring(base.length() + 1);
            }
        }
        return reference;
    }

    /**
     * What the data is used for: the claim {@code purpose_of_use}, at the top, of IHE IUA ({@code extensions.ihe_iua}) or of UDAP
     * ({@code extensions.hl7-b2b}); codes, {@code system#code} or Codings.
     */
    private static Set<String> purposes(JsonObject claims) {
        Set<String> purposes = new LinkedHashSet<>();
        read(claims.get("purpose_of_use"), purposes);
        if (claims.get("extensions") instanceof JsonObject extensions) {
            for (String name : List.of("ihe_iua", "hl7-b2b")) {
                if (extensions.get(name) instanceof JsonObject extension) {
                    read(extension.get("purpose_of_use"), purposes);
                }
            }
        }
        return purposes;
    }

    private static void read(JsonValue value, Set<String> purposes) {
        switch (value) {
            case JsonArray all -> all.forEach(one -> read(one, purposes));
            case JsonString text -> add(text.value(), purposes);
            case JsonObject coding when coding.get("code") instanceof JsonString code && (!coding.has("system")
                    || coding.get("system") instanceof JsonString system && REASONS.contains(system.value())) -> add(code.value(), purposes);
            case null, default -> {
                // not there, or not understood: no purpose
            }
        }
    }

    private static void add(String text, Set<String> purposes) {
        int hash = Math.max(text.indexOf('#'), text.indexOf('|'));
        if (hash < 0 || REASONS.contains(text.substring(0, hash))) {
            purposes.add(text.substring(hash + 1));
        }
    }

    /** What is written into a log cannot forge a line of it. */
    private static String printable(String text) {
        String plain = String.valueOf(text).replaceAll("[^!-~]", "?");
        return plain.length() > 200 ? plain.substring(0, 200) + "..." : plain;
    }
}
