package org.ketaminerecord.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.QueryParameter;
import org.ketaminerecord.search.parameter.RequestBase;
import org.ketaminerecord.interaction.Caller;

/**
 * A call of an operation.
 *
 * @param type    the resource type, or null at the level of the system
 * @param id      the resource's id, or null
 * @param version the version's number, or null
 * @param query   the parameters of the URL, and those of the body that are simple values
 * @param body    the body, or null
 * @param caller  who calls
 * @param sent    the body as it was sent; null when there is none or when the call is an entry of a bundle
 */
public record OperationRequest(String type, String id, Integer version, List<QueryParameter> query, JsonObject body, Caller caller,
        Sent sent) {

    private static final Set<String> EVERYWHERE = Set.of("_format", "_pretty", "_summary", "_elements");

    /** A request whose query holds the simple parameters of a Parameters body too. */
    public static OperationRequest of(String type, String id, Integer version, List<QueryParameter> query, JsonObject body, Caller caller,
            Sent sent) {
        List<QueryParameter> all = new ArrayList<>(query);
        if (body != null && "Parameters".equals(body.string("resourceType"))) {
            for (JsonObject p : body.objects("parameter")) {
                p.forEach((name, value) -> {
                    if (name.startsWith("value")) {
                        switch (value) {
                            case JsonString s -> all.add(new QueryParameter(p.string("name"), s.value()));
                            case JsonNumber n -> all.add(new QueryParameter(p.string("name"), n.text()));
                            case JsonBoolean b -> all.add(new QueryParameter(p.string("name"), Boolean.toString(b.value())));
                            default -> { }
                        }
                    }
                });
            }
        }
        return new OperationRequest(type, id, version, List.copyOf(all), body, caller, sent);
    }

    /** The URL under which the server is called. */
    public RequestBase base() {
        return caller.base();
    }

    /** The value of a parameter, or null. */
    public String value(String name) {
        return query.stream().filter(q -> q.name().equals(name)).map(QueryParameter::value).findFirst().orElse(null);
    }

    /** Refuses parameters other than these; those of every request are allowed. */
    public void requireOnly(String... names) {
        Set<String> known = Set.of(names);
        for (QueryParameter q : query) {
            if (!known.contains(q.name()) && !EVERYWHERE.contains(q.name())) {
                throw Fault.of(Reason.BAD_REQUEST, IssueType.NOT_SUPPORTED, FaultCode.UNKNOWN_PARAMETER, "The operation has no parameter '" + q.name()
                        + "'. It has " + (names.length == 0 ? "none" : String.join(", ", names)) + ".");
            }
        }
    }
}
