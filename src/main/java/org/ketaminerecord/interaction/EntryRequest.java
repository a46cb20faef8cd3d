package org.ketaminerecord.interaction;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ketaminerecord.format.Subset;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.patch.PatchFormat;
import org.ketaminerecord.search.QueryParameter;
import org.ketaminerecord.search.parameter.RequestBase;
import org.ketaminerecord.validation.StructureCheck;

/**
 * One entry of a batch or transaction, understood.
 *
 * @param index       its place in the bundle
 * @param fullUrl     what other entries refer to it by, or null
 * @param interaction what it asks for; null when it calls an operation
 * @param operation   the operation it calls, or null
 * @param subset      the part of resources that its url asks for by {@code _summary} or {@code _elements}; empty for the whole
 */
record EntryRequest(int index, String fullUrl, Interaction interaction, OperationCall operation, Optional<Subset> subset) {

    /** A call of an operation by GET or POST inside a bundle. */
    record OperationCall(String method, String path, List<QueryParameter> query, JsonObject body) {
    }

    private static final Set<String> GENERAL = Set.of("_format", "_pretty", "_summary", "_elements");

    /** FHIRPath of the entry. */
    String origin() {
        return "Bundle.entry[" + index + "]";
    }

    /** Reads an entry; what is wrong with it is said with its place. */
    static EntryRequest read(JsonValue item, int index, RequestBase base) {
        String origin = "Bundle.entry[" + index + "]";
        JsonObject entry = item instanceof JsonObject o ? o : new JsonObject();
        if (entry.object("request") == null) {
            throw invalid("The entry has no request. Say what is to be done: \"request\": {\"method\": \"POST\", \"url\": \"Patient\"}.")
                    .within(origin);
        }
        requireStructure(entry, origin);
        try {
            return understood(entry, index, base);
        } catch (Fault fault) {
            throw located(fault, origin, origin + ".request");
        }
    }

    /** A fault as the sender of the bundle has to see it: elements that it names are those of the entry's resource. */
    static Fault located(Fault fault, String origin, String otherwise) {
        return new Fault(fault.reason(), fault.issues().stream().map(i -> i.within(i.expression().isEmpty() ? otherwise : origin + ".resource"))
                .toList());
    }

    /** All of the entry but its resource: a misspelt ifNoneExist that is passed over makes a double. */
    private static void requireStructure(JsonObject entry, String origin) {
        JsonObject bare = entry.object("resource") == null ? entry : new JsonObject();
        if (bare != entry) {
            entry.forEach((name, value) -> {
                if (!name.equals("resource")) {
                    bare.append(name, value);
                }
            });
        }
        try {
            StructureCheck.require(new JsonObject().put("resourceType", "Bundle").put("type", "batch").put("entry", JsonArray.of(bare)), "Bundle");
        } catch (Fault fault) {
            throw new Fault(fault.reason(), fault.issues().stream().map(i -> new Issue(i.severity(), i.type(), i.code(), i.diagnostics(),
                    i.expression().stream().map(e -> e.replace("Bundle.entry[0]", origin)).toList())).toList());
        }
    }

    private static EntryRequest understood(JsonObject entry, int index, RequestBase base) {
        JsonObject request = entry.object("request");
        String url = request.string("url");
        String relative = base.relative(url) != null ? base.relative(url) : url.startsWith("/") ? url.substring(1) : url;
        int question = relative.indexOf('?');
        String path = question < 0 ? relative : relative.substring(0, question);
        List<QueryParameter> query = question < 0 ? List.of() : QueryStrings.parse(relative.substring(question + 1));
        String method = request.string("method");
        JsonObject resource = entry.object("resource");
        Optional<Subset> subset = Subset.asked(QueryParameter.values(query, "_summary"), QueryParameter.values(query, "_elements"));
        if (path.contains("$")) {
            return new EntryRequest(index, entry.string("fullUrl"), null, new OperationCall(method, path, query, resource), subset);
        }
        Interaction interaction = switch (method) {
            case "GET", "HEAD" -> get(path, query, request);
            case "POST" -> post(path, query, request, resource);
            case "PUT" -> put(path, query, request, resource);
            case "PATCH" -> patch(path, query, request, resource);
            case "DELETE" -> delete(path, query, request);
            default -> throw invalid("'" + method + "' is not a method of a bundle entry. Those are GET, HEAD, POST, PUT, PATCH and DELETE.");
        };
        return new EntryRequest(index, entry.string("fullUrl"), interaction, null, subset);
    }

