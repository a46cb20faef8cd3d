package org.ketaminerecord.patch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ketaminerecord.fhirpath.PathEngine;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;

/**
 * A FHIRPath Patch: a Parameters resource with one parameter {@code operation} for each edit (R4 fhirpatch.html). The
 * edits are made on the resource's JSON tree, so that all they do not touch stays to the digit.
 */
public final class FhirPathPatch implements Patch {

    private static final Set<String> PARTS = Set.of("type", "path", "name", "value", "index", "source", "destination");

    private final List<PathOperation> operations;

    private FhirPathPatch(List<PathOperation> operations) {
        this.operations = List.copyOf(operations);
    }

    /**
     * Reads a patch from a Parameters resource.
     *
     * @throws Fault with reason {@code BAD_REQUEST} that names the operation, when it is not a patch
     */
    public static FhirPathPatch of(JsonObject parameters) {
        if (!"Parameters".equals(parameters.string("resourceType"))) {
            throw InvalidPatch.malformed("A FHIRPath Patch is a Parameters resource (R4 fhirpatch.html), but this is "
                    + "something else. Send Parameters, or PUT the resource to update it whole.");
        }
        List<JsonObject> all = parameters.objects("parameter");
        if (all.size() > MOST_OPERATIONS) {
            throw InvalidPatch.tooMany(all.size());
        }
        List<PathOperation> operations = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            String at = "Parameters.parameter[" + i + "]";
            if (!"operation".equals(all.get(i).string("name"))) {
                throw InvalidPatch.malformed(at + ".name", "Parameter [" + i + "] of the patch is not an operation. "
                        + "Send the name \"operation\" for each.");
            }
            operations.add(operation(at, parts(at, all.get(i))));
        }
        return new FhirPathPatch(operations);
    }

    private static Map<String, JsonObject> parts(String at, JsonObject operation) {
        Map<String, JsonObject> parts = new HashMap<>();
        for (JsonObject part : operation.objects("part")) {
            String name = part.string("name");
            if (name == null || !PARTS.contains(name)) {
                throw InvalidPatch.malformed(at + ".part", "The operation has a part that is none of a patch. "
                        + "Send parts of the names: type, path, name, value, index, source, destination.");
            }
            if (parts.put(name, part) != null) {
                throw InvalidPatch.malformed(at + ".part", "The operation has two parts \"" + name + "\". Send one.");
            }
        }
        return parts;
    }

    private static PathOperation operation(String at, Map<String, JsonObject> parts) {
        String type = text(parts, "type");
        return switch (type == null ? "" : type) {
            case "add" -> new PathOperation.Add(at, path(at, parts), name(at, parts), value(at, parts));
            case "insert" -> new PathOperation.Insert(at, path(at, parts), number(at, parts, "index"),
                    value(at, parts));
            case "delete" -> new PathOperation.Delete(at, path(at, parts));
            case "replace" -> new PathOperation.Replace(at, path(at, parts), value(at, parts));
            case "move" -> new PathOperation.Move(at, path(at, parts), number(at, parts, "source"),
                    number(at, parts, "destination"));
            default -> throw InvalidPatch.malformed(at, "The operation has no part \"type\" with a known "
                    + "valueCode. Send one of: add, insert, delete, replace, move.");
        };
    }

    private static ElementPath path(String at, Map<String, JsonObject> parts) {
        String path = text(parts, "path");
        if (path == null) {
            throw InvalidPatch.malformed(at, "The operation has no part \"path\" with a valueString. "
                    + "Send the FHIRPath of the element, for example Patient.birthDate.");
        }
        return ElementPath.of(path, at);
    }

    private static String name(String at, Map<String, JsonObject> parts) {
        String name = text(parts, "name");
        if (name == null) {
            throw InvalidPatch.malformed(at, "The operation has no part \"name\" with a valueString. "
                    + "Send the name of the element to add, for example birthDate.");
        }
        return name;
    }

    private static PatchValue value(String at, Map<String, JsonObject> parts) {
        PatchValue value = parts.containsKey("value") ? PatchValue.of(parts.get("value")) : null;
        if (value == null) {
            throw InvalidPatch.malformed(at, "The operation has no part \"value\" with a value. "
                    + "Send a value[x], or the elements as parts of it.");
        }
        return value;
    }

    private static String text(Map<String, JsonObject> parts, String name) {
        JsonObject part = parts.getOrDefault(name, new JsonObject());
        return part.has("valueCode") ? part.string("valueCode") : part.string("valueString");
    }

    private static int number(String at, Map<String, JsonObject> parts, String name) {
        JsonObject part = parts.getOrDefault(name, new JsonObject());
        for (String member : List.of("valueInteger", "valueUnsignedInt", "valuePositiveInt")) {
            if (part.get(member) instanceof JsonNumber n && n.text().matches("[0-9]{1,9}")) {
                return Integer.parseInt(n.text());
            }
        }
        throw InvalidPatch.malformed(at, "The operation has no part \"" + name + "\" with a valueInteger. "
                + "Send a place in the list, from 0.");
    }

    @Override
    public JsonObject apply(JsonObject resource) {
        JsonObject patched = resource.copy();
        PathEngine engine = PathEngine.ofPatch();
        for (PathOperation operation : operations) {
            operation.apply(patched, engine);
        }
        return patched;
    }
}
