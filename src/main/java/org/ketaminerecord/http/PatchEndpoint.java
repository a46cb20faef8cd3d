package org.ketaminerecord.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.ketaminerecord.interaction.Addresses;
import org.ketaminerecord.interaction.Interaction;
import org.ketaminerecord.interaction.Versions;
import org.ketaminerecord.patch.PatchFormat;
import org.ketaminerecord.search.QueryParameter;

/** patch and conditional patch, by JSON Patch, XML Patch and FHIRPath Patch (R4 http.html#patch). */
@Path("/fhir")
public class PatchEndpoint extends FhirEndpoint {

    /** Changes a part of a resource. */
    @PATCH
    @Path("{type}/{id}")
    @Operation(operationId = "patch", summary = "Change a part of a resource")
    public Response patch(@Context RoutingContext context, @PathParam("type") String type, @PathParam("id") String id, byte[] body) {
        return handle(context, "patch", type, exchange -> {
            Addresses.requireId(id);
            return patch(exchange, type, id, null, body);
        });
    }

    /** Changes a part of the one resource that matches the query. */
    @PATCH
    @Path("{type}")
    @Operation(operationId = "patch-conditional", summary = "Change a part of the resource that matches")
    public Response conditional(@Context RoutingContext context, @PathParam("type") String type, byte[] body) {
        return handle(context, "patch", type, exchange -> patch(exchange, type, null, exchange.criteria(), body));
    }

    private Response patch(Exchange exchange, String type, String id, List<QueryParameter> criteria, byte[] body) {
        Addresses.requireType(type);
        return write(exchange, new Interaction.PatchOf(type, id, PatchFormat.of(exchange.header("Content-Type"), body), criteria,
                Versions.ifMatch(exchange.list("If-Match"))));
    }

    @Override
    public List<String> typeInteractions() {
        return List.of("patch");
    }
}
