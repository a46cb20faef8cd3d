package org.ketaminerecord.interaction;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ketaminerecord.access.Grant;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.parameter.LocalReference;
import org.ketaminerecord.store.ResourceReader;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.store.StoredVersion;

/** Stores the Provenance of what a unit wrote, in its transaction: the caller's own, or one that the server makes where that is configured. */
final class ProvenanceWrite {

    private ProvenanceWrite() {
    }

    /**
     * Stores one when the caller sent one, or when this is a transaction and the server is to make them.
     *
     * @param changes what the unit was asked to do, and did
     * @return what was stored
     * @throws Fault when the caller's is about nothing, or refers to what is not there
     */
    static List<Change> of(Engine engine, Session session, Caller caller, WriteValidation validation, List<Change> changes,
            boolean transaction) throws SQLException {
        boolean made = caller.provenance() == null;
        if (made && !(transaction && engine.settings().provenance() == Settings.Provenance.TRANSACTION)) {
            return List.of();
        }
        List<Change> written = changes.stream().filter(c -> c.written != null).toList();
        if (written.isEmpty()) {
            return List.of();                     // nothing was changed, so there is nothing to tell the origin of
        }
        List<Change> creates = new ArrayList<>();
        if (made) {
            JsonObject provenance = made(session, caller.grant());
            // each chart has its own, so that it can go with the chart
            Map<Long, JsonArray> charts = new LinkedHashMap<>();
            written.forEach(c -> charts.computeIfAbsent(c.written.patient(), k -> new JsonArray()).add(target(c)));
            charts.values().forEach(targets -> creates.add(create(provenance, targets)));
        } else {
            JsonArray targets = new JsonArray();
            written.forEach(c -> targets.add(target(c)));
            creates.add(create(caller.provenance(), targets));
        }
        try {
            if (!made) {
                creates.forEach(c -> validation.ahead(c.command));
            }
            new WriteUnit(engine, session, made ? Caller.server(caller.base()) : caller, validation).run(creates);
            return creates;
        } catch (Fault fault) {
            throw new Fault(fault.reason(), fault.issues().stream().map(i -> new org.ketaminerecord.outcome.Issue(i.severity(), i.type(), i.code(),
                    "Of the Provenance in the header X-Provenance: " + i.diagnostics(), i.expression())).toList());
        }
    }

    private static Change create(JsonObject provenance, JsonArray targets) {
        return new Change(new Interaction.Create("Provenance", ProvenanceHeader.of(provenance, targets), null), null, null);
    }

    /** R4 provenance.html#Provenance.target: of a version, since it is about that. */
    private static JsonObject target(Change change) {
        StoredVersion version = switch (change.outcome) {
            case Outcome.Version v -> v.version();
            case Outcome.Deleted d -> d.version();
            default -> throw Fault.of(Reason.INTERNAL, IssueType.EXCEPTION, FaultCode.INTERNAL_ERROR, "A write has no version.");
        };
        return new JsonObject().put("reference", change.type() + "/" + version.id() + "/_history/" + version.version());
    }

    private static JsonObject made(Session session, Grant grant) throws SQLException {
        JsonArray agents = new JsonArray();
        if (grant.user() != null) {
            agents.add(agent("author", user(session, grant.user())));
        }
        if (grant.client() != null || grant.user() == null) {
            JsonObject who = new JsonObject();
            if (grant.client() != null) {
                JsonObject identifier = new JsonObject();
                if (grant.issuer() != null) {
                    identifier.put("system", grant.issuer());
                }
                who.put("identifier", identifier.put("value", grant.client()));
            }
            agents.add(agent("transmitter", who.put("display", grant.client() == null ? "a caller who need not say who" : "application "
                    + grant.client())));
        }
        return new JsonObject().put("resourceType", "Provenance").put("recorded", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("agent", agents);
    }

    private static JsonObject agent(String type, JsonObject who) {
        String system = type.equals("author") ? "http://terminology.hl7.org/CodeSystem/provenance-participant-type"
                : "http://hl7.org/fhir/us/core/CodeSystem/us-core-provenance-participant-type";
        return new JsonObject().put("type", new JsonObject().put("coding", JsonArray.of(new JsonObject().put("system", system).put("code", type))))
                .put("who", who);
    }

    /** A user of the identity provider need not be a resource here. */
    private static JsonObject user(Session session, String reference) throws SQLException {
        LocalReference local = LocalReference.of(reference);
        StoredVersion stored = local == null ? null : ResourceReader.current(session, Definitions.r4().typeNumber(local.type()), local.id());
        return stored != null && stored.live() ? new JsonObject().put("reference", reference) : new JsonObject().put("display", reference);
    }
}
