package org.ketaminerecord.capability;

import java.util.Optional;
import org.ketaminerecord.access.token.Discovery;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;

/**
 * Who gets in, as a CapabilityStatement says it (SMART 2.2 conformance.html).
 *
 * @param open   everybody
 * @param issuer what the issuer of tokens publishes of itself; none while that is not known
 */
record Security(boolean open, Optional<Discovery> issuer) {

    private static final String URIS = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";

    JsonObject json() {
        JsonObject security = new JsonObject();
        if (open) {
            return security.put("cors", true).put("description", "Nobody is asked for a token: ktr.access=open.");
        }
        issuer.ifPresent(i -> security.put("extension", JsonArray.of(uris(i))));
        return security.put("cors", true)
                .put("service", JsonArray.of(new JsonObject().put("coding", JsonArray.of(new JsonObject()
                        .put("system", "http://terminology.hl7.org/CodeSystem/restful-security-service").put("code", "SMART-on-FHIR")))))
                .put("description", "Every request but this one needs a bearer token. Where to get one stands in "
                        + "[base]/.well-known/smart-configuration.");
    }

    private static JsonObject uris(Discovery issuer) {
        JsonArray uris = new JsonArray();
        add(uris, "authorize", issuer.url("authorization_endpoint"));
        add(uris, "token", issuer.url("token_endpoint"));
        add(uris, "register", issuer.url("registration_endpoint"));
        add(uris, "introspect", issuer.url("introspection_endpoint"));
        add(uris, "revoke", issuer.url("revocation_endpoint"));
        return new JsonObject().put("url", URIS).put("extension", uris);
    }

    private static void add(JsonArray uris, String name, String url) {
        if (url != null) {
            uris.add(new JsonObject().put("url", name).put("valueUri", url));
        }
    }
}
