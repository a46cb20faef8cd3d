package org.ketaminerecord.indexing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.parameter.OwnParameter;
import org.ketaminerecord.search.parameter.ParameterRegistry;
import org.ketaminerecord.store.Database;
import org.ketaminerecord.store.IndexJobTable;
import org.ketaminerecord.store.IndexJobTable.Job;
import org.ketaminerecord.store.IndexJobTable.Kind;
import org.ketaminerecord.store.OwnParameterTable;
import org.ketaminerecord.store.Session;

/** Starts jobs and tells how far they are. */
@ApplicationScoped
public class Reindex {

    private final Database database;
    private final SearchParameters parameters;

    Reindex(Database database, SearchParameters parameters) {
        this.database = database;
        this.parameters = parameters;
    }

    /** The jobs, the newest first. */
    public List<Job> jobs() {
        return database.read(IndexJobTable::all);
    }

    /**
     * Has the rows of these parameters made anew, or those of all when there are none; a job for the same that was not
     * begun yet will do.
     *
     * @throws Fault when a canonical is of no parameter that has rows
     */
    public Job start(List<String> urls) {
        parameters.refreshIfChanged();
        ParameterRegistry registry = parameters.registry();
        Set<String> known = new TreeSet<>();
        for (String type : Definitions.r4().resourceTypes()) {
            Scope.rebuilt(null, registry, type).forEach(p -> known.add(p.definition().url()));
        }
        for (String url : urls) {
            if (!known.contains(url)) {
                throw Fault.of(Reason.BAD_REQUEST, IssueType.NOT_FOUND, FaultCode.INVALID_PARAMETER, "No search parameter with rows of its own has the url '"
                        + (url.length() > 100 ? url.substring(0, 100) + "..." : url) + "'." + Nearest.to(url, known).map(n -> " Did you mean " + n + "?").orElse("")
                        + " Leave url out to have everything indexed anew.");
            }
        }
        List<OwnParameter> waiting = registry.own().all().stream().filter(p -> !p.complete() && urls.contains(p.definition().url())).toList();
        return database.write(session -> {
            session.afterCommit(parameters::tell);
            return job(session, urls, waiting);
        });
    }

    private static Job job(Session session, List<String> urls, List<OwnParameter> unfinished) throws SQLException {
        for (OwnParameter p : unfinished) {
            Job job = IndexJobTable.indexing(session, p.id());
            if (job != null && !job.state().equals("failed") && urls.size() == 1) {
                return job;
            }
        }
        if (!unfinished.isEmpty() && unfinished.size() == urls.size()) {
            long id = IndexJobTable.add(session, Kind.INDEX, urls);
            for (OwnParameter p : unfinished) {
                OwnParameterTable.assign(session, p.id(), id);
            }
            return IndexJobTable.find(session, id);
        }
        List<String> wanted = urls.isEmpty() ? null : urls;
        for (Job job : IndexJobTable.all(session)) {
            if (job.kind() == Kind.REBUILD && job.state().equals("waiting") && java.util.Objects.equals(job.urls(), wanted)) {
                return job;
            }
        }
        return IndexJobTable.find(session, IndexJobTable.add(session, Kind.REBUILD, wanted));
    }

    /** How far a parameter is indexed, for whoever asks for it too early. */
    public static String progress(Session session, OwnParameter p) {
        try {
            Job job = IndexJobTable.indexing(session, p.id());
            if (job == null || job.state().equals("complete")) {
                return "and will be there in a moment";
            }
            if (job.state().equals("failed")) {
                return "and that failed: an operator can start it again by POST " + p.source() + "/$reindex";
            }
            return job.total() == null ? "0 of the resources are done" : job.done() + " of " + job.total() + " resources are done";
        } catch (SQLException e) {
            return "and how far is not known";
        }
    }
}
