package org.ketaminerecord.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import org.ketaminerecord.access.Grant;
import org.ketaminerecord.access.token.Grants;
import org.ketaminerecord.capability.DeclaredInteractions;
import org.ketaminerecord.interaction.Interaction;
import org.ketaminerecord.interaction.Interactions;
import org.ketaminerecord.interaction.Witness;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/**
 * What all endpoints share: one way in and one way out, measured, with refusals in the caller's format.
 *
 * <p>All have the path {@code /fhir} and the rest at their methods: JAX-RS settles on a class by its path before it looks
 * at methods, and a class {@code /fhir/{type}} would take {@code /fhir/_history} for a type.
 */
abstract class FhirEndpoint implements DeclaredInteractions {

    @Inject
    Interactions interactions;
    @Inject
    InteractionMetrics metrics;
    @Inject
    BaseUrl baseUrl;
    @Inject
    Refusals refusals;
    @Inject
    Grants grants;
    @Inject
    RateLimit limit;
    @Inject
    Witness witness;

    /** Handles a request. */
    @FunctionalInterface
    interface Handler {
        Response handle(Exchange exchange);
    }

    /** Runs a handler. The name of the interaction is FHIR's, for the metrics. */
    protected Response handle(RoutingContext context, String interaction, String type, Handler handler) {
        long start = System.nanoTime();
        Response response = null;
        Exchange exchange = null;
        try {
            exchange = new Exchange(context, baseUrl);
            exchange.negotiate();
            exchange.granted(grant(context));
            long wait = limit.take(context.request(), exchange.grant());
            response = wait > 0 ? exchange.refusal(tooMany(), wait) : handler.handle(exchange);
        } catch (Fault fault) {
            // who tries out tokens has a bucket too
            long wait = fault.reason() == Reason.UNAUTHORIZED ? limit.take(context.request(), null) : 0;
            if (fault.reason() == Reason.UNAUTHORIZED && wait == 0) {
                witness.unknown(interaction, fault, exchange.origin());
            }
            response = exchange == null ? refusals.plain(fault) : wait > 0 ? exchange.refusal(tooMany(), wait) : exchange.refusal(fault);
        } catch (RuntimeException | StackOverflowError e) {
            Fault fault = refusals.internal(e);
            response = exchange == null ? refusals.plain(fault) : exchange.refusal(fault);
        } finally {
            metrics.record(interaction, type, response == null ? 500 : response.getStatus(), System.nanoTime() - start);
        }
        return response;
    }

    /**
     * What the caller may do: what its token says.
     *
     * @throws Fault when it has none, or one that is not good
     */
    protected Grant grant(RoutingContext context) {
        List<String> sent = context.request().headers().getAll("Authorization");
        return grants.of(sent.size() > 1 ? String.join(",", sent) : sent.isEmpty() ? null : sent.getFirst());
    }

    private static Fault tooMany() {
        return Fault.of(Reason.TOO_MANY_REQUESTS, IssueType.THROTTLED, FaultCode.TOO_MANY_REQUESTS, "More requests came from this client than it may send "
                + "(ktr.limits.requests-per-second). Wait for as many seconds as the header Retry-After says; several reads or writes can be one bundle.");
    }

    /** Executes an interaction that reads, and answers it. */
    protected Response read(Exchange exchange, Interaction.Reading reading) {
        return exchange.answer(interactions.execute(reading, exchange.caller()));
    }

    /** Executes an interaction that writes, and answers it. */
    protected Response write(Exchange exchange, Interaction.Writing writing) {
        return exchange.written(interactions.execute(writing, exchange.caller()));
    }

    @Override
    public List<String> systemInteractions() {
        return List.of();
    }

    @Override
    public List<String> typeInteractions() {
        return List.of();
    }

    @Override
    public List<String> formats() {
        return Arrays.stream(MediaFormat.values()).map(MediaFormat::mediaType).toList();
    }
}
