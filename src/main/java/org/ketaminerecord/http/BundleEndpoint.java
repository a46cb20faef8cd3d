package org.ketaminerecord.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.ketaminerecord.interaction.BundleProcessor;
import org.ketaminerecord.interaction.Outcome;
import org.ketaminerecord.json.JsonObject;

/** batch and transaction (R4 http.html#transaction). */
@Path("/fhir")
public class BundleEndpoint extends FhirEndpoint {

    @Inject
    BundleProcessor bundles;

    /** Processes a bundle: a transaction as a whole, a batch entry by entry. */
    @POST
    @Operation(operationId = "transaction", summary = "Process a transaction or a batch")
    public Response process(@Context RoutingContext context, byte[] body) {
        return handle(context, "transaction", null, exchange -> {
            JsonObject bundle = exchange.resource(body);
            boolean full = exchange.header("Prefer") != null && exchange.prefer().returned() == Prefer.Return.REPRESENTATION;
            return exchange.answer(new Outcome.Body(bundles.process(bundle, full, exchange.caller())));
        });
    }

    @Override
    public List<String> systemInteractions() {
        return List.of("transaction", "batch");
    }
}
