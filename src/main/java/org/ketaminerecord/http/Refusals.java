package org.ketaminerecord.http;

import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.OperationOutcome;
import org.ketaminerecord.outcome.Reason;

/** Refusals outside of an endpoint: no such path, no such method, a body that is too large, and what nobody foresaw. */
@Singleton
public class Refusals {

    private static final Logger LOG = Logger.getLogger(Refusals.class);

    /** The answer to a request that matches no endpoint or that the HTTP layer refuses. */
    @ServerExceptionMapper
    public Response map(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        Response plain = plain(switch (status) {
            case 404 -> Fault.of(Reason.NOT_FOUND, IssueType.NOT_SUPPORTED, FaultCode.UNKNOWN_INTERACTION, "No interaction has this URL. Those "
                    + "there are stand in GET [base]/metadata.");
            case 405 -> Fault.of(Reason.METHOD_NOT_ALLOWED, IssueType.NOT_SUPPORTED, FaultCode.UNKNOWN_INTERACTION, "This URL has no such method. "
                    + "The header Allow says which it has.");
            case 413 -> tooLarge();
            case 415 -> Fault.of(Reason.UNSUPPORTED_MEDIA_TYPE, IssueType.NOT_SUPPORTED, FaultCode.UNSUPPORTED_MEDIA_TYPE, "A body of this type "
                    + "is not understood. Send application/fhir+json or application/fhir+xml.");
            default -> status < 500 ? Fault.of(Reason.BAD_REQUEST, IssueType.INVALID, FaultCode.MALFORMED, "The request is not understood.")
                    : internal(e);
        });
        Response.ResponseBuilder response = Response.fromResponse(plain);
        if (e.getResponse().getHeaderString("Allow") != null) {
            response.header("Allow", e.getResponse().getHeaderString("Allow"));
        }
        return response.build();
    }

    /** The answer to anything else. */
    @ServerExceptionMapper
    public Response map(RuntimeException e) {
        return plain(e instanceof Fault fault ? fault : internal(e));
    }

    static Fault tooLarge() {
        return Fault.of(Reason.TOO_LARGE, IssueType.TOO_LONG, FaultCode.TOO_LARGE, "The body is larger than this server takes "
                + "(quarkus.http.limits.max-body-size). Send several smaller bundles.");
    }

    /** A refusal in JSON. */
    Response plain(Fault fault) {
        Response.ResponseBuilder response = Response.status(fault.reason().status()).type(MediaFormat.JSON.contentType())
                .entity(JsonWriter.bytes(OperationOutcome.of(fault.issues())));
        if (fault.reason() == Reason.UNAVAILABLE) {
            response.header("Retry-After", "5");
        }
        return response.build();
    }

    /** Something that should not happen: the log has it under an id, the caller gets the id. */
    Fault internal(Throwable e) {
        String id = UUID.randomUUID().toString();
        LOG.errorf(e, "internal error %s", id);
        return Fault.of(Reason.INTERNAL, IssueType.EXCEPTION, FaultCode.INTERNAL_ERROR, "The server failed. Nothing was stored. Tell its operator "
                + "the id " + id + ", which is in the log.");
    }
}
