package org.ketaminerecord.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import org.ketaminerecord.access.token.Grants;
import org.ketaminerecord.capability.SmartConfiguration;
import org.ketaminerecord.format.OperationOutcome;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/**
 * {@code .well-known/smart-configuration}, and that it and {@code metadata} are open to the pages of any origin, whatever
 * {@code ktr.cors.origins} says of records (SMART 2.2 app-launch.html#considerations-for-cross-origin-resource-sharing-cors-support).
 */
@Singleton
public class PublicDocuments {

    private static final String METADATA = "/fhir/metadata";
    /** Below the base URL, as SMART says, and at the root, where some look. */
    private static final Set<String> SMART = Set.of("/fhir/.well-known/smart-configuration", "/.well-known/smart-configuration");

    @Inject
    Grants grants;

    /** Stands before the filter that asks for an origin. */
    void install(@Observes Filters filters) {
        filters.register(this::check, 999);
    }

    private void check(RoutingContext context) {
        String path = context.request().path();
        boolean smart = SMART.contains(path);
        HttpMethod method = context.request().method();
        if (!smart && !METADATA.equals(path) || method != HttpMethod.GET && method != HttpMethod.HEAD) {
            context.next();
            return;
        }
        if (context.request().getHeader(HttpHeaders.ORIGIN) != null) {
            context.request().headers().remove(HttpHeaders.ORIGIN);
            context.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        }
        if (smart) {
            // the issuer may have to be asked
            context.vertx().executeBlocking(this::configuration, false).onComplete(answer -> {
                if (answer.succeeded()) {
                    end(context, 200, "application/json", answer.result());
                } else {
                    refuse(context, answer.cause());
                }
            });
        } else {
            context.next();
        }
    }

    private byte[] configuration() {
        return JsonWriter.bytes(SmartConfiguration.of(grants.discovery().orElseThrow(() -> Fault.of(Reason.NOT_FOUND, IssueType.NOT_SUPPORTED,
                FaultCode.UNKNOWN_INTERACTION, "This server asks nobody for a token (ktr.access=open): send requests without one."))));
    }

    private static void refuse(RoutingContext context, Throwable cause) {
        Fault fault = cause instanceof Fault f ? f : org.ketaminerecord.outcome.Unforeseen.fault(cause);
        if (fault.reason() == Reason.UNAVAILABLE) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "5");
        }
        end(context, fault.reason().status(), MediaFormat.JSON.contentType(), JsonWriter.bytes(OperationOutcome.of(fault.issues())));
    }

    private static void end(RoutingContext context, int status, String type, byte[] body) {
        HttpServerResponse response = context.response().setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, type);
        if (context.request().method() == HttpMethod.HEAD) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length)).end();
        } else {
            response.end(Buffer.buffer(body));
        }
    }
}
