package org.ketaminerecord.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.search.parameter.ParameterRegistry;
import org.ketaminerecord.search.parameter.Sql;
import org.ketaminerecord.search.parameter.UriParameter;
import org.ketaminerecord.store.Database;
import org.ketaminerecord.store.PackagedRows;
import org.ketaminerecord.store.ResourceReader;
import org.ketaminerecord.store.StoredVersion;
import org.ketaminerecord.terminology.Canonical;
import org.ketaminerecord.terminology.TerminologyContent;
import org.ketaminerecord.terminology.TerminologyServer;

/**
 * The ValueSets, CodeSystems and ConceptMaps that are stored, each found by one statement through the parameter {@code url};
 * where none is, those of packages; and where none is there, the value sets that R4 binds its own elements to. Reads belong to the transaction that the thread is in.
 */
public final class StoredTerminology implements TerminologyContent {

    /** Of several with one url the one in use is meant, and of those the latest. */
    private static final List<String> BY_STATUS = List.of("active", "draft", "unknown", "retired");
    private static final int MOST_URLS = 5000;

    private final Database database;
    private final ParameterRegistry registry;
    private final TerminologyContent packaged;
    private final TerminologyServer server;

    private record Stored(JsonObject json, StoredVersion row) {
    }

    private static final Comparator<Stored> CURRENT = Comparator.<Stored>comparingInt(s -> BY_STATUS.indexOf(String.valueOf(s.json().string("status"))))
            .thenComparing(s -> String.valueOf(s.json().string("version")), Canonical::later)
            .thenComparing(s -> s.row().updated(), Comparator.reverseOrder());

    /** Only what is stored, and what R4 binds its elements to. */
    public StoredTerminology(Database database, ParameterRegistry registry) {
        this(database, registry, TerminologyContent.NONE, TerminologyServer.NONE);
    }

    /**
     * @param registry the parameters, {@code url} of ValueSet and CodeSystem among them
     * @param packaged what is looked into where nothing is stored
     * @param server   who is asked where neither can decide
     */
    public StoredTerminology(Database database, ParameterRegistry registry, TerminologyContent packaged, TerminologyServer server) {
        this.database = database;
        this.registry = registry;
        this.packaged = packaged;
        this.server = server;
    }

    @Override
    public JsonObject valueSet(Canonical canonical) {
        JsonObject stored = byUrl("ValueSet", canonical);
        JsonObject known = stored != null ? stored : packaged.valueSet(canonical);
        return known != null ? known : ofR4(canonical);
    }

    @Override
    public JsonObject codeSystem(Canonical canonical) {
        JsonObject stored = byUrl("CodeSystem", canonical);
        return stored != null ? stored : packaged.codeSystem(canonical);
    }

    @Override
    public JsonObject conceptMap(Canonical canonical) {
        JsonObject stored = byUrl("ConceptMap", canonical);
        return stored != null ? stored : packaged.conceptMap(canonical);
    }

    @Override
    public List<JsonObject> conceptMaps(String system, boolean to) {
        Map<String, List<Stored>> byUrl = new LinkedHashMap<>();
        find("ConceptMap", to ? "target-system" : "source-system", system).forEach(s ->
                byUrl.computeIfAbsent(s.json().string("url") == null ? s.row().id() : s.json().string("url"), k -> new ArrayList<>()).add(s));
        List<JsonObject> maps = new ArrayList<>(byUrl.values().stream().map(all -> all.stream().min(CURRENT).orElseThrow().json()).toList());
        packaged.conceptMaps(system, to).stream().filter(m -> byUrl("ConceptMap", new Canonical(m.string("url"), null)) == null).forEach(maps::add);
        return maps;
    }

    /** A resource of a type that has a canonical URL, by that; null when there is none. */
    public JsonObject definition(String type, Canonical canonical) {
        return byUrl(type, canonical);
    }

    /** A ValueSet by its id; null when there is none. */
    JsonObject valueSetOfId(String id) {
        StoredVersion found = database.read(session -> ResourceReader.current(session, Definitions.r4().typeNumber("ValueSet"), id));
        return found == null || !found.live() ? null : JsonReader.object(found.body());
    }

    @Override
    public Collection<String> urls(String type) {
        Sql sql = new Sql().add("SELECT x.value FROM string_index x WHERE x.param = ").add(registry.find(type, "url").id()).add(" AND NOT EXISTS (SELECT 1 FROM packaged_resource p JOIN resource r ON r.rid = p.rid "
                + "AND r.version = p.version WHERE p.rid = x.rid) LIMIT ").add(MOST_URLS);
        Collection<String> urls = new ArrayList<>(database.read(session -> session.search(sql.text(), sql.values(), true, row -> row.getString(1))));
        urls.addAll(packaged.urls(type));
        return urls;
    }

    private JsonObject byUrl(String type, Canonical canonical) {
        return find(type, "url", canonical.url()).stream().filter(s -> canonical.version() == null || canonical.version().equals(s.json().string("version")))
                .min(CURRENT).map(Stored::json).orElse(null);
    }

    @Override
    public TerminologyServer server() {
        return server;
    }

    private List<Stored> find(String type, String parameter, String uri) {
        Sql sql = new Sql().add("SELECT ").add(ResourceReader.COLUMNS).add(" FROM resource r WHERE r.type = ").add(Definitions.r4().typeNumber(type))
                .add(" AND NOT r.deleted AND ").add(PackagedRows.NONE_OF_THEM).add(" AND ");
        new UriParameter.Uris(registry.find(type, parameter), "", List.of(uri)).write(sql, "r");
        List<StoredVersion> rows = database.read(session -> session.query(sql.text(), sql.values(), ResourceReader::version));
        return rows.stream().map(r -> new Stored(JsonReader.object(r.body()), r)).toList();
    }

    private static JsonObject ofR4(Canonical canonical) {
        Set<String> codes = Definitions.r4().requiredCodes(canonical.url());
        if (codes == null || canonical.version() != null && !canonical.version().equals("4.0.1")) {
            return null;
        }
        Map<String, JsonArray> bySystem = new LinkedHashMap<>();
        codes.stream().sorted().map(c -> c.split("\\|", 2)).forEach(c ->
                bySystem.computeIfAbsent(c[0], k -> new JsonArray()).add(new JsonObject().put("code", c[1])));
        List<JsonObject> includes = bySystem.entrySet().stream().map(e -> new JsonObject().put("system", e.getKey()).put("concept", e.getValue())).toList();
        return new JsonObject().put("resourceType", "ValueSet").put("url", canonical.url()).put("version", "4.0.1")
                .put("compose", new JsonObject().put("include", JsonArray.of(includes)));
    }
}
