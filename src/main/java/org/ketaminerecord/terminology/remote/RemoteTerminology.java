package org.ketaminerecord.terminology.remote;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.terminology.TerminologyServer;

/**
 * The terminology server of {@code ktr.terminology.url}. What it answers is kept for a while; that it did not answer is kept
 * for a shorter while, in which nobody waits for it. Nothing of a patient is sent: definitions and codes.
 */
@Singleton
public class RemoteTerminology implements TerminologyServer {

    private static final Logger LOG = Logger.getLogger(RemoteTerminology.class);
    private static final long ANSWERS_KEPT = 16 << 20;
    private static final String JSON = "application/fhir+json";

    private record Kept(int status, byte[] body) {
    }

    private final String base;
    private final Duration timeout;
    private final Duration pause;
    private final Cache<String, Kept> answers;
    private final HttpClient http;
    private volatile long silentUntil = System.nanoTime();
    private volatile String silence;

    /**
     * @param url     the base URL of an R4 server; none for nobody to ask
     * @param timeout the longest that one question may take
     * @param keep    how long an answer is kept
     * @param pause   how long a server that did not answer is not asked again
     */
    @Inject
    public RemoteTerminology(@ConfigProperty(name = "ktr.terminology.url") Optional<String> url,
            @ConfigProperty(name = "ktr.terminology.timeout", defaultValue = "5s") Duration timeout,
            @ConfigProperty(name = "ktr.terminology.keep", defaultValue = "1h") Duration keep,
            @ConfigProperty(name = "ktr.terminology.pause", defaultValue = "30s") Duration pause) {
        this.base = url.map(u -> u.endsWith("/") ? u.substring(0, u.length() - 1) : u).orElse(null);
        this.timeout = timeout;
        this.pause = pause;
        this.answers = Caffeine.newBuilder().expireAfterWrite(keep).maximumWeight(ANSWERS_KEPT)
                .weigher((String q, Kept k) -> 2 * q.length() + k.body().length + 100).build();
        this.http = base == null ? null : HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(timeout).build();
    }

    @Override
    public Answer ask(String type, String operation, JsonObject parameters) {
        if (base == null) {
            return new Answer.Nobody();
        }
        byte[] question = JsonWriter.bytes(parameters);
        String key = type + "/$" + operation + " " + new String(question, java.nio.charset.StandardCharsets.UTF_8);
        Kept kept = answers.getIfPresent(key);
        if (kept != null) {
            return answer(kept);
        }
        if (System.nanoTime() - silentUntil < 0) {
            return new Answer.Silent(silence);
        }
        CompletableFuture<HttpResponse<byte[]>> sent = null;
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/" + type + "/$" + operation)).timeout(timeout)
                    .header("Content-Type", JSON).header("Accept", JSON).POST(HttpRequest.BodyPublishers.ofByteArray(question)).build();
            sent = http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
            // the timeout of a request ends with its headers; a body may drip
            HttpResponse<byte[]> response = sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() >= 500 || response.statusCode() == 429 || response.statusCode() == 408) {
                return silent("status " + response.statusCode());
            }
            kept = new Kept(response.statusCode(), response.body());
            Answer answer = answer(kept);
            if (!(answer instanceof Answer.Silent) && response.statusCode() != 401 && response.statusCode() != 403) {
                answers.put(key, kept);
            }
            return answer;
        } catch (TimeoutException e) {
            sent.cancel(true);
            return silent("no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            return silent(e.getCause() instanceof java.net.http.HttpTimeoutException ? "no answer within " + timeout.toMillis() + " ms"
                    : e.getCause() instanceof IOException ? "no connection" : "no answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return silent("interrupted");
        } catch (IllegalArgumentException e) {
            return silent("ktr.terminology.url is not a URL");
        }
    }

    private Answer silent(String why) {
        LOG.warnf("The terminology server does not answer (%s); it is not asked for %d s", why, pause.toSeconds());
        silence = why;
        silentUntil = System.nanoTime() + pause.toNanos();
        return new Answer.Silent(why);
    }

    private static Answer answer(Kept kept) {
        JsonObject resource;
        try {
            resource = JsonReader.object(kept.body());
        } catch (Fault noJson) {
            return new Answer.Silent("status " + kept.status() + " without FHIR JSON");
        }
        if (kept.status() < 300 && !"OperationOutcome".equals(resource.string("resourceType"))) {
            return new Answer.Given(resource);
        }
        String said = resource.objects("issue").stream().map(i -> i.string("diagnostics") != null ? i.string("diagnostics")
                : i.object("details") == null ? null : i.object("details").string("text")).filter(java.util.Objects::nonNull).findFirst()
                .orElse("status " + kept.status());
        return new Answer.Refused(said.length() > 300 ? said.substring(0, 300) + "..." : said);
    }
}
