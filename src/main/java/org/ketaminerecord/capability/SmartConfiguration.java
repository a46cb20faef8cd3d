package org.ketaminerecord.capability;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.access.token.Discovery;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;

/**
 * Where apps get tokens and what this server understands of them (SMART 2.2 conformance.html#using-well-known): what the issuer publishes of itself,
 * less what SMART forbids or this server does not know, and what the server itself does with scopes.
 */
public final class SmartConfiguration {

    /** Those endpoints of an issuer that an app may use. */
    private static final List<String> ENDPOINTS = List.of("jwks_uri", "authorization_endpoint", "token_endpoint", "registration_endpoint",
            "introspection_endpoint", "revocation_endpoint");
    private static final Set<String> GRANT_TYPES = Set.of("authorization_code", "client_credentials");
    private static final Set<String> IDENTITY = Set.of("openid", "fhirUser", "profile", "offline_access", "online_access", "launch");

    private SmartConfiguration() {
    }

    /** The document of a server whose tokens an issuer gives. */
    public static JsonObject of(Discovery issuer) {
        JsonObject json = new JsonObject().put("issuer", issuer.name());
        for (String endpoint : ENDPOINTS) {
            if (issuer.url(endpoint) != null) {
                json.put(endpoint, issuer.url(endpoint));
            }
        }
        list(json, "grant_types_supported", of(issuer, "grant_types_supported", GRANT_TYPES::contains));
        list(json, "token_endpoint_auth_methods_supported", issuer.words("token_endpoint_auth_methods_supported"));
        list(json, "token_endpoint_auth_signing_alg_values_supported", issuer.words("token_endpoint_auth_signing_alg_values_supported"));
        list(json, "response_types_supported", issuer.words("response_types_supported"));
        list(json, "scopes_supported", scopes(issuer));
        // SMART 2.2: shall have S256 and shall not have plain
        list(json, "code_challenge_methods_supported", of(issuer, "code_challenge_methods_supported", "S256"::equals));
        return json.put("capabilities", words(capabilities(issuer)));
    }

    private static List<String> scopes(Discovery issuer) {
        return of(issuer, "scopes_supported", scope -> IDENTITY.contains(scope) || scope.startsWith("launch/") || scope.startsWith("ktr/")
                || scope.startsWith("patient/") || scope.startsWith("user/") || scope.startsWith("system/"));
    }

    /** SMART 2.2 conformance.html#capabilities. */
    private static List<String> capabilities(Discovery issuer) {
        List<String> scopes = issuer.words("scopes_supported");
        List<String> methods = issuer.words("token_endpoint_auth_methods_supported");
        List<String> capabilities = new ArrayList<>();
        if (issuer.url("authorization_endpoint") != null && issuer.words("code_challenge_methods_supported").contains("S256")) {
            capabilities.addAll(List.of("launch-standalone", "client-public"));
            if (scopes.contains("launch")) {
                capabilities.addAll(List.of("launch-ehr", "context-ehr-patient"));
            }
            if (scopes.contains("launch/patient")) {
                capabilities.add("context-standalone-patient");
            }
            if (scopes.contains("openid") && issuer.url("jwks_uri") != null) {
                capabilities.add("sso-openid-connect");
            }
            if (scopes.contains("offline_access")) {
                capabilities.add("permission-offline");
            }
        }
        if (methods.contains("client_secret_basic")) {
            capabilities.add("client-confidential-symmetric");
        }
        if (methods.contains("private_key_jwt")) {
            capabilities.add("client-confidential-asymmetric");
        }
        capabilities.addAll(List.of("permission-patient", "permission-user", "permission-v1", "permission-v2"));
        return capabilities;
    }

    private static List<String> of(Discovery issuer, String name, java.util.function.Predicate<String> known) {
        return issuer.words(name).stream().filter(known).toList();
    }

    private static void list(JsonObject json, String name, List<String> values) {
        if (!values.isEmpty()) {
            json.put(name, words(values));
        }
    }

    private static JsonArray words(List<String> values) {
        return JsonArray.of(values.stream().map(JsonString::new).toList());
    }
}
