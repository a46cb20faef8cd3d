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
import org.ketaminerecord.interaction.Versions;

/** read and vread (R4 http.html#read, #vread), with If-None-Match and If-Modified-Since. */
@Path("/fhir")
public class ReadEndpoint extends FhirEndpoint {

    /** The current version. */
    @GET
    @Path("{type}/{id}")
    @Operation(operationId = "read", summary = "Read a resource")
    public Response read(@Context RoutingContext context, @PathParam("type") String type, @PathParam("id") String id) {
        return handle(context, "read", type, exchange -> {
            Addresses.requireType(type);
            Addresses.requireId(id);
            return read(exchange, new Interaction.Read(type, id, null, Versions.ifNoneMatch(exchange.list("If-None-Match")),
                    Versions.time(exchange.header("If-Modified-Since"))));
        });
    }

    /** A version by its number. */
    @GET
    @Path("{type}/{id}/_history/{version}")
    @Operation(operationId = "vread", summary = "Read a version of a resource")
    public Response vread(@Context RoutingContext context, @PathParam("type") String type, @PathParam("id") String id,
            @PathParam("version") String version) {
        return handle(context, "vread", type, exchange -> {
            Addresses.requireType(type);
            Addresses.requireId(id);
            return read(exchange, new Interaction.Read(type, id, Versions.number(version), Versions.ifNoneMatch(exchange.list("If-None-Match")), null));
        });
    }

    @Override
    public List<String> typeInteractions() {
        return List.of("read", "vread");
    }
}
