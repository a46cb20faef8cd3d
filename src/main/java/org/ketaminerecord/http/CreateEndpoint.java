package org.ketaminerecord.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.ketaminerecord.interaction.Addresses;
import org.ketaminerecord.interaction.Interaction;
import org.ketaminerecord.interaction.QueryStrings;

/** create and conditional create (R4 http.html#create, #ccreate). */
@Path("/fhir")
public class CreateEndpoint extends FhirEndpoint {

    /** Stores a new resource under an id of the server's. */
    @POST
    @Path("{type}")
    @Operation(operationId = "create", summary = "Create a resource")
    public Response create(@Context RoutingContext context, @PathParam("type") String type, byte[] body) {
        return handle(context, "create", type, exchange -> {
            Addresses.requireType(type);
            return write(exchange, new Interaction.Create(type, exchange.resource(body),
                    QueryStrings.criteria(type, exchange.header("If-None-Exist"))));
        });
    }

    @Override
    public List<String> typeInteractions() {
        return List.of("create");
    }
}
