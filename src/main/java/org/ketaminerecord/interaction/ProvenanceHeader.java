package org.ketaminerecord.interaction;

import java.nio.charset.StandardCharsets;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.validation.StructureCheck;

/** The header X-Provenance (R4 provenance.html#header): a Provenance as JSON, without targets, which are what the request writes. */
public final class ProvenanceHeader {

    private ProvenanceHeader() {
    }

    /**
     * Reads it.
     *
     * @param header null for none
     * @return the Provenance, or null for none
     * @throws Fault 400 when it is not one
     */
    public static JsonObject read(String header) {
        if (header == null) {
            return null;
        }
        try {
            JsonObject provenance = JsonReader.object(header.getBytes(StandardCharsets.ISO_8859_1));      // a header's octets, which are UTF-8
            if (!"Provenance".equals(provenance.string("resourceType"))) {
                throw invalid("It is a " + (provenance.string("resourceType") == null ? "resource without a type" : "resource of another type")
                        + ". Send a Provenance.");
            }
            if (provenance.get("target") != null || provenance.get("id") != null) {
                throw invalid("Leave target and id out: the server fills them.");
            }
            StructureCheck.require(of(provenance, new JsonArray()), "Provenance");
            return provenance;
        } catch (Fault fault) {
            throw new Fault(Reason.BAD_REQUEST, fault.issues().stream().map(i -> new Issue(i.severity(), i.type(), i.code(),
                    "The header X-Provenance is not understood. " + i.diagnostics(), i.expression())).toList());
        }
    }

    /** The Provenance with its targets; an empty list stands for those to come. */
    static JsonObject of(JsonObject provenance, JsonArray targets) {
        return provenance.copy().put("target", targets.isEmpty() ? JsonArray.of(new JsonObject().put("display", "what is written")) : targets);
    }

    private static Fault invalid(String diagnostics) {
        return Fault.of(Reason.BAD_REQUEST, IssueType.INVALID, FaultCode.MALFORMED, diagnostics);
    }
}
