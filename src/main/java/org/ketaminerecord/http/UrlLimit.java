package org.ketaminerecord.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ketaminerecord.format.OperationOutcome;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/**
 * Refuses URLs that are too long with an outcome. What is longer than {@code quarkus.http.limits.max-initial-line-length},
 * which is far more, Vert.x answers with an empty 414 before any code of ours is asked, and Quarkus has no way to change that.
 */
@Singleton
public class UrlLimit {

    private final long longest;

    @Inject
    UrlLimit(@ConfigProperty(name = "ktr.http.longest-url", defaultValue = "64K") MemorySize longest) {
        this.longest = longest.asLongValue();
    }

    /** Stands before everything that reads a URL. */
    void install(@Observes Filters filters) {
        filters.register(this::check, 1001);
    }

    private void check(RoutingContext context) {
        if (context.request().uri().length() <= longest) {
            context.next();
            return;
        }
        Fault fault = Fault.of(Reason.URI_TOO_LONG, IssueType.TOO_LONG, FaultCode.TOO_LARGE, "The URL is longer than the " + longest + " bytes that "
                + "this server takes (ktr.http.longest-url). Send a search by POST to [base]/[type]/_search, with its parameters in the body.");
        context.response().setStatusCode(fault.reason().status()).putHeader(HttpHeaders.CONTENT_TYPE, MediaFormat.JSON.contentType())
                .end(Buffer.buffer(JsonWriter.bytes(OperationOutcome.of(fault.issues()))));
    }
}
