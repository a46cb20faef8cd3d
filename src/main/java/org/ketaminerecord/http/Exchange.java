package org.ketaminerecord.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.ketaminerecord.access.Grant;
import org.ketaminerecord.audit.Origin;
import org.ketaminerecord.format.OperationOutcome;
import org.ketaminerecord.format.Subset;
import org.ketaminerecord.format.XmlReader;
import org.ketaminerecord.format.XmlWriter;
import org.ketaminerecord.interaction.Caller;
import org.ketaminerecord.interaction.Outcome;
import org.ketaminerecord.interaction.ProvenanceHeader;
import org.ketaminerecord.interaction.QueryStrings;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.operation.Sent;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.QueryParameter;
import org.ketaminerecord.search.parameter.RequestBase;
import org.ketaminerecord.store.StoredVersion;

/** One HTTP request and the way to answer it. */
final class Exchange {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private static final Set<String> ABOUT_THE_ANSWER = Set.of("_format", "_pretty", "_summary", "_elements");

    private final HttpServerRequest request;
    private final RequestBase base;
    private final List<QueryParameter> query;
    private List<QueryParameter> answering;     // what says how to answer: the query, and the form of a search by POST
    private MediaFormat format;
    private Grant grant;
    private String form = "";                   // of a search by POST, as it was sent

    Exchange(RoutingContext context, BaseUrl baseUrl) {
        this.request = context.request();
        this.base = baseUrl.of(request);
        this.query = QueryStrings.parse(request.query());
        this.answering = query;
    }

    /** Decides the format of the answer; until then refusals are JSON. */
    void negotiate() {
        format = MediaFormat.toAnswer(parameter("_format"), accept());
    }

    private String accept() {
        String accept = list("Accept");
        return accept == null ? "" : accept;
    }

    RequestBase base() {
        return base;
    }

    /** From now on the caller may do this. */
    void granted(Grant grant) {
        this.grant = grant;
    }

    /** What the caller may do; null before it is known. */
    Grant grant() {
        return grant;
    }

    /** Who asks. */
    Caller caller() {
        boolean reads = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
        return new Caller(base, Objects.requireNonNull(grant), reads ? null : ProvenanceHeader.read(header("X-Provenance")), origin());
    }

    /** Where the request came from. */
    Origin origin() {
        String uri = request.uri();
        String below = uri.startsWith("/fhir/") ? uri.substring(6) : uri.startsWith("/fhir") ? uri.substring(5) : uri;
        return new Origin(request.remoteAddress() == null ? null : request.remoteAddress().hostAddress(), header("X-Request-Id"), method(),
                form.isEmpty() ? below : below + (below.indexOf('?') < 0 ? "?" : "&") + form, null);
    }

    /** The parameters of the URL, decoded, in order. */
    List<QueryParameter> query() {
        return query;
    }

    /** The query of a conditional interaction, without what is about the answer. */
    List<QueryParameter> criteria() {
        return query.stream().filter(q -> !ABOUT_THE_ANSWER.contains(q.name())).toList();
    }

    String header(String name) {
        return request.getHeader(name);
    }

    /** A header that is a list, which may stand in several lines (RFC 9110 5.3); null when it is not there. */
    String list(String name) {
        List<String> all = request.headers().getAll(name);
        return all.isEmpty() ? null : all.size() == 1 ? all.getFirst() : String.join(",", all);
    }

    String method() {
        return request.method().name();
    }

    Prefer prefer() {
        return Prefer.of(request.headers().getAll("Prefer"));
    }

    /** The body as a resource, whatever its format. */
    JsonObject resource(byte[] body) {
        MediaFormat sent = MediaFormat.ofBody(header("Content-Type"));
        if (body == null || body.length == 0) {
            throw Fault.of(Reason.BAD_REQUEST, IssueType.REQUIRED, FaultCode.MALFORMED, "The body is empty. Send a resource.");
        }
        return switch (sent) {
            case JSON -> JsonReader.object(body);
            case XML -> XmlReader.object(body);
        };
    }

    /** A body as it was sent; null for none. */
    Sent sent(byte[] body) {
        return body == null || body.length == 0 ? null : new Sent(body, MediaFormat.ofBody(header("Content-Type")) == MediaFormat.XML);
    }

    /** The parameters of the URL and, of a form, of the body. */
    List<QueryParameter> queryAndForm(byte[] body) {
        List<QueryParameter> all = new ArrayList<>(query);
        String type = header("Content-Type");
        if (type != null && type.startsWith("application/x-www-form-urlencoded")) {
            form = new String(body, java.nio.charset.StandardCharsets.UTF_8);
            all.addAll(QueryStrings.parse(form));
            answering = all;
            negotiate();
        } else if (body != null && body.length > 0) {
            throw Fault.of(Reason.UNSUPPORTED_MEDIA_TYPE, IssueType.NOT_SUPPORTED, FaultCode.UNSUPPORTED_MEDIA_TYPE,
                    "A search by POST takes its parameters in a body of type application/x-www-form-urlencoded.");
        }
        return all;
    }

