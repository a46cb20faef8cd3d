package org.ketaminerecord.keycloak;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;

/** What an app and a person's browser do to get a token: SMART 2.2 app-launch.html and backend-services.html, without a browser. */
final class Login {

    static final String REDIRECT = "http://127.0.0.1/callback";

    private static final HttpClient HTTP = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");

    private final JsonObject smart;
    private final String audience;

    /** @param smart what the server's smart-configuration says */
    Login(JsonObject smart, String audience) {
        this.smart = smart;
        this.audience = audience;
    }

    /** What the provider answered: the body of a token response, or the parameters of an error. */
    record Answer(int status, JsonObject body) {

        String token() {
            return body.string("access_token");
        }

        /** The claims of the access token. */
        JsonObject claims() {
            return Login.claims(token());
        }
    }

    /** What a token says. */
    static JsonObject claims(String token) {
        return JsonReader.object(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    /** Authorization code with PKCE: the person signs in by the form. A secret of null is a public client's. */
    Answer code(String client, String secret, String user, String password, String scopes) throws IOException, InterruptedException {
        byte[] random = new byte[48];
        new SecureRandom().nextBytes(random);
        String verifier = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Map<String, String> back = authorize(client, user, password, scopes, challenge(verifier));
        if (!back.containsKey("code")) {
            return new Answer(400, json(back));
        }
        Map<String, String> form = new LinkedHashMap<>(Map.of("grant_type", "authorization_code", "code", back.get("code"), "redirect_uri", REDIRECT,
                "client_id", client, "code_verifier", verifier));
        if (secret != null) {
            form.put("client_secret", secret);
        }
        return token(form);
    }

    /** Sends the person to the provider, fills its form in, and returns what comes back to the app. */
    Map<String, String> authorize(String client, String user, String password, String scopes, String challenge) throws IOException,
            InterruptedException {
        Map<String, String> query = new LinkedHashMap<>(Map.of("response_type", "code", "client_id", client, "redirect_uri", REDIRECT, "scope",
                scopes,
                "state", "s", "aud", audience));
        if (challenge != null) {
            query.putAll(Map.of("code_challenge", challenge, "code_challenge_method", "S256"));
        }
        HttpResponse<String> page = HTTP.send(HttpRequest.newBuilder(URI.create(smart.string("authorization_endpoint") + "?" + encoded(query)))
                .build(),
                HttpResponse.BodyHandlers.ofString());
        if (page.statusCode() == 302) {
            return parameters(page);
        }
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new IllegalStateException("no form: " + page.statusCode() + " " + page.body());
        }
        // a browser keeps cookies that are "secure" on localhost, too; Java's does not
        String cookies = page.headers().allValues("Set-Cookie").stream().map(c -> c.split(";")[0]).collect(Collectors.joining("; "));
        HttpResponse<String> after = HTTP.send(HttpRequest.newBuilder(URI.create(form.group(1).replace("&amp;", "&"))).header("Cookie", cookies)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(Map.of("username", user, "password", password)))).build(),
                        HttpResponse.BodyHandlers.ofString());
        if (after.statusCode() != 302) {
            throw new IllegalStateException("not signed in: " + after.statusCode() + " " + after.body());
        }
        return parameters(after);
    }

    /** Client credentials with {@code private_key_jwt}. */
    Answer backend(String client, PublicJsonWebKey key, String algorithm, String scopes) throws IOException, InterruptedException {
        try {
            long now = System.currentTimeMillis() / 1000;
            JsonWebSignature assertion = new JsonWebSignature();
            assertion.setPayload(new JsonObject().put("iss", client).put("sub", client).put("aud", smart.string("token_endpoint"))
                    .put("jti", java.util.UUID.randomUUID().toString()).put("exp", new JsonNumber(Long.toString(now + 60)))
                    .put("iat", new JsonNumber(Long.toString(now))).toString());
            assertion.setAlgorithmHeaderValue(algorithm);
            assertion.setKeyIdHeaderValue(key.getKeyId());
            assertion.setHeader("typ", "JWT");
            assertion.setKey(key.getPrivateKey());
            return token(Map.of("grant_type", "client_credentials", "scope", scopes, "client_assertion", assertion.getCompactSerialization(),
                    "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a form to the token endpoint. */
    Answer token(Map<String, String> form) throws IOException, InterruptedException {
        return send(smart.string("token_endpoint"), form);
    }

    /** Sends a form to an endpoint of the provider. */
    Answer send(String endpoint, Map<String, String> form) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(HttpRequest.newBuilder(URI.create(endpoint)).header("Content-Type",
                "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(form))).build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.body().isEmpty() ? new JsonObject() : JsonReader.object(answer.body()
                .getBytes(StandardCharsets.UTF_8)));
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(MessageDigest.getInstance("SHA-256")
                    .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> parameters(HttpResponse<String> redirect) {
        String location = redirect.headers().firstValue("Location").orElseThrow();
        if (!location.startsWith(REDIRECT)) {
            throw new IllegalStateException("sent elsewhere: " + location);
        }
        Map<String, String> all = new LinkedHashMap<>();
        for (String pair : location.substring(location.indexOf('?') + 1).split("&")) {
            int equals = pair.indexOf('=');
            all.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return all;
    }

    private static JsonObject json(Map<String, String> parameters) {
        JsonObject json = new JsonObject();
        parameters.forEach(json::put);
        return json;
    }

    private static String encoded(Map<String, String> pairs) {
        return pairs.entrySet().stream().map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
