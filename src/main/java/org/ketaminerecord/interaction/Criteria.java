package org.ketaminerecord.interaction;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.QueryParameter;
import org.ketaminerecord.search.SearchEngine;
import org.ketaminerecord.search.SearchRequest;
import org.ketaminerecord.store.ResourceLocks;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.store.StoredVersion;

/** The search behind a conditional interaction. It is always read strictly: a misspelt criterion would match everything. */
final class Criteria {

    private final Engine engine;
    private final Session session;
    private final Caller caller;

    Criteria(Engine engine, Session session, Caller caller) {
        this.engine = engine;
        this.session = session;
        this.caller = caller;
    }

    /** The criteria in one form for all their orders: callers with the same criteria wait for each other. */
    static String normal(String type, List<QueryParameter> query) {
        return type + "?" + query.stream().map(q -> q.name() + "=" + q.value()).sorted().collect(Collectors.joining("&"));
    }

    /** The matches, at most so many and one. */
    List<StoredVersion> matches(String type, List<QueryParameter> query, int most) throws SQLException {
        return engine.ask(session, caller, false, (parser, search) -> matches(type, parser.parse(type, query, caller.base(), false), search, most));
    }

    private List<StoredVersion> matches(String type, SearchRequest request, SearchEngine search, int most) throws SQLException {
        if (request.contained().wanted()) {
            throw Fault.of(Reason.BAD_REQUEST, IssueType.INVALID, FaultCode.INVALID_PARAMETER, "A conditional interaction is about resources that "
                    + "stand by themselves, not about contained ones. Leave _contained out.");
        }
        if (request.matches().isEmpty()) {
            throw Fault.of(Reason.PRECONDITION_FAILED, IssueType.INVALID, FaultCode.INVALID_PARAMETER, "A conditional interaction needs a "
                    + "search parameter that selects; without one it would mean every " + type + ".");
        }
        return search.matches(session, request, most + 1);
    }

    /** The one match, or null when there is none; what the same transaction deletes is gone already (R4 http.html#trules). */
    StoredVersion one(String type, List<QueryParameter> query, Set<ResourceLocks.Key> gone) throws SQLException {
        List<StoredVersion> found = matches(type, query, 1 + gone.size()).stream()
                .filter(v -> !gone.contains(new ResourceLocks.Key(v.type(), v.id()))).toList();
        if (found.size() > 1) {
            throw Fault.of(Reason.PRECONDITION_FAILED, IssueType.MULTIPLE_MATCHES, FaultCode.MULTIPLE_MATCHES, "More than one " + type
                    + " matches the criteria; it is not clear which is meant. Add a criterion that only one meets, such as an identifier.");
        }
        return found.isEmpty() ? null : found.getFirst();
    }
}
