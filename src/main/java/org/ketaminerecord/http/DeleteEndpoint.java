package org.ketaminerecord.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.ketaminerecord.interaction.Addresses;
import org.ketaminerecord.interaction.Interaction;
import org.ketaminerecord.interaction.Versions;

/** delete and conditional delete (R4 http.html#delete, #3.1.0.7.1). */
@Path("/fhir")
public class DeleteEndpoint extends FhirEndpoint {

    /** Deletes a resource; its history stays. */
    @DELETE
    @Path("{type}/{id}")
    @Operation(operationId = "delete", summary = "Delete a resource")
    public Response delete(@Context RoutingContext context, @PathParam("type") String type, @PathParam("id") String id) {
        return handle(context, "delete", type, exchange -> {
            Addresses.requireType(type);
            Addresses.requireId(id);
            return write(exchange, new Interaction.Delete(type, id, null, Versions.ifMatch(exchange.list("If-Match"))));
        });
    }

    /** Deletes what matches the query; only one, unless more are allowed. */
    @DELETE
    @Path("{type}")
    @Operation(operationId = "delete-conditional", summary = "Delete what matches")
    public Response conditional(@Context RoutingContext context, @PathParam("type") String type) {
        return handle(context, "delete", type, exchange -> {
            Addresses.requireType(type);
            return write(exchange, new Interaction.Delete(type, null, exchange.criteria(), Versions.ifMatch(exchange.list("If-Match"))));
        });
    }

    @Override
    public List<String> typeInteractions() {
        return List.of("delete");
    }
}
