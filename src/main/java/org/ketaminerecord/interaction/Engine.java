package org.ketaminerecord.interaction;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.ketaminerecord.access.Policy;
import org.ketaminerecord.access.Scope;
import org.ketaminerecord.indexing.Reindex;
import org.ketaminerecord.indexing.SearchParameters;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.packages.Packages;
import org.ketaminerecord.search.GrantReach;
import org.ketaminerecord.search.IncludeLoader;
import org.ketaminerecord.search.SearchEngine;
import org.ketaminerecord.search.SearchLimits;
import org.ketaminerecord.search.SearchParser;
import org.ketaminerecord.search.StoredTerminology;
import org.ketaminerecord.search.parameter.ParameterRegistry;
import org.ketaminerecord.search.parameter.Reach;
import org.ketaminerecord.search.parameter.Watch;
import org.ketaminerecord.store.Database;
import org.ketaminerecord.store.Installation;
import org.ketaminerecord.store.ResourceNumbers;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.terminology.TerminologyContent;
import org.ketaminerecord.terminology.TerminologyServer;

/** What interactions work with, put together once. */
@ApplicationScoped
public class Engine {

    private static final int ATTEMPTS = 5;

    private final Database database;
    private final Settings settings;
    private final ResourceNumbers numbers;
    private final SearchParameters parameters;
    private final Installation installation;
    private final TerminologyContent packaged;
    private final TerminologyServer server;
    private final Policy policy;
    private final Packages packages;

    Engine(Database database, Installation installation, ResourceNumbers numbers, Settings settings, SearchParameters parameters,
            TerminologyContent packaged, TerminologyServer server, Policy policy, Packages packages) {
        this.policy = policy;
        this.packages = packages;
        this.packaged = packaged;
        this.server = server;
        this.database = database;
        this.settings = settings;
        this.numbers = numbers;
        this.parameters = parameters;
        this.installation = installation;
    }

    /** A question: what to find, and how to answer it. */
    @FunctionalInterface
    public interface Question<T> {
        T answer(SearchParser parser, SearchEngine search) throws SQLException;
    }

    /**
     * Answers a question with search parameters that did not change meanwhile. Other nodes may have changed those of
     * one's own: a question that uses them, or that is refused for want of one, ends with a look at the database, and is
     * asked again when this node was behind.
     *
     * @param lenient true when the answer may leave out what is not understood
     * @param caller  who asks: what is out of the caller's reach is not found
     */
    public <T> T ask(Session session, Caller caller, boolean lenient, Question<T> question) throws SQLException {
        for (int attempt = 1;; attempt++) {
            ParameterRegistry registry = parameters.registry();
            Watch watch = new Watch(p -> Reindex.progress(session, p));
            T answer = null;
            Fault refusal = null;
            try {
                ParameterRegistry watched = registry.watched(watch);
                Reach reach = reach(caller, watched).of(Scope.Permission.SEARCH);
                answer = question.answer(parser(watched, reach), search(watched, reach));
            } catch (Fault fault) {
                refusal = fault;
            }
            boolean depends = watch.usedOwn() || watch.missedOne() && (lenient || refusal != null);
            if (!depends || parameters.current(session, registry)) {
                if (refusal != null) {
                    throw refusal;
                }
                return answer;
            }
            if (attempt == ATTEMPTS) {
                throw Fault.of(Reason.UNAVAILABLE, IssueType.TRANSIENT, FaultCode.BEING_INDEXED, "The search parameters were changed again and again while "
                        + "this was being answered. Ask again.");
            }
            parameters.refresh();
        }
    }

    private GrantReach reach(Caller caller, ParameterRegistry registry) {
        return new GrantReach(caller.grant(), policy, registry, terminology(registry), caller.base());
    }

    /** What a caller reaches. */
    public GrantReach reach(Caller caller) {
        return reach(caller, parameters.registry());
    }

    private SearchParser parser(ParameterRegistry registry, Reach reach) {
        return new SearchParser(registry, new SearchLimits(settings.pageSize(), settings.largestPage(), settings.included()),
                terminology(registry), reach);
    }

    private StoredTerminology terminology(ParameterRegistry registry) {
        return new StoredTerminology(database, registry, packaged, server);
    }

    /** Value sets, code systems and concept maps: those that searches look into. */
    public TerminologyContent terminology() {
        return terminology(parameters.registry());
    }

    private SearchEngine search(ParameterRegistry registry, Reach reach) {
        return new SearchEngine(new IncludeLoader(registry, settings.included(), reach), installation::cursorKey);
    }

    /** The database. */
    public Database database() {
        return database;
    }

    /** The switches. */
    public Settings settings() {
        return settings;
    }

    /** The search parameters, as this node knows them. */
    public ParameterRegistry registry() {
        return parameters.registry();
    }

    /** The packages that are loaded. */
    public Packages packages() {
        return packages;
    }

    /** Where they come from. */
    SearchParameters parameters() {
        return parameters;
    }

    ResourceNumbers numbers() {
        return numbers;
    }
}
