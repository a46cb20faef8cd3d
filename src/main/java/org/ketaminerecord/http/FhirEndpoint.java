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
import org.ketaminerecord.outcome.Fault;

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
            response = handler.handle(exchange);
        } catch (Fault fault) {
            response = exchange == null ? refusals.plain(fault) : exchange.refusal(fault);
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
