package org.ketaminerecord.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.QueryParameter;
import org.ketaminerecord.validation.StructureCheck;

/** What a call brings, in the URL or in a Parameters body: simple values, Codings, resources, parts. What the operation does not have is refused. */
final class OperationInput {

    private static final Set<String> EVERYWHERE = Set.of("_format", "_pretty", "_summary", "_elements");

    private final OperationRequest request;
    private final List<JsonObject> body;

    /**
     * Reads the call.
     *
     * @param known       the names that the operation has
     * @param unsupported names that R4 gives it and that are refused, with the reason
     * @throws Fault (400) when there are others, or the body is not a Parameters
     */
    OperationInput(OperationRequest request, List<String> known, Map<String, String> unsupported) {
        this.request = request;
        if (request.body() != null && !"Parameters".equals(request.body().string("resourceType"))) {
            throw Fault.of(Reason.BAD_REQUEST, IssueType.STRUCTURE, FaultCode.TYPE_MISMATCH, "The body is a " + request.body().string("resourceType")
                    + ". Send a Parameters; a resource goes into one of its parameters, as \"resource\".");
        }
        if (request.body() != null) {
            StructureCheck.require(request.body(), "Parameters");
        }
        this.body = request.body() == null ? List.of() : request.body().objects("parameter");
        Set<String> names = new TreeSet<>();
        request.query().forEach(q -> names.add(q.name()));
        body.forEach(p -> names.add(p.string("name")));
        for (String name : names) {
            if (unsupported.containsKey(name)) {
                throw refuse(IssueType.NOT_SUPPORTED, FaultCode.UNSUPPORTED_PARAMETER, "The parameter '" + name + "' is not supported here: "
                        + unsupported.get(name) + ". Leave it out.");
            }
            if (!known.contains(name) && !EVERYWHERE.contains(name)) {
                throw refuse(IssueType.NOT_SUPPORTED, FaultCode.UNKNOWN_PARAMETER, "The operation has no parameter '" + name + "'."
                        + Nearest.to(name, known).map(n -> " Did you mean '" + n + "'?").orElse("") + " It has " + String.join(", ", known) + ".");
            }
        }
    }

    /** The value of a parameter as text; null when it is not there. */
    String text(String name) {
        List<String> all = texts(name);
        if (all.size() > 1) {
            throw refuse(IssueType.INVALID, FaultCode.INVALID_PARAMETER, "The parameter '" + name + "' is there " + all.size() + " times. Send it once.");
        }
        return all.isEmpty() ? null : all.getFirst();
    }

    /** All values of a parameter that can be repeated. */
    List<String> texts(String name) {
        return request.query().stream().filter(q -> q.name().equals(name)).map(QueryParameter::value).toList();
    }

    /** A boolean, or null. */
    Boolean flag(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        return switch (value) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw refuse(IssueType.VALUE, FaultCode.INVALID_PARAMETER, "'" + name + "' takes true or false.");
        };
    }

    /** A whole number from zero on, or null. */
    Integer number(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        if (!value.matches("\\d{1,9}")) {
            throw refuse(IssueType.VALUE, FaultCode.INVALID_PARAMETER, "'" + name + "' takes a whole number from 0 on.");
        }
        return Integer.valueOf(value);
    }

    /** A value of a complex type, for example {@code valueCoding}; null when the parameter is not there. */
    JsonObject complex(String name, String member) {
        JsonObject parameter = single(name);
        if (parameter == null) {
            if (text(name) != null) {
                throw wrongType(name, member);
            }
            return null;
        }
        if (parameter.object(member) == null) {
            throw wrongType(name, member);
        }
        return parameter.object(member);
    }

    private static Fault wrongType(String name, String member) {
        return refuse(IssueType.VALUE, FaultCode.INVALID_PARAMETER, "'" + name + "' is a " + member.replaceFirst("value", "")
                + ". Send it by POST in a Parameters: {\"name\": \"" + name + "\", \"" + member + "\": ...}.");
    }

    /** A resource of a type; null when the parameter is not there. */
    JsonObject resource(String name, String type) {
        JsonObject parameter = single(name);
        if (parameter == null && text(name) != null || parameter != null && (parameter.object("resource") == null
                || !type.equals(parameter.object("resource").string("resourceType")))) {
            throw refuse(IssueType.VALUE, FaultCode.INVALID_PARAMETER, "'" + name + "' is a " + type + ". Send it by POST in a Parameters: {\"name\": \"" + name
                    + "\", \"resource\": {\"resourceType\": \"" + type + "\", ...}}.");
        }
        return parameter == null ? null : parameter.object("resource");
    }

    /** The parts of each parameter of a name. */
    List<List<JsonObject>> parts(String name) {
        List<List<JsonObject>> all = new ArrayList<>();
        body.stream().filter(p -> name.equals(p.string("name"))).forEach(p -> all.add(p.objects("part")));
        return all;
    }

    /** Refuses parameters that say the same in several ways; returns whether one of them is there. */
    boolean oneOf(String... names) {
        List<String> there = Arrays.stream(names).filter(n -> text(n) != null || body.stream().anyMatch(p -> n.equals(p.string("name")))).toList();
        if (there.size() > 1) {
            throw refuse(IssueType.INVALID, FaultCode.INVALID_PARAMETER, "The parameters " + String.join(" and ", there)
                    + " are both there and say the same. Send one of them.");
        }
        return !there.isEmpty();
    }

    private JsonObject single(String name) {
        List<JsonObject> found = body.stream().filter(p -> name.equals(p.string("name"))).toList();
        if (found.size() > 1) {
            throw refuse(IssueType.INVALID, FaultCode.INVALID_PARAMETER, "The parameter '" + name + "' is there " + found.size() + " times. Send it once.");
        }
        return found.isEmpty() || !found.getFirst().has("resource") && found.getFirst().names().stream().noneMatch(
                m -> m.startsWith("value") && found.getFirst().object(m) != null) ? null : found.getFirst();
    }

    /** A refusal of the request (400). */
    static Fault refuse(IssueType type, FaultCode code, String diagnostics) {
        return Fault.of(Reason.BAD_REQUEST, type, code, diagnostics);
    }

    /** A refusal for want of a parameter (400). */
    static Fault required(String diagnostics) {
        return refuse(IssueType.REQUIRED, FaultCode.INVALID_PARAMETER, diagnostics);
    }
}
