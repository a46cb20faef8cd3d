package org.ketaminerecord.access.token;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/**
 * Who gets in, as {@code ktr.access} and the settings below it say.
 *
 * @param open          everybody may do everything
 * @param issuers       whose tokens are good; at least one unless open, the first being the one that apps are sent to
 * @param audiences     what a token must be meant for; at least one unless open
 * @param bases         base URLs of this server, by which a {@code fhirUser} is known as one of its own; without a slash at the end
 * @param patientClaim  the claim with the patient in context
 * @param userClaim     the claim with the user
 * @param introspection how to ask about opaque tokens; none: they are refused
 * @param timeout       the longest that an issuer may take to answer
 */
public record AccessSettings(boolean open, List<IssuerAddress> issuers, Set<String> audiences, Set<String> bases, String patientClaim,
        String userClaim, Optional<Introspection> introspection, Duration timeout) {

    /**
     * Reads the settings.
     *
     * @throws AccessMisconfigured when they do not say who gets in
     */
    public static AccessSettings from(Config config) {
        boolean open = switch (text(config, "ktr.access").orElse("smart")) {
            case "smart" -> false;
            case "open" -> true;
            default -> throw new AccessMisconfigured("ktr.access is smart (callers need a token of an issuer) or open (everybody may read "
                    + "and change everything).");
        };
        List<IssuerAddress> issuers = text(config, "ktr.access.issuers").or(() -> text(config, "ktr.access.issuer")).stream()
                .flatMap(AccessSettings::list).map(IssuerAddress::of).toList();
        if (!open && issuers.isEmpty()) {
            throw new AccessMisconfigured("Nobody would get in: no issuer of tokens is configured, and the server does not start. Set "
                    + "KTR_ACCESS_ISSUERS to the URL of your OpenID provider (ktr.access.issuers), such as "
                    + "https://login.clinic.example/realms/ketamine, and "
                    + "KTR_ACCESS_AUDIENCE to what its tokens have in \"aud\" for this server. To try it out on this machine with invented records "
                    + "only, say KTR_ACCESS=open: then everybody who reaches the port reads and changes everything. See docs/access.md.");
        }
        Set<String> bases = new LinkedHashSet<>();
        text(config, "ktr.base-url").map(AccessSettings::plain).ifPresent(bases::add);
        Set<String> audiences = new LinkedHashSet<>();
        text(config, "ktr.access.audience").stream().flatMap(AccessSettings::list).forEach(audiences::add);
        if (audiences.isEmpty()) {
            bases.forEach(base -> audiences.addAll(List.of(base, base + "/")));
        }
        if (!open && audiences.isEmpty()) {
            throw new AccessMisconfigured("The server does not know which tokens are meant for it, and does not start. Set KTR_ACCESS_AUDIENCE "
                    + "(ktr.access.audience) to what they have in \"aud\", or KTR_BASE_URL (ktr.base-url) to the server's own base URL, which is "
                    + "then the audience.");
        }
        audiences.stream().filter(a -> a.startsWith("http")).map(AccessSettings::plain).forEach(bases::add);
        return new AccessSettings(open, issuers, Set.copyOf(audiences), Set.copyOf(bases), text(config, "ktr.access.claim.patient").orElse("patient"),
                text(config, "ktr.access.claim.user").orElse("fhirUser"), introspection(config, issuers),
                config.getOptionalValue("ktr.access.timeout", Duration.class).orElse(Duration.ofSeconds(5)));
    }

    private static Optional<Introspection> introspection(Config config, List<IssuerAddress> issuers) {
        Optional<String> client = text(config, "ktr.access.introspection.client-id");
        if (client.isEmpty() || issuers.isEmpty()) {
            return Optional.empty();
        }
        String secret = text(config, "ktr.access.introspection.client-secret").orElseThrow(() -> new AccessMisconfigured(
                "ktr.access.introspection.client-id is set: set ktr.access.introspection.client-secret too, by the environment variable "
                        + "KTR_ACCESS_INTROSPECTION_CLIENT_SECRET or a file that others cannot read."));
        String issuer = text(config, "ktr.access.introspection.issuer").orElse(issuers.size() == 1 ? issuers.getFirst().issuer() : null);
        if (issuers.stream().noneMatch(i -> i.issuer().equals(issuer))) {
            throw new AccessMisconfigured("ktr.access.introspection.issuer must be one of ktr.access.issuers: an opaque token does not say whose "
                    + "it is, and is shown to that one issuer only.");
        }
        return Optional.of(new Introspection(issuer, client.get(), secret,
                config.getOptionalValue("ktr.access.introspection.always", Boolean.class).orElse(false),
                config.getOptionalValue("ktr.access.introspection.keep", Duration.class).orElse(Duration.ofSeconds(10))));
    }

    private static Optional<String> text(Config config, String name) {
        return config.getOptionalValue(name, String.class).map(String::strip).filter(s -> !s.isEmpty());
    }

    private static java.util.stream.Stream<String> list(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty());
    }

    private static String plain(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
