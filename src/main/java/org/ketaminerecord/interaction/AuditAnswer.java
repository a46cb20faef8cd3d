package org.ketaminerecord.interaction;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import org.ketaminerecord.audit.AuditReader;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.QueryParameter;
import org.ketaminerecord.search.SearchScope;
import org.ketaminerecord.store.Method;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.store.StoredVersion;

/** AuditEvents: they are read and searched like other resources, but come from the audit trail, and nobody writes them. */
@Singleton
class AuditAnswer {

    private final AuditReader reader;

    AuditAnswer(AuditReader reader) {
        this.reader = reader;
    }

    /** True when an interaction is about the audit trail and nothing else. */
    static boolean isFor(Interaction interaction) {
        return switch (interaction) {
            case Interaction.Read r -> r.type().equals(AuditReader.TYPE);
            case Interaction.History h -> AuditReader.TYPE.equals(h.type());
            case Interaction.Search s -> s.scope().types().equals(List.of(AuditReader.TYPE));
            case Interaction.Writing w -> w.type().equals(AuditReader.TYPE);
            case Interaction.Capabilities c -> false;
        };
    }

    /** @throws Fault 405, when an interaction is to change the trail, or asks for what it has not */
    static void requireServed(Interaction interaction) {
        if (interaction instanceof Interaction.Writing w && w.type().equals(AuditReader.TYPE)) {
            throw Fault.of(Reason.METHOD_NOT_ALLOWED, IssueType.NOT_SUPPORTED, FaultCode.NOT_ALLOWED,
                    "The server alone writes AuditEvents, and nobody changes or deletes "
                    + "one. Leave it out; what you do is taken down anyway.");
        }
        if (interaction instanceof Interaction.Search s && s.query().stream().anyMatch(q -> q.name().equals("_type")
                && List.of(q.value().split(",")).contains(AuditReader.TYPE))) {
            throw Fault.of(Reason.BAD_REQUEST, IssueType.NOT_SUPPORTED, FaultCode.INVALID_PARAMETER,
                    "AuditEvents are not searched together with other types. Send a search "
                    + "of them alone: AuditEvent?...");
        }
    }

    /** Answers. */
    Outcome answer(Session session, Interaction.Reading reading, Caller caller) throws SQLException {
        return switch (reading) {
            case Interaction.Read r -> read(session, r, caller);
            case Interaction.Search s -> search(session, s, caller);
            case Interaction.History h -> throw Fault.of(Reason.BAD_REQUEST, IssueType.NOT_SUPPORTED, FaultCode.UNKNOWN_INTERACTION,
                    "AuditEvents are not changed, so there is no "
                    + "history of them. Search them: AuditEvent?_sort=-date.");
            case Interaction.Capabilities c -> throw new IllegalArgumentException("capabilities are no audit event");
        };
    }

    private Outcome read(Session session, Interaction.Read r, Caller caller) throws SQLException {
        JsonObject event = r.version() == null || r.version() == 1 ? reader.read(session, r.id(), caller.grant(), caller.base()) : null;
        if (event == null) {
            throw Absence.of(r.type(), r.id(), null);
        }
        return Interactions.unlessKnown(r, new StoredVersion(0, Definitions.r4().typeNumber(AuditReader.TYPE), r.id(), 1,
                java.time.Instant.parse(event.string("recorded")), Method.POST, false, JsonWriter.bytes(event)));
    }

    private Outcome search(Session session, Interaction.Search s, Caller caller) throws SQLException {
        AuditReader.Page page = reader.search(session, s.scope(), s.query(), caller.grant(), caller.base());
        SearchScope scope = s.scope();
        List<QueryParameter> understood = page.understood();
        BundleWriter bundle = new BundleWriter(caller.base(), "searchset").total(page.total())
                .link("self", Links.of(caller.base(), scope.path(), understood, page.self()));
        if (page.self() != null) {
            bundle.link("first", Links.of(caller.base(), scope.path(), understood, null));
        }
        if (page.next() != null) {
            bundle.link("next", Links.of(caller.base(), scope.path(), understood, page.next()));
        }
        page.events().forEach(e -> bundle.made(AuditReader.TYPE + "/" + e.string("id"), JsonWriter.bytes(e)));
        return bundle.body();
    }
}
