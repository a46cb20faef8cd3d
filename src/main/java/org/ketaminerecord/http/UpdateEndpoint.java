package org.ketaminerecord.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.ketaminerecord.interaction.Addresses;
import org.ketaminerecord.interaction.Interaction;
import org.ketaminerecord.interaction.Versions;

/** update, update as create, and conditional update (R4 http.html#update, #cond-update). */
@Path("/fhir")
public class UpdateEndpoint extends FhirEndpoint {

    /** Makes a new version of a resource, or the first one under the caller's id. */
    @PUT
    @Path("{type}/{id}")
    @Operation(operationId = "update", summary = "Update a resource, or create it under its id")
    public Response update(@Context RoutingContext context, @PathParam("type") String type, @PathParam("id") String id, byte[] body) {
        return handle(context, "update", type, exchange -> {
            Addresses.requireType(type);
            Addresses.requireId(id);
            return write(exchange, new Interaction.Update(type, id, exchange.resource(body), null, Versions.ifMatch(exchange.list("If-Match")),
                    "*".equals(exchange.header("If-None-Match"))));
        });
    }

    /** Updates the one resource that matches the query, or creates one when none does. */
    @PUT
    @Path("{type}")
    @Operation(operationId = "update-conditional", summary = "Update the resource that matches, or create one")
    public Response conditional(@Context RoutingContext context, @PathParam("type") String type, byte[] body) {
        return handle(context, "update", type, exchange -> {
            Addresses.requireType(type);
            return write(exchange, new Interaction.Update(type, null, exchange.resource(body), exchange.criteria(),
                    Versions.ifMatch(exchange.list("If-Match")), "*".equals(exchange.header("If-None-Match"))));
        });
    }

    @Override
    public List<String> typeInteractions() {
        return List.of("update");
    }
}
