package org.ketaminerecord.access.token;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.outcome.Fault;

/** Asks issuers over HTTP. Follows no redirects: whom an issuer is taken for is configured and nothing else. */
final class IssuerClient {

    private static final int LARGEST = 1 << 20;

    private final HttpClient http;
    private final Duration timeout;

    IssuerClient(Duration timeout) {
        this.timeout = timeout;
        this.http = HttpClient.newBuilder().connectTimeout(timeout).followRedirects(HttpClient.Redirect.NEVER).build();
    }

    /** A document. */
    JsonObject get(URI url) throws IOException {
        return ask(HttpRequest.newBuilder(url).GET());
    }

    /** What the issuer says of a token. */
    JsonObject introspect(URI url, Introspection by, String token) throws IOException {
        String credentials = encoded(by.client()) + ":" + encoded(by.secret());       // RFC 6749 2.3.1
        return ask(HttpRequest.newBuilder(url).header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString("token=" + encoded(token) + "&token_type_hint=access_token")));
    }

    private JsonObject ask(HttpRequest.Builder request) throws IOException {
        CompletableFuture<byte[]> body = http.sendAsync(request.timeout(timeout).header("Accept", "application/json").build(),
                HttpResponse.BodyHandlers.ofInputStream()).thenApplyAsync(IssuerClient::read);
        try {
            // the timeout of a request ends with its headers; a body may drip
            return JsonReader.object(body.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            body.cancel(true);
            throw new IOException("no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw new IOException(e.getCause() instanceof IllegalStateException said ? said.getMessage() : "no connection");
        } catch (Fault noJson) {
            throw new IOException("an answer that is not JSON");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }

    private static byte[] read(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            if (response.statusCode() != 200) {
                throw new IllegalStateException("status " + response.statusCode());
            }
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IllegalStateException("an answer of over " + LARGEST + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new IllegalStateException("an answer that breaks off");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
