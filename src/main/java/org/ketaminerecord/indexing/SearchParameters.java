package org.ketaminerecord.indexing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.SearchParameterDefinition;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.search.parameter.OwnParameter;
import org.ketaminerecord.search.parameter.OwnParameters;
import org.ketaminerecord.search.parameter.ParameterRegistry;
import org.ketaminerecord.search.parameter.TextIndex;
import org.ketaminerecord.store.Database;
import org.ketaminerecord.store.Installation;
import org.ketaminerecord.store.OwnParameterTable;
import org.ketaminerecord.store.Session;

/** The search parameters that this node knows of: R4's and one's own. What it knows may be old; whoever uses it checks. */
@ApplicationScoped
public class SearchParameters {

    private static final Logger LOG = Logger.getLogger(SearchParameters.class);

    private final Database database;
    private final Object news = new Object();
    private volatile ParameterRegistry registry;
    private boolean changed;

    /** What a node knows; the server has one. */
    @Inject
    public SearchParameters(Database database, Installation installation,
            @ConfigProperty(name = "ktr.search.text", defaultValue = "all") TextIndex.Extent text) {
        this.database = database.behind();
        Map<Installation.Parameter, Short> ids = installation.parameterNumbers(standard());
        installation.resourceTypes(Definitions.r4().resourceTypes());
        this.registry = new ParameterRegistry((type, code) -> ids.get(new Installation.Parameter(type, code)), new TextIndex(text));
        refresh();
    }

    private static List<Installation.Parameter> standard() {
        List<Installation.Parameter> all = new ArrayList<>();
        for (String type : Definitions.r4().resourceTypes()) {
            Definitions.r4().parameters(type).forEach(p -> all.add(new Installation.Parameter(type, p.code())));
        }
        return all;
    }

    /** All as this node knows them. Another call may give another registry; a registry itself never changes. */
    public ParameterRegistry registry() {
        return registry;
    }

    /** True when these are, as of this call, what the database has. */
    public boolean current(Session session, ParameterRegistry known) throws SQLException {
        return OwnParameterTable.generation(session) == known.own().generation();
    }

    /** Reads anew what the database has. */
    public void refresh() {
        take(database.read(OwnParameterTable::read));
    }

    /** Reads anew when there is anything new; one short statement when there is not. */
    void refreshIfChanged() {
        if (database.read(OwnParameterTable::generation) != registry.own().generation()) {
            refresh();
        }
    }

    /** Reads anew after a transaction that changed them; it stays committed when this fails, and the next use finds out. */
    public void committed() {
        try {
            refresh();
        } catch (RuntimeException e) {
            LOG.warnf("The search parameters could not be read anew: %s", e.getMessage());
        }
        tell();
    }

    /** Tells this node's worker that there is something to do. */
    void tell() {
        synchronized (news) {
            changed = true;
            news.notifyAll();
        }
    }

    /** Waits until there is something to do, so long at most. */
    void await(long millis) throws InterruptedException {
        synchronized (news) {
            if (!changed) {
                news.wait(millis);
            }
            changed = false;
        }
    }

    private synchronized void take(OwnParameterTable.State state) {
        if (state.generation() <= registry.own().generation()) {
            return;
        }
        List<OwnParameter> all = new ArrayList<>();
        for (OwnParameterTable.Row row : state.rows()) {
            SearchParameterDefinition definition = SearchParameterDefinition.of(JsonReader.object(row.definition().getBytes(StandardCharsets.UTF_8)));
            all.add(new OwnParameter(row.id(), definition, row.source(), row.complete(), row.numbers()));
        }
        registry = registry.with(new OwnParameters(state.generation(), all));
    }
}
