package org.ketaminerecord.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.ketaminerecord.format.OperationOutcome;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.outcome.Unforeseen;

/** Refusals outside of an endpoint: no such path, no such method, a body that is too large, and what nobody foresaw. */
@Singleton
public class Refusals {

    /** The answer to a request that matches no endpoint or that the HTTP layer refuses. */
    @ServerExceptionMapper
    public Response map(WebApplicationException e, UriInfo uri, Request request) {
        List<String> allowed = AllowedMethods.at(uri.getPath());
        int said = e.getResponse().getStatus();
        // to RESTEasy a URL that another endpoint has under another method is not there at all
        int status = said == 404 && !allowed.isEmpty() && !allowed.contains(request.getMethod()) ? 405 : said;
        Response plain = plain(switch (status) {
            case 404 -> Fault.of(Reason.NOT_FOUND, IssueType.NOT_SUPPORTED, FaultCode.UNKNOWN_INTERACTION, "No interaction has this method and URL. Those "
                    + "there are stand in GET [base]/metadata.");
            case 405 -> Fault.of(Reason.METHOD_NOT_ALLOWED, IssueType.NOT_SUPPORTED, FaultCode.UNKNOWN_INTERACTION, "This URL has no such method. "
                    + "The header Allow says which it has.");
            case 413 -> tooLarge();
            case 415 -> Fault.of(Reason.UNSUPPORTED_MEDIA_TYPE, IssueType.NOT_SUPPORTED, FaultCode.UNSUPPORTED_MEDIA_TYPE, "A body of this type "
                    + "is not understood. Send application/fhir+json or application/fhir+xml.");
            default -> status < 500 ? notUnderstood() : internal(e);
        });
        Response.ResponseBuilder response = Response.fromResponse(plain);
        if (status == 405) {
            response.header("Allow", String.join(", ", allowed));
        }
        if (e.getResponse().getHeaderString("Connection") != null) {
            response.header("Connection", e.getResponse().getHeaderString("Connection"));
        }
        return response.build();
    }

    /** The answer to a request that never gets as far as an endpoint. */
    void install(@Observes Router router) {
        router.errorHandler(400, context -> context.response().setStatusCode(400).putHeader("Content-Type", MediaFormat.JSON.contentType())
                .end(Buffer.buffer(JsonWriter.bytes(OperationOutcome.of(notUnderstood().issues())))));
    }

    private static Fault notUnderstood() {
        return Fault.of(Reason.BAD_REQUEST, IssueType.INVALID, FaultCode.MALFORMED, "The URL or a header is not well-formed. Send each % of "
                + "the URL with two hexadecimal digits behind it (a plain % as %25), and a Content-Type such as application/fhir+json.");
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
        Challenge.of(fault).ifPresent(challenge -> response.header("WWW-Authenticate", challenge));
        return response.build();
    }

    /** Something that should not happen: the log has it under an id, the caller gets the id. */
    Fault internal(Throwable e) {
        return Unforeseen.fault(e);
    }
}
