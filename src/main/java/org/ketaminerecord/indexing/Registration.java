package org.ketaminerecord.indexing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.SearchParameterDefinition;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.parameter.OwnParameter;
import org.ketaminerecord.search.parameter.ParameterCheck;
import org.ketaminerecord.search.parameter.ParameterCheck.Verdict;
import org.ketaminerecord.search.parameter.ParameterRegistry;
import org.ketaminerecord.store.IndexJobTable;
import org.ketaminerecord.store.IndexJobTable.Kind;
import org.ketaminerecord.store.Outdated;
import org.ketaminerecord.store.OwnParameterTable;
import org.ketaminerecord.store.Session;

/**
 * What one transaction changes of the parameters of one's own. It decides by what this node knows and begins the next
 * generation with it; when the database is ahead, the transaction runs again with what it has.
 */
public final class Registration {

    private static final String STORED = "SearchParameter/";
    private static final String PACKAGED = "package ";

    private record Added(SearchParameterDefinition definition, String source, String json) {
    }

    private record Described(OwnParameter of, SearchParameterDefinition definition, String source, String json) {
    }

    private final Session session;
    private final SearchParameters parameters;
    private final ParameterRegistry registry;
    private final List<OwnParameter> known;
    private final List<Added> added = new ArrayList<>();
    private final List<Described> described = new ArrayList<>();
    private final List<OwnParameter> retired = new ArrayList<>();
    private long generation;

    /** Begins a registration by what the node knows. */
    public Registration(Session session, SearchParameters parameters, ParameterRegistry registry) {
        this.session = session;
        this.parameters = parameters;
        this.registry = registry;
        this.known = new ArrayList<>(registry.own().all());
        this.generation = registry.own().generation();
    }

    /**
     * A SearchParameter resource was created, updated or, with null, deleted.
     *
     * @throws Fault when it is active and cannot be used
     */
    public void stored(String id, JsonObject resource) {
        OwnParameter self = find(STORED + id);
        if (resource == null || !"active".equals(resource.string("status"))) {
            retire(self);
            return;
        }
        SearchParameterDefinition d = SearchParameterDefinition.of(resource);
        switch (ParameterCheck.of(d, registry)) {
            case Verdict.Refused refused -> throw new Fault(Reason.UNPROCESSABLE, refused.issues());
            case Verdict.SameAsStandard same -> retire(self);
            case Verdict.Usable usable -> {
                for (OwnParameter packaged : List.copyOf(known)) {
                    if (packaged.source().startsWith(PACKAGED) && packaged.definition().url().equals(d.url())) {
                        retire(packaged);            // what is stored here goes before what a package brings
                    }
                }
                Issue clash = clash(d, self);
                if (clash != null) {
                    throw new Fault(Reason.UNPROCESSABLE, List.of(clash));
                }
                put(self, d, STORED + id, resource);
            }
        }
    }

    /**
     * A package has a SearchParameter resource.
     *
     * @return why it is not used, or null when it is
     */
    String packaged(String source, JsonObject resource) {
        SearchParameterDefinition d = SearchParameterDefinition.of(resource);
        OwnParameter self = known.stream().filter(p -> p.definition().url().equals(d.url())).findFirst().orElse(null);
        if (self != null && !self.source().startsWith(PACKAGED)) {
            return "it is stored as " + self.source() + ", which goes before the package";
        }
        return switch (ParameterCheck.of(d, registry)) {
            case Verdict.Refused refused -> refused.issues().getFirst().diagnostics();
            case Verdict.SameAsStandard same -> "R4 defines the same";
            case Verdict.Usable usable -> {
                Issue clash = clash(d, self);
                if (clash == null) {
                    put(self, d, PACKAGED + source, resource);
                }
                yield clash == null ? null : clash.diagnostics();
            }
        };
    }

    /** Only these canonicals are still in packages. */
    void onlyPackaged(Set<String> urls) {
        for (OwnParameter p : List.copyOf(known)) {
            if (p.source().startsWith(PACKAGED) && !urls.contains(p.definition().url())) {
                retire(p);
            }
        }
    }

    /**
     * Writes what was changed.
     *
     * @return the generation that holds when this transaction is committed
     */
    public long write() throws SQLException {
        if (added.isEmpty() && retired.isEmpty() && described.isEmpty()) {
            return generation;
        }
        if (OwnParameterTable.next(session) != ++generation) {
            throw new Outdated(parameters::refresh);
        }
        if (!retired.isEmpty()) {
            long job = IndexJobTable.add(session, Kind.REMOVE, retired.stream().map(p -> p.definition().url()).toList());
            for (OwnParameter p : retired) {
                OwnParameterTable.retire(session, p.id(), job);
            }
        }
        for (Described c : described) {
            OwnParameterTable.describe(session, c.of().id(), c.definition().url(), c.source(), c.json());
        }
        if (!added.isEmpty()) {
            long job = IndexJobTable.add(session, Kind.INDEX, added.stream().map(a -> a.definition().url()).toList());
            for (Added a : added) {
                OwnParameterTable.add(session, a.definition().url(), a.source(), a.definition().code(),
                        a.definition().base().stream().flatMap(b -> Definitions.r4().typesOf(b).stream()).distinct().sorted().toList(), a.json(), job);
            }
        }
        added.clear();
        described.clear();
        retired.clear();
        session.afterCommit(parameters::committed);
        return generation;
    }

    private OwnParameter find(String source) {
        return known.stream().filter(p -> p.source().equals(source)).findFirst().orElse(null);
    }

    private void retire(OwnParameter p) {
        if (p != null) {
            known.remove(p);
            retired.add(p);
        }
    }

    private void put(OwnParameter self, SearchParameterDefinition d, String source, JsonObject resource) {
        JsonObject kept = resource.copy();
        List.of("text", "contained", "meta").forEach(kept::remove);
        String json = kept.toString();
        if (self == null) {
            added.add(new Added(d, source, json));
        } else if (!self.definition().indexesLike(d)) {
            retire(self);
            added.add(new Added(d, source, json));
        } else if (!self.definition().equals(d) || !self.source().equals(source)) {
            described.add(new Described(self, d, source, json));
        }
    }

    private Issue clash(SearchParameterDefinition d, OwnParameter self) {
        List<SearchParameterDefinition> others = new ArrayList<>(added.stream().map(Added::definition).toList());
        known.stream().filter(p -> p != self).map(OwnParameter::definition).forEach(others::add);
        for (SearchParameterDefinition other : others) {
            if (other.url().equals(d.url())) {
                return wrong("SearchParameter.url", "Another active search parameter has the same url. Retire that one first, or take another url.");
            }
            if (other.code().equals(d.code()) && overlap(other, d)) {
                return wrong("SearchParameter.code", "The active search parameter " + other.url() + " has the same code for the same type. Take another code, or "
                        + "retire that one first.");
            }
        }
        return null;
    }

    private static Issue wrong(String element, String diagnostics) {
        return Issue.error(IssueType.DUPLICATE, FaultCode.INVALID_SEARCH_PARAMETER, diagnostics, element);
    }

    private static boolean overlap(SearchParameterDefinition a, SearchParameterDefinition b) {
        return a.base().stream().flatMap(x -> Definitions.r4().typesOf(x).stream())
                .anyMatch(t -> b.base().stream().anyMatch(y -> Definitions.r4().typesOf(y).contains(t)));
    }
}
