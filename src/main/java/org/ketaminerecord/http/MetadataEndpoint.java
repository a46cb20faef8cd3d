package org.ketaminerecord.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.ketaminerecord.access.Grant;
import org.ketaminerecord.interaction.Interaction;

/** capabilities (R4 http.html#capabilities). */
@Path("/fhir")
public class MetadataEndpoint extends FhirEndpoint {

    /** The CapabilityStatement. */
    @GET
    @Path("metadata")
    @Operation(operationId = "capabilities", summary = "The CapabilityStatement")
    public Response capabilities(@Context RoutingContext context) {
        return handle(context, "capabilities", null, exchange -> {
            Response whole = read(exchange, new Interaction.Capabilities(exchange.query()));
            String tag = tag((byte[]) whole.getEntity());
            String known = exchange.header("If-None-Match");
            return (known != null && known.contains(tag) ? Response.notModified() : Response.fromResponse(whole)).header("ETag", tag).build();
        });
    }

    /** Everybody may ask what the server can do: it is how a client finds out where to get a token (SMART 2.2 conformance.html). */
    @Override
    protected Grant grant(RoutingContext context) {
        return Grant.OPEN;
    }

    private static String tag(byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return "W/\"" + HexFormat.of().toHexDigits(ByteBuffer.wrap(hash).getLong()) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);      // every JDK has it
        }
    }
}