    private static Interaction get(String path, List<QueryParameter> query, JsonObject request) {
        String[] p = path.isEmpty() ? new String[0] : path.split("/");
        boolean history = p.length > 0 && p[p.length - 1].equals("_history");
        return switch (p.length) {
            case 0 -> search(path, query);
            case 1 -> history ? new Interaction.History(null, null, query)
                    : p[0].equals("metadata") ? new Interaction.Capabilities(query) : search(path, query);
            case 2 -> history ? new Interaction.History(type(p[0]), null, query)
                    : new Interaction.Read(type(p[0]), id(p[1]), null, Versions.ifNoneMatch(request.string("ifNoneMatch")),
                            Versions.time(request.string("ifModifiedSince")));
            case 3 -> history ? new Interaction.History(type(p[0]), id(p[1]), query) : search(path, query);
            case 4 -> {
                if (!p[2].equals("_history")) {
                    throw unknown(path);
                }
                yield new Interaction.Read(type(p[0]), id(p[1]), Versions.number(p[3]), null, null);
            }
            default -> throw unknown(path);
        };
    }

    private static Interaction search(String path, List<QueryParameter> query) {
        if (path.isEmpty() && query.isEmpty()) {
            throw invalid("A GET entry needs a url such as Patient/1 or Patient?name=x.");
        }
        return Addresses.search(path, query, false);
    }

    private static Interaction post(String path, List<QueryParameter> query, JsonObject request, JsonObject resource) {
        if (path.equals("_search") || path.endsWith("/_search")) {
            return search(path.substring(0, Math.max(0, path.length() - 8)), query);
        }
        requireNone(query, "A POST creates whatever its query says; the criteria of a conditional create stand in request.ifNoneExist.");
        return new Interaction.Create(type(path), resource(resource), QueryStrings.criteria(path, request.string("ifNoneExist")));
    }

    private static Interaction put(String path, List<QueryParameter> query, JsonObject request, JsonObject resource) {
        String[] p = path.split("/");
        boolean conditional = p.length == 1;
        return new Interaction.Update(type(p[0]), conditional ? null : id(two(p, path, query)), resource(resource), conditional ? query : null,
                Versions.ifMatch(request.string("ifMatch")), "*".equals(request.string("ifNoneMatch")));
    }

    private static Interaction patch(String path, List<QueryParameter> query, JsonObject request, JsonObject resource) {
        String[] p = path.split("/");
        boolean conditional = p.length == 1;
        return new Interaction.PatchOf(type(p[0]), conditional ? null : id(two(p, path, query)), PatchFormat.ofEntry(resource(resource)),
                conditional ? query : null, Versions.ifMatch(request.string("ifMatch")));
    }

    private static Interaction delete(String path, List<QueryParameter> query, JsonObject request) {
        String[] p = path.split("/");
        boolean conditional = p.length == 1;
        return new Interaction.Delete(type(p[0]), conditional ? null : id(two(p, path, query)), conditional ? query : null,
                Versions.ifMatch(request.string("ifMatch")));
    }

    private static String two(String[] p, String path, List<QueryParameter> query) {
        if (p.length != 2) {
            throw unknown(path);
        }
        requireNone(query, "The url names one resource by its id, and its query would change nothing.");
        return p[1];
    }

    /** A query that nobody reads is a mistake of the sender's, and refused like one. */
    private static void requireNone(List<QueryParameter> query, String why) {
        if (query.stream().anyMatch(q -> !GENERAL.contains(q.name()))) {
            throw invalid(why + " Take the query out of the url.");
        }
    }

    private static JsonObject resource(JsonObject resource) {
        if (resource == null) {
            throw invalid("The entry has a request that needs a resource, and no resource. Add it.");
        }
        return resource;
    }

    private static String type(String name) {
        Addresses.requireType(name);
        return name;
    }

    private static String id(String id) {
        Addresses.requireId(id);
        return id;
    }

    private static Fault unknown(String path) {
        return invalid("No interaction has the url '" + path + "'.");
    }

    private static Fault invalid(String diagnostics) {
        return Fault.of(Reason.BAD_REQUEST, IssueType.INVALID, FaultCode.INVALID_BUNDLE, diagnostics);
    }

    /**
     * A resource as the entry of the answer has it.
     *
     * @param made true when it was made for the answer, as a searchset is
     */
    byte[] part(byte[] json, boolean made) {
        return subset.map(s -> JsonWriter.bytes(s.ofAnswer(JsonReader.own(json), made))).orElse(json);
    }

    /** True for an operation or an interaction that stores nothing. */
    boolean reading() {
        return interaction instanceof Interaction.Reading || operation != null;
    }

}
