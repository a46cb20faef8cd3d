package org.ketaminerecord.operation;

import java.util.Set;
import org.ketaminerecord.interaction.Outcome;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.validation.StructureCheck;

/** The Parameters of the meta operations, in and out. */
final class MetaParameters {

    private static final Set<String> LABELS = Set.of("profile", "security", "tag");

    private MetaParameters() {
    }

    /** The answer: a Parameters with the meta. */
    static Outcome answer(JsonObject meta) {
        JsonObject labels = new JsonObject();
        meta.forEach((name, value) -> {
            if (LABELS.contains(name) || name.equals("versionId") || name.equals("lastUpdated")) {
                labels.put(name, value);
            }
        });
        JsonObject parameter = new JsonObject().put("name", "return");
        if (labels.size() > 0) {
            parameter.put("valueMeta", labels);
        }
        return new Outcome.Body(JsonWriter.bytes(new JsonObject().put("resourceType", "Parameters").put("parameter", JsonArray.of(parameter))));
    }

    /** The meta that a request sends. */
    static JsonObject read(OperationRequest request) {
        if (request.body() != null) {
            StructureCheck.require(request.body(), "Parameters");
            for (JsonObject p : request.body().objects("parameter")) {
                if ("meta".equals(p.string("name")) && p.object("valueMeta") != null) {
                    return p.object("valueMeta");
                }
            }
        }
        throw Fault.at(Reason.BAD_REQUEST, IssueType.REQUIRED, FaultCode.INVALID_PARAMETER, "Parameters.parameter", "Send a Parameters resource with "
                + "a parameter named 'meta' and a valueMeta that holds the labels.");
    }
}
