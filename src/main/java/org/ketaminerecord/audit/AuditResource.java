package org.ketaminerecord.audit;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.store.AuditRow;

/**
 * Writes a row as an AuditEvent, by the patterns of IHE BALP 1.1 where there is one for what was done: {@code meta.profile} says so. They are for
 * what succeeded;
 * other events have the same form.
 */
final class AuditResource {

    static final String TYPE = "AuditEvent";
    static final String REST = "http://terminology.hl7.org/CodeSystem/audit-event-type";
    static final String INTERACTIONS = "http://hl7.org/fhir/restful-interaction";
    static final String OPERATIONS = "https://ketamine-record.example/fhir/CodeSystem/ktr-operation";
    static final String OUTCOMES = "http://terminology.hl7.org/CodeSystem/audit-event-outcome";
    static final String PURPOSES = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
    static final String ENTITY_TYPES = "http://terminology.hl7.org/CodeSystem/audit-entity-type";

    private static final String PATTERNS = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";
    private static final String ROLES = "http://terminology.hl7.org/CodeSystem/object-role";
    private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneOffset.UTC);

    private final AuditRow row;
    private final Kind kind;
    private final boolean whole;

    private AuditResource(AuditRow row, boolean whole) {
        this.row = row;
        this.kind = Kind.of(row.kind());
        this.whole = whole;
    }

    /**
     * The resource.
     *
     * @param base  the URL of this server
     * @param whole false for a patient: what was asked for may name others
     */
    static JsonObject of(AuditRow row, String base, boolean whole) {
        return new AuditResource(row, whole).json(base);
    }

    /** The id of a row: that of its request, and where it is about several patients, the number of the patient. */
    static String id(AuditRow row) {
        return row.part() == 0 ? row.id().toString() : row.id() + "." + row.part();
    }

    private JsonObject json(String base) {
        String time = INSTANT.format(row.time());
        JsonObject meta = new JsonObject().put("versionId", "1").put("lastUpdated", time);
        if (row.outcome() == 0 && kind.pattern() != null && (whole || !kind.asks()) && (kind.asks() || row.resource() != null)) {
            meta.put("profile", JsonArray.of(new JsonString(PATTERNS + (row.patient() == null ? "" : "Patient") + kind.pattern())));
        }
        JsonObject json = new JsonObject().put("resourceType", TYPE).put("id", id(row)).put("meta", meta)
                .put("type", coding(REST, "rest", "Restful Operation"))
                .put("subtype", subtypes())
                .put("action", kind.action())
                .put("recorded", time)
                .put("outcome", Integer.toString(row.outcome()));
        if (row.said() != null) {
            json.put("outcomeDesc", row.said());
        }
        if (row.purposes() != null) {
            json.put("purposeOfEvent", purposes());
        }
        return json.put("agent", agents(base)).put("source", source()).put("entity", entities());
    }

    private JsonArray subtypes() {
        JsonArray all = JsonArray.of(coding(INTERACTIONS, kind.code(), kind.code()));
        if (row.operation() != null) {
            all.add(coding(OPERATIONS, row.operation().substring(1), row.operation()));
        }
        return all;
    }

    private JsonArray purposes() {
        JsonArray all = new JsonArray();
        for (String code : row.purposes().split(",")) {
            all.add(concept(PURPOSES, code, null));
        }
        return all;
    }

    // ---- who ---------------------------------------------------------------------------------------------

    private JsonArray agents(String base) {
        JsonArray all = JsonArray.of(client(), server(base));
        if (hasUser()) {
            all.add(user());
        }
        return all;
    }

    /** True when there is somebody behind the client. Of a client by itself, issuers say its name twice. */
    private boolean hasUser() {
        return row.fhirUser() != null || row.subject() != null && !row.subject().equals(row.client());
    }

    private JsonObject client() {
        JsonObject type = kind.action().equals("D") ? concept(DICOM, "110150", "Application")
                : kind.action().equals("R") ? concept(DICOM, "110152", "Destination Role ID") : concept(DICOM, "110153", "Source Role ID");
        JsonObject agent = new JsonObject().put("type", type);
        if (row.client() == null) {
            agent.put("who", new JsonObject().put("display", row.subject() == null ? "a client that did not say who it is"
                    : "a client that its token does not name"));
        } else {
            agent.put("who", new JsonObject().put("identifier", identifier(row.client())).put("display", row.client()));
            if (!kind.action().equals("D")) {
                agent.put("name", row.client());        // the pattern of deletions has none
            }
        }
        return agent.put("requestor", JsonBoolean.of(!hasUser())).put("network", network(row.address() == null ? "unknown" : row.address(),
                row.address() == null ? "5" : "2"));
    }

    private static JsonObject server(String base, JsonObject type) {
        return new JsonObject().put("type", type).put("who", new JsonObject().put("identifier", new JsonObject().put("value", base)).put("display",
                "Ketamine Treatment Record"))
                .put("requestor", JsonBoolean.of(false)).put("network", network(base, "5"));
    }

    private JsonObject server(String base) {
        return server(base, kind.action().equals("D") ? concept("http://terminology.hl7.org/CodeSystem/provenance-participant-type", "custodian",
                "Custodian")
                : kind.action().equals("R") ? concept(DICOM, "110153", "Source Role ID") : concept(DICOM, "110152", "Destination Role ID"));
    }

    private JsonObject user() {
        JsonObject who = new JsonObject();
        if (row.fhirUser() != null) {
            who.put(row.fhirUser().startsWith("Person/") ? "display" : "reference", row.fhirUser());     // R4 has no Person here
        }
        if (row.subject() != null) {
            who.put("identifier", identifier(row.subject()));
        }
        JsonObject agent = new JsonObject().put("type", kind.writes() ? concept(PARTICIPATION, "AUT", "author")
                : concept(PARTICIPATION, "IRCP", "information recipient"))
                .put("who", who).put("name", row.subject() == null ? row.fhirUser() : row.subject()).put("requestor", JsonBoolean.of(true));
        return row.purposes() == null ? agent : agent.put("purposeOfUse", purposes());
    }

    private JsonObject identifier(String value) {
        JsonObject identifier = new JsonObject();
        if (row.issuer() != null) {
            identifier.put("system", row.issuer());
        }
        return identifier.put("value", value);
    }

    private static JsonObject network(String address, String type) {
        return new JsonObject().put("address", address).put("type", type);
    }

    private static JsonObject source() {
        return new JsonObject().put("observer", new JsonObject().put("display", "Ketamine Treatment Record"))
                .put("type", JsonArray.of(coding("http://terminology.hl7.org/CodeSystem/security-source-type", "4", "Application Server")));
    }

    // ---- what --------------------------------------------------------------------------------------------

    private JsonArray entities() {
        JsonArray all = new JsonArray();
        if (row.requestId() != null) {
            all.add(new JsonObject().put("what", new JsonObject().put("identifier", new JsonObject().put("value", row.requestId())))
                    .put("type", coding("https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType", "XrequestId", null)));
        }
        if (row.resource() != null || row.type() != null && !kind.asks()) {
            all.add(new JsonObject().put("what", what()).put("type", coding(ENTITY_TYPES, "2", "System Object")).put("role",
                    coding(ROLES, "4", "Domain Resource")));
        }
        if (row.patient() != null) {
            all.add(new JsonObject().put("what", new JsonObject().put("reference", "Patient/" + row.patient())).put("type",
                    coding(ENTITY_TYPES, "1", "Person"))
                    .put("role", coding(ROLES, "1", "Patient")));
        }
        if (kind.asks() && row.request() != null) {
            all.add(new JsonObject().put("type", coding(ENTITY_TYPES, "2", "System Object")).put("role", coding(ROLES, "24", "Query"))
                    .put("query", Base64.getEncoder().encodeToString((row.method() + " " + request()).getBytes(StandardCharsets.UTF_8))));
        }
        if (row.within() != null) {
            all.add(new JsonObject().put("what", new JsonObject().put("reference", TYPE + "/" + row.within())).put("type",
                    coding(ENTITY_TYPES, "4", "Other"))
                    .put("role", coding(ROLES, "20", "Job")).put("description", "The bundle that this was an entry of"));
        }
        return all;
    }

    private JsonObject what() {
        return row.resource() == null ? new JsonObject().put("type", row.type()).put("display", "a " + row.type())
                : new JsonObject().put("reference", row.type() + "/" + row.resource() + (row.version() > 0 ? "/_history/" + row.version() : ""));
    }

    private String request() {
        int question = row.request().indexOf('?');
        return whole || question < 0 ? row.request() : row.request().substring(0, question);
    }

    private static JsonObject concept(String system, String code, String display) {
        return new JsonObject().put("coding", JsonArray.of(coding(system, code, display)));
    }

    private static JsonObject coding(String system, String code, String display) {
        JsonObject coding = new JsonObject().put("system", system).put("code", code);
        return display == null ? coding : coding.put("display", display);
    }
}
