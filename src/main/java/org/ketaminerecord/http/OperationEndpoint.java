package org.ketaminerecord.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.ketaminerecord.operation.OperationRegistry;

/** Operations at all levels (R4 operations.html). */
@Path("/fhir")
public class OperationEndpoint extends FhirEndpoint {

    @Inject
    OperationRegistry operations;

    /** At the level of the system. */
    @GET
    @Path("{operation: \\$[^/]+}")
    public Response system(@Context RoutingContext context, @PathParam("operation") String operation) {
        return call(context, operation, null, null, null, null);
    }

    /** At the level of the system. */
    @POST
    @Path("{operation: \\$[^/]+}")
    public Response systemByPost(@Context RoutingContext context, @PathParam("operation") String operation, byte[] body) {
        return call(context, operation, null, null, null, body);
    }

    /** At the level of a type. */
    @GET
    @Path("{type}/{operation: \\$[^/]+}")
    public Response type(@Context RoutingContext context, @PathParam("type") String type, @PathParam("operation") String operation) {
        return call(context, operation, type, null, null, null);
    }

    /** At the level of a type. */
    @POST
    @Path("{type}/{operation: \\$[^/]+}")
    public Response typeByPost(@Context RoutingContext context, @PathParam("type") String type, @PathParam("operation") String operation,
            byte[] body) {
        return call(context, operation, type, null, null, body);
    }

    /** Of a resource. */
    @GET
    @Path("{type}/{id}/{operation: \\$[^/]+}")
    public Response instance(@Context RoutingContext context, @PathParam("type") String type, @PathParam("id") String id,
            @PathParam("operation") String operation) {
        return call(context, operation, type, id, null, null);
    }

    /** Of a resource. */
    @POST
    @Path("{type}/{id}/{operation: \\$[^/]+}")
    public Response instanceByPost(@Context RoutingContext context, @PathParam("type") String type, @PathParam("id") String id,
            @PathParam("operation") String operation, byte[] body) {
        return call(context, operation, type, id, null, body);
    }

    /** Of a version. */
    @GET
    @Path("{type}/{id}/_history/{version}/{operation: \\$[^/]+}")
    public Response version(@Context RoutingContext context, @PathParam("type") String type, @PathParam("id") String id,
            @PathParam("version") String version, @PathParam("operation") String operation) {
        return call(context, operation, type, id, version, null);
    }

    private Response call(RoutingContext context, String operation, String type, String id, String version, byte[] body) {
        String path = (type == null ? "" : type + "/") + (id == null ? "" : id + "/") + (version == null ? "" : "_history/" + version + "/") + operation;
        boolean known = operations.all().stream().anyMatch(o -> operation.equals("$" + o.name()));
        return handle(context, known ? operation : "operation", type, exchange -> exchange.answer(operations.run(exchange.method(), path,
                exchange.query(), body == null || body.length == 0 ? null : exchange.resource(body), exchange.caller(), exchange.sent(body))));
    }
}
