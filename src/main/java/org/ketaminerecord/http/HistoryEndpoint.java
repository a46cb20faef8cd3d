package org.ketaminerecord.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.ketaminerecord.interaction.Addresses;
import org.ketaminerecord.interaction.Interaction;

/** history of an instance, a type, and the whole system (R4 http.html#history). */
@Path("/fhir")
public class HistoryEndpoint extends FhirEndpoint {

    /** All versions of everything. */
    @GET
    @Path("_history")
    @Operation(operationId = "history-system", summary = "All versions of everything")
    public Response system(@Context RoutingContext context) {
        return handle(context, "history-system", null, exchange -> read(exchange, new Interaction.History(null, null, exchange.query())));
    }

    /** All versions of the resources of a type. */
    @GET
    @Path("{type}/_history")
    @Operation(operationId = "history-type", summary = "All versions of the resources of a type")
    public Response type(@Context RoutingContext context, @PathParam("type") String type) {
        return handle(context, "history-type", type, exchange -> {
            Addresses.requireType(type);
            return read(exchange, new Interaction.History(type, null, exchange.query()));
        });
    }

    /** All versions of one resource. */
    @GET
    @Path("{type}/{id}/_history")
    @Operation(operationId = "history-instance", summary = "All versions of a resource")
    public Response instance(@Context RoutingContext context, @PathParam("type") String type, @PathParam("id") String id) {
        return handle(context, "history-instance", type, exchange -> {
            Addresses.requireType(type);
            Addresses.requireId(id);
            return read(exchange, new Interaction.History(type, id, exchange.query()));
        });
    }

    @Override
    public List<String> systemInteractions() {
        return List.of("history-system");
    }

    @Override
    public List<String> typeInteractions() {
        return List.of("history-instance", "history-type");
    }
}