    // ---- answers -----------------------------------------------------------------------------------

    /** The answer to a read or to anything else that returns what there is. */
    Response answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Version v -> versioned(Response.ok(), v.version()).type(format().contentType()).entity(bytes(v.version().body(), false)).build();
            case Outcome.NotModified n -> versioned(Response.notModified(), n.version()).build();
            case Outcome.Deleted d -> deleted(d);
            case Outcome.Body b -> Response.ok(bytes(b.json(), true)).type(format().contentType()).build();
            case Outcome.Accepted a -> Response.status(202).header("Content-Location", a.location()).type(format().contentType())
                    .entity(bytes(a.json(), true)).build();
        };
    }

    /** The answer to a write, as Prefer asks. */
    Response written(Outcome outcome) {
        if (!(outcome instanceof Outcome.Version v)) {
            return answer(outcome);
        }
        StoredVersion s = v.version();
        Response.ResponseBuilder response = versioned(Response.status(v.status()), s)
                .header("Location", base.url() + "/" + v.type() + "/" + s.id() + "/_history/" + s.version());
        return switch (prefer().returned()) {
            case MINIMAL -> response.build();
            case REPRESENTATION -> response.type(format().contentType()).entity(bytes(s.body(), false)).build();
            case OPERATION_OUTCOME -> response.type(format().contentType()).entity(rendered(OperationOutcome.of(issues(v)))).build();
        };
    }

    private static List<Issue> issues(Outcome.Version v) {
        return v.issues().isEmpty() ? List.of(Issue.information(IssueType.INFORMATIONAL, FaultCode.STORED, v.type() + "/" + v.version().id()
                + " is stored as version " + v.version().version() + ".")) : v.issues();
    }

    private Response deleted(Outcome.Deleted d) {
        boolean told = prefer().returned() == Prefer.Return.OPERATION_OUTCOME;
        Response.ResponseBuilder response = Response.status(told ? 200 : 204);
        if (d.version() != null) {
            versioned(response, d.version());
        }
        if (told) {
            List<Issue> issues = d.issues().isEmpty() ? List.of(Issue.information(IssueType.INFORMATIONAL, FaultCode.DELETED,
                    "The resource was deleted. Its earlier versions stay in its _history.")) : d.issues();
            response.type(format().contentType()).entity(rendered(OperationOutcome.of(issues)));
        }
        return response.build();
    }

    /** A refusal. */
    Response refusal(Fault fault) {
        return refusal(fault, 5);
    }

    /** A refusal of somebody who may come again in so many seconds. */
    Response refusal(Fault fault, long seconds) {
        MediaFormat in = format == null ? MediaFormat.JSON : format;
        JsonObject outcome = OperationOutcome.of(fault.issues());
        Response.ResponseBuilder response = Response.status(fault.reason().status()).type(in.contentType())
                .entity(in == MediaFormat.XML ? XmlWriter.bytes(outcome, pretty()) : pretty() ? JsonWriter.prettyBytes(outcome) : JsonWriter.bytes(outcome));
        if (fault.reason() == Reason.UNAVAILABLE || fault.reason() == Reason.TOO_MANY_REQUESTS) {
            response.header("Retry-After", Long.toString(seconds));
        }
        Challenge.of(fault).ifPresent(challenge -> response.header("WWW-Authenticate", challenge));
        if (fault.reason() == Reason.METHOD_NOT_ALLOWED) {
            // an operation that changes something, or an audit event that nobody changes
            response.header("Allow", request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD ? "POST" : "GET");
        }
        return response.build();
    }

    private Response.ResponseBuilder versioned(Response.ResponseBuilder response, StoredVersion v) {
        return response.header("ETag", "W/\"" + v.version() + "\"").header("Last-Modified", HTTP_DATE.format(v.updated()));
    }

    private MediaFormat format() {
        if (format == null) {
            negotiate();
        }
        return format;
    }

    /** Stored bytes as they are, unless something else is asked for. */
    private byte[] bytes(byte[] json, boolean madeBundle) {
        Optional<Subset> subset = subset();
        if (subset.isEmpty() && format() == MediaFormat.JSON && !pretty()) {
            return json;
        }
        JsonObject resource = JsonReader.own(json);
        return rendered(subset.map(s -> s.ofAnswer(resource, madeBundle)).orElse(resource));
    }

    private Optional<Subset> subset() {
        return Subset.asked(QueryParameter.values(answering, "_summary"), QueryParameter.values(answering, "_elements"));
    }

    private byte[] rendered(JsonObject resource) {
        return switch (format()) {
            case JSON -> pretty() ? JsonWriter.prettyBytes(resource) : JsonWriter.bytes(resource);
            case XML -> XmlWriter.bytes(resource, pretty());
        };
    }

    private boolean pretty() {
        return "true".equals(parameter("_pretty"));
    }

    private String parameter(String name) {
        for (QueryParameter q : answering) {
            if (q.name().equals(name)) {
                return q.value();
            }
        }
        return null;
    }
}
