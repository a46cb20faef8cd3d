package org.ketaminerecord.interaction;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.search.IncludeLoader;
import org.ketaminerecord.search.SearchEngine;
import org.ketaminerecord.search.SearchLimits;
import org.ketaminerecord.search.SearchParser;
import org.ketaminerecord.search.StoredTerminology;
import org.ketaminerecord.search.parameter.ParameterRegistry;
import org.ketaminerecord.search.parameter.ResourceIndexer;
import org.ketaminerecord.search.parameter.TextIndex;
import org.ketaminerecord.store.Database;
import org.ketaminerecord.store.Installation;
import org.ketaminerecord.store.ResourceNumbers;

/** What interactions work with, put together once. */
@ApplicationScoped
public class Engine {

    private final Database database;
    private final Settings settings;
    private final ResourceNumbers numbers;
    private final ParameterRegistry registry;
    private final ResourceIndexer indexer;
    private final SearchParser parser;
    private final SearchEngine search;

    Engine(Database database, Installation installation, ResourceNumbers numbers, Settings settings) {
        this.database = database;
        this.settings = settings;
        this.numbers = numbers;
        Map<Installation.Parameter, Short> ids = installation.parameterNumbers(parameters());
        installation.resourceTypes(Definitions.r4().resourceTypes());
        this.registry = new ParameterRegistry((type, code) -> ids.get(new Installation.Parameter(type, code)),
                new TextIndex(settings.text()));
        this.indexer = new ResourceIndexer(registry);
        this.parser = new SearchParser(registry, new SearchLimits(settings.pageSize(), settings.largestPage(),
                settings.included()), new StoredTerminology(database, registry));
        this.search = new SearchEngine(new IncludeLoader(registry, settings.included()), installation::cursorKey);
    }

    private static List<Installation.Parameter> parameters() {
        List<Installation.Parameter> all = new ArrayList<>();
        for (String type : Definitions.r4().resourceTypes()) {
            Definitions.r4().parameters(type).forEach(p -> all.add(new Installation.Parameter(type, p.code())));
        }
        return all;
    }

    /** The database. */
    public Database database() {
        return database;
    }

    /** The switches. */
    public Settings settings() {
        return settings;
    }

    /** The search parameters. */
    public ParameterRegistry registry() {
        return registry;
    }

    /** Reads query strings. */
    public SearchParser parser() {
        return parser;
    }

    /** Answers searches. */
    public SearchEngine search() {
        return search;
    }

    ResourceNumbers numbers() {
        return numbers;
    }

    ResourceIndexer indexer() {
        return indexer;
    }
}
