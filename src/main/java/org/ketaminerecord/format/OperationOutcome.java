package org.ketaminerecord.format;

import java.util.List;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;

/** Writes issues as the FHIR resource. */
public final class OperationOutcome {

    /** The extension that names the profile that asks (R4 extension-operationoutcome-issue-source.html). */
    private static final String SOURCE = "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-source";

    private OperationOutcome() {
    }

    /** The OperationOutcome of these issues; at least one, since R4 demands it. */
    public static JsonObject of(List<Issue> issues) {
        JsonArray array = new JsonArray();
        for (Issue issue : issues) {
            array.add(json(issue));
        }
        return new JsonObject().put("resourceType", "OperationOutcome").put("issue", array);
    }

    private static JsonObject json(Issue issue) {
        JsonObject json = new JsonObject();
        if (issue.profile() != null) {
            json.put("extension", JsonArray.of(new JsonObject().put("url", SOURCE).put("valueString", issue.profile())));
        }
        json.put("severity", issue.severity().code())
                .put("code", issue.type().code())
                .put("details", new JsonObject()
                        .put("coding", JsonArray.of(new JsonObject()
                                .put("system", FaultCode.SYSTEM)
                                .put("code", issue.code().code())))
                        .put("text", issue.rule()))
                .put("diagnostics", issue.diagnostics());
        if (!issue.expression().isEmpty()) {
            json.put("expression", JsonArray.of(issue.expression().stream().map(JsonString::new).toList()));
        }
        return json;
    }
}
