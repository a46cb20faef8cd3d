package org.ketaminerecord.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.ketaminerecord.interaction.Addresses;
import org.ketaminerecord.interaction.Interaction;

/** search on a type, by GET and by POST (R4 http.html#search). */
@Path("/fhir")
public class SearchEndpoint extends FhirEndpoint {

    /** Finds resources of a type. */
    @GET
    @Path("{type}")
    @Operation(operationId = "search", summary = "Search a type")
    public Response search(@Context RoutingContext context, @PathParam("type") String type) {
        return handle(context, "search-type", type, exchange -> {
            Addresses.requireType(type);
            return read(exchange, new Interaction.Search(type, exchange.query(), exchange.prefer().lenient()));
        });
    }

    /** Finds resources of a type; the parameters are in the body, so that they are in no log of a proxy. */
    @POST
    @Path("{type}/_search")
    @Operation(operationId = "search-by-post", summary = "Search a type, with the criteria in the body")
    public Response searchByPost(@Context RoutingContext context, @PathParam("type") String type, byte[] body) {
        return handle(context, "search-type", type, exchange -> {
            Addresses.requireType(type);
            return read(exchange, new Interaction.Search(type, exchange.queryAndForm(body), exchange.prefer().lenient()));
        });
    }

    @Override
    public List<String> typeInteractions() {
        return List.of("search-type");
    }
}
