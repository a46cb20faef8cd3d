package org.ketaminerecord.operation;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.interaction.Addresses;
import org.ketaminerecord.interaction.BundleProcessor;
import org.ketaminerecord.interaction.Outcome;
import org.ketaminerecord.interaction.Permit;
import org.ketaminerecord.interaction.Versions;
import org.ketaminerecord.interaction.Witness;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.QueryParameter;
import org.ketaminerecord.search.parameter.LocalReference;
import org.ketaminerecord.interaction.Caller;

/** All operations there are, found by path. */
@ApplicationScoped
public class OperationRegistry implements BundleProcessor.Operations {

    private final List<Operation> operations;
    private final Witness witness;

    OperationRegistry(@All List<Operation> found, Witness witness) {
        this.witness = witness;
        operations = found.stream().sorted(Comparator.comparing(Operation::name)).toList();
    }

    /** All, sorted by name. */
    public List<Operation> all() {
        return operations;
    }

    /**
     * Calls the operation at a path below the base, for example {@code Patient/1/$everything}.
     *
     * @param sent the body as it was sent, or null
     * @throws Fault when there is none, or when it refuses
     */
    public Outcome run(String method, String path, List<QueryParameter> query, JsonObject body, Caller caller, Sent sent) {
        String[] parts = path.split("/");
        String name = parts[parts.length - 1].substring(1);
        Operation.Level level = switch (parts.length) {
            case 1 -> Operation.Level.SYSTEM;
            case 2 -> Operation.Level.TYPE;
            case 3 -> Operation.Level.INSTANCE;
            case 5 -> Operation.Level.VERSION;
            default -> throw unknown(name, null, List.of());
        };
        String type = parts.length > 1 ? parts[0] : null;
        if (type != null) {
            Addresses.requireType(type);
        }
        if (parts.length > 2) {
            Addresses.requireId(parts[1]);
        }
        Operation operation = find(name, level, type);
        String id = parts.length > 2 ? parts[1] : null;
        List<String> named = named(body);
        Outcome outcome;
        try {
            outcome = run(operation, method, parts, query, body, caller, sent);
        } catch (RuntimeException e) {
            Witness.failure(e).ifPresent(fault -> witness.refusedCall(name, type, id, named, fault, caller));
            throw e;
        }
        if (!name.equals("validate") || id != null) {       // what is only sent to be judged is nobody's record
            witness.called(name, type, id, named, outcome, caller);
        }
        return outcome;
    }

    /** Whom the parameters of a call are about. */
    private static List<String> named(JsonObject body) {
        List<String> named = new ArrayList<>();
        if (body != null && "Parameters".equals(body.string("resourceType"))) {
            for (JsonObject parameter : body.objects("parameter")) {
                LocalReference local = parameter.object("valueReference") == null || parameter.object("valueReference").string("reference") == null
                        ? null
                        : LocalReference.of(parameter.object("valueReference").string("reference"));
                if (local != null) {
                    named.add(local.type() + "/" + local.id());
                }
            }
        }
        return named;
    }

    private Outcome run(Operation operation, String method, String[] parts, List<QueryParameter> query, JsonObject body, Caller caller, Sent sent) {
        String name = operation.name();
        String type = parts.length > 1 ? parts[0] : null;
        if (operation.ownScope() != null) {
            Permit.requireScope(caller.grant(), operation.ownScope());
        } else {
            Permit.requireOneOf(caller.grant(), type, operation.permissions());
        }
        Integer version = parts.length == 5 ? Versions.number(parts[3]) : null;
        OperationRequest request = OperationRequest.of(type, parts.length > 2 ? parts[1] : null, version, query, body, caller, sent);
        if (operation.tellsStatus() && !method.equals("POST")) {
            return operation.status(request);
        }
        if (operation.affectsState(request) && !method.equals("POST")) {
            throw Fault.of(Reason.METHOD_NOT_ALLOWED, IssueType.NOT_SUPPORTED, FaultCode.NOT_ALLOWED, "$" + name + " changes something and is "
                    + "called by POST.");
        }
        return operation.call(request);
    }

    @Override
    public byte[] call(String method, String path, List<QueryParameter> query, JsonObject body, Caller caller) {
        return switch (run(method, path, query, body, caller, null)) {
            case Outcome.Body b -> b.json();
            case Outcome.Accepted a -> a.json();
            case Outcome.Version v -> v.version().body();
            case Outcome.NotModified n -> throw new IllegalStateException("an operation has no conditions");
            case Outcome.Deleted d -> throw new IllegalStateException("no operation deletes");
        };
    }

    private Operation find(String name, Operation.Level level, String type) {
        List<Operation> named = new ArrayList<>();
        for (Operation o : operations) {
            if (o.name().equals(name)) {
                named.add(o);
                if (o.levels().contains(level) && (o.types().isEmpty() || type == null || o.types().contains(type))) {
                    return o;
                }
            }
        }
        throw unknown(name, type, named);
    }

    private Fault unknown(String name, String type, List<Operation> named) {
        String hint = named.isEmpty()
                ? Nearest.to(name, operations.stream().map(Operation::name).toList()).map(n -> " Did you mean $" + n + "?").orElse("")
                : " It is for " + (named.getFirst().types().isEmpty() ? "all types" : String.join(", ", named.getFirst().types())) + ", at the level of "
                        + named.getFirst().levels().stream().map(l -> l.name().toLowerCase(java.util.Locale.ROOT)).sorted().toList() + ".";
        return Fault.of(Reason.NOT_FOUND, IssueType.NOT_SUPPORTED, FaultCode.UNKNOWN_OPERATION, "There is no operation $"
                + (name.length() > 40 ? name.substring(0, 40) : name) + (type == null ? "" : " of " + type) + " here." + hint);
    }
}
