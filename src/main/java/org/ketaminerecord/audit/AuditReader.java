package org.ketaminerecord.audit;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ketaminerecord.access.Grant;
import org.ketaminerecord.access.Scope;
import org.ketaminerecord.access.Scope.Level;
import org.ketaminerecord.access.Scope.Permission;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.SearchParameterDefinition;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.Cursor;
import org.ketaminerecord.search.QueryParameter;
import org.ketaminerecord.search.SearchScope;
import org.ketaminerecord.search.parameter.RequestBase;
import org.ketaminerecord.store.AuditRow;
import org.ketaminerecord.store.AuditTable;
import org.ketaminerecord.store.Installation;
import org.ketaminerecord.store.Session;

/** Reads the audit trail as AuditEvents, for who may. */
@Singleton
public class AuditReader {

    /** The type that is served from the trail, and never stored. */
    public static final String TYPE = AuditResource.TYPE;

    /** Beside a scope on AuditEvent, for all but patients. */
    public static final String SCOPE = "ktr/audit";

    /**
     * A page of events.
     *
     * @param total how many there are; null when not counted
     * @param next  the cursor of the next page, or null
     * @param self  the cursor of this page, or null
     */
    public record Page(List<JsonObject> events, List<QueryParameter> understood, Long total, String self, String next) {
    }

    private final Trail trail;
    private final Installation installation;

    AuditReader(Trail trail, Installation installation) {
        this.trail = trail;
        this.installation = installation;
    }

    /** The parameters that events are searched by. */
    public static List<SearchParameterDefinition> parameters() {
        return Stream.concat(AuditSearch.PARAMETERS.stream().map(code -> Definitions.r4().parameter(TYPE, code)).filter(java.util.Objects::nonNull),
                Stream.of(AuditSearch.purpose())).sorted(java.util.Comparator.comparing(SearchParameterDefinition::code)).toList();
    }

    /**
     * One event; null when there is none that the grant reaches.
     *
     * @throws Fault 403
     */
    public JsonObject read(Session session, String id, Grant grant, RequestBase base) throws SQLException {
        String chart = chart(grant, Permission.READ);
        AuditSearch search = AuditSearch.row(base, id);
        if (search == null) {
            return null;
        }
        trail.settle();
        if (chart != null) {
            search.chart(chart);
        }
        List<AuditRow> found = AuditTable.find(session, search.condition(), search.values(), false, 1);
        return found.isEmpty() ? null : AuditResource.of(found.getFirst(), base.url(), chart == null);
    }

    /**
     * A page of events.
     *
     * @throws Fault 403, or 400 when the query is not understood
     */
    public Page search(Session session, SearchScope scope, List<QueryParameter> query, Grant grant, RequestBase base) throws SQLException {
        String chart = chart(grant, Permission.SEARCH);
        AuditSearch search = new AuditSearch(base);
        if (scope.compartment() != null) {
            String owner = scope.compartment().type();
            switch (owner) {
                case "Patient" -> search.chart(scope.compartment().id());
                case "Practitioner" -> search.user("Practitioner/" + scope.compartment().id());
                default -> throw Fault.of(Reason.BAD_REQUEST, IssueType.NOT_SUPPORTED, FaultCode.INVALID_PARAMETER,
                        "No AuditEvent is in the compartment of a " + owner
                        + " here. Those of a Patient and of a Practitioner have some.");
            }
        }
        if (chart != null) {
            search.chart(chart);
        }
        search.read(query);
        trail.settle();
        if (search.numberOnly()) {
            return new Page(List.of(), search.understood(), AuditTable.count(session, search.condition(), search.values()), null, null);
        }
        Long total = search.counted() ? AuditTable.count(session, search.condition(), search.values()) : null;
        String question = search.question(scope.path(), chart);
        if (search.cursor() != null) {
            search.after(Cursor.read(installation.cursorKey(), question, search.cursor()));
        }
        List<AuditRow> rows = AuditTable.find(session, search.condition(), search.values(), search.oldest(), search.count() + 1);
        boolean more = rows.size() > search.count();
        List<AuditRow> page = more ? rows.subList(0, search.count()) : rows;
        String next = more ? Cursor.write(installation.cursorKey(), question, List.of(page.getLast().id().toString(),
                Integer.toString(page.getLast().part()))) : null;
        return new Page(page.stream().map(row -> AuditResource.of(row, base.url(), chart == null)).toList(), search.understood(),
                search.cursor() == null && !more ? Long.valueOf(page.size()) : total, search.cursor(), next);
    }

    /**
     * The patient whose events the grant reaches; null for everybody's. Criteria cannot be asked of events, so that scopes with criteria reach none.
     *
     * @throws Fault 403, when it reaches none
     */
    private static String chart(Grant grant, Permission permission) {
        if (grant.open()) {
            return null;
        }
        List<Scope> scopes = grant.scopes(TYPE, permission).stream().filter(s -> s.query() == null).toList();
        if (grant.has(SCOPE) && scopes.stream().anyMatch(s -> Set.of(Level.USER, Level.SYSTEM).contains(s.level()))) {
            return null;
        }
        if (scopes.stream().anyMatch(s -> s.level() == Level.PATIENT)) {
            return grant.patient();
        }
        throw Fault.of(Reason.FORBIDDEN, IssueType.FORBIDDEN, FaultCode.INSUFFICIENT_SCOPE, "The audit trail needs two scopes: " + SCOPE
                + ", and system/AuditEvent.rs or "
                + "user/AuditEvent.rs. With patient/AuditEvent.rs alone a patient sees the events about the own chart.");
    }
}
