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

/**
 * search of a type, of several types and of a compartment, by GET and by POST (R4 http.html#search). By POST the
 * parameters are in the body, so that they are in no log of a proxy.
 */
@Path("/fhir")
public class SearchEndpoint extends FhirEndpoint {

    /** Finds resources of a type. */
    @GET
    @Path("{type}")
    @Operation(operationId = "search", summary = "Search a type")
    public Response search(@Context RoutingContext context, @PathParam("type") String type) {
        return byQuery(context, "search-type", type, type);
    }

    /** Finds resources of a type. */
    @POST
    @Path("{type}/_search")
    @Operation(operationId = "search-by-post", summary = "Search a type, with the criteria in the body")
    public Response searchByPost(@Context RoutingContext context, @PathParam("type") String type, byte[] body) {
        return byForm(context, "search-type", type, type, body);
    }

    /** Finds resources of several types. */
    @GET
    @Operation(operationId = "search-system", summary = "Search several types or all: ?_type=Observation,Condition")
    public Response system(@Context RoutingContext context) {
        return byQuery(context, "search-system", null, "");
    }

    /** Finds resources of several types. */
    @POST
    @Path("_search")
    @Operation(operationId = "search-system-by-post", summary = "Search several types or all, with the criteria in the body")
    public Response systemByPost(@Context RoutingContext context, byte[] body) {
        return byForm(context, "search-system", null, "", body);
    }

    /** Finds resources of a compartment. */
    @GET
    @Path("{compartment}/{id}/{type}")
    @Operation(operationId = "search-compartment", summary = "Search one type in the compartment of a resource, or all types: *")
    public Response compartment(@Context RoutingContext context, @PathParam("compartment") String compartment, @PathParam("id") String id,
            @PathParam("type") String type) {
        return byQuery(context, "search-compartment", compartment, compartment + "/" + id + "/" + type);
    }

    /** Finds resources of a compartment. */
    @POST
    @Path("{compartment}/{id}/{type}/_search")
    @Operation(operationId = "search-compartment-by-post", summary = "Search the compartment of a resource, with the criteria in the body")
    public Response compartmentByPost(@Context RoutingContext context, @PathParam("compartment") String compartment, @PathParam("id") String id,
            @PathParam("type") String type, byte[] body) {
        return byForm(context, "search-compartment", compartment, compartment + "/" + id + "/" + type, body);
    }

    private Response byQuery(RoutingContext context, String interaction, String type, String path) {
        return handle(context, interaction, type,
                exchange -> read(exchange, Addresses.search(path, exchange.query(), exchange.prefer().lenient())));
    }

    private Response byForm(RoutingContext context, String interaction, String type, String path, byte[] body) {
        return handle(context, interaction, type,
                exchange -> read(exchange, Addresses.search(path, exchange.queryAndForm(body), exchange.prefer().lenient())));
    }

    @Override
    public List<String> typeInteractions() {
        return List.of("search-type");
    }

    @Override
    public List<String> systemInteractions() {
        return List.of("search-system");
    }
}
