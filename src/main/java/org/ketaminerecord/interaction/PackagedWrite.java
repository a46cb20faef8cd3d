package org.ketaminerecord.interaction;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.ElementWalk;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.packages.LoadedPackage;
import org.ketaminerecord.packages.PackagedDefinition;
import org.ketaminerecord.packages.Packages;
import org.ketaminerecord.search.parameter.LocalReference;
import org.ketaminerecord.search.parameter.ParameterRegistry;
import org.ketaminerecord.search.parameter.ResourceIndexer;
import org.ketaminerecord.search.parameter.ResourceIndexer.TargetNumbers;
import org.ketaminerecord.store.Method;
import org.ketaminerecord.store.Outdated;
import org.ketaminerecord.store.PackagedRows;
import org.ketaminerecord.store.ResourceLocks;
import org.ketaminerecord.store.ResourceWriter;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.store.StoredVersion;
import org.ketaminerecord.store.VersionWrite;
import org.ketaminerecord.store.row.IndexEntry;

/**
 * Writes definitions of packages as resources, inside a transaction: those that are not there yet, those that a package now
 * has otherwise. What somebody wrote under the same id is left alone.
 */
final class PackagedWrite {

    private final Engine engine;
    private final Session session;
    private final Packages packages;
    private final ParameterRegistry registry;
    private final ResourceIndexer indexer;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Map<LocalReference, Long> numbers = new HashMap<>();

    PackagedWrite(Engine engine, Session session) {
        this.engine = engine;
        this.session = session;
        this.packages = engine.packages();
        this.registry = engine.registry();
        this.indexer = new ResourceIndexer(registry);
    }

    /** A definition with what there is under its id. */
    private record Place(PackagedDefinition definition, StoredVersion row, long rid, JsonObject before, JsonObject after) {
    }

    /** Stores these; returns how many were written. */
    int store(Collection<PackagedDefinition> definitions) throws SQLException {
        Map<ResourceLocks.Key, PackagedDefinition> wanted = new LinkedHashMap<>();
        definitions.forEach(d -> wanted.put(key(d.type(), d.id()), d));
        Map<ResourceLocks.Key, StoredVersion> rows = ResourceLocks.forWrite(session, wanted.keySet(), false);
        Map<Long, String> packaged = PackagedRows.among(session, rows.values().stream().map(StoredVersion::rid).toList());
        List<Place> places = new ArrayList<>();
        List<PackagedRows.Mark> marks = new ArrayList<>();
        for (Map.Entry<ResourceLocks.Key, PackagedDefinition> e : wanted.entrySet()) {
            StoredVersion row = rows.get(e.getKey());
            if (row != null && row.live() && !packaged.containsKey(row.rid())) {
                continue;                            // somebody's own
            }
            JsonObject after = content(e.getValue());
            JsonObject before = row != null && row.live() ? JsonReader.object(row.body()) : null;
            long rid = row == null ? engine.numbers().next(session) : row.rid();
            boolean same = before != null && Meta.sameContent(before, after);
            marks.add(new PackagedRows.Mark(rid, row == null ? 1 : same ? row.version() : row.version() + 1, e.getValue().resource().origin()));
            if (!same) {
                places.add(new Place(e.getValue(), row, rid, before, after));
                numbers.put(new LocalReference(e.getValue().type(), e.getValue().id()), rid);
            }
        }
        hold(places.stream().flatMap(p -> java.util.stream.Stream.of(p.before(), p.after())).filter(java.util.Objects::nonNull).toList());
        write(places.stream().map(this::version).toList());
        PackagedRows.mark(session, marks);
        return places.size();
    }

    /** Deletes those of these that are still a package's; returns how many. */
    int remove(Collection<ResourceLocks.Key> keys) throws SQLException {
        Map<ResourceLocks.Key, StoredVersion> rows = ResourceLocks.forWrite(session, keys, true);
        Map<Long, String> packaged = PackagedRows.among(session, rows.values().stream().map(StoredVersion::rid).toList());
        List<StoredVersion> gone = rows.values().stream().filter(r -> r.live() && packaged.containsKey(r.rid())).toList();
        write(gone.stream().map(r -> new VersionWrite(new StoredVersion(r.rid(), r.type(), r.id(), r.version() + 1, now, Method.DELETE, true, null), false,
                indexer.superseded(JsonReader.object(r.body()), r.rid(), (type, id) -> 0), IndexEntry.NONE)).toList());
        PackagedRows.mark(session, gone.stream().map(r -> new PackagedRows.Mark(r.rid(), r.version() + 1, packaged.get(r.rid()))).toList());
        return gone.size();
    }

    private void write(List<VersionWrite> writes) throws SQLException {
        if (!writes.isEmpty() && ResourceWriter.write(session, writes) != registry.own().generation()) {
            throw new Outdated(engine.parameters()::refresh);
        }
    }

    private VersionWrite version(Place p) {
        TargetNumbers targets = (type, id) -> numbers.getOrDefault(new LocalReference(type, id), 0L);
        int number = p.row() == null ? 1 : p.row().version() + 1;
        Meta.stamp(p.after(), p.definition().id(), number, now);
        StoredVersion made = new StoredVersion(p.rid(), Definitions.r4().typeNumber(p.definition().type()), p.definition().id(), number, now, Method.PUT, false,
                JsonWriter.bytes(p.after()));
        // what R4 defines is not looked for by words, and their indexing would take much of a first start
        return new VersionWrite(made, p.row() == null, p.before() == null ? IndexEntry.NONE : indexer.superseded(p.before(), p.rid(), targets),
                packages.abridged(p.definition().resource()) ? indexer.superseded(p.after(), p.rid(), targets) : indexer.index(p.after(), p.rid(), targets));
    }

    private void hold(Collection<JsonObject> contents) throws SQLException {
        Set<LocalReference> references = new LinkedHashSet<>();
        contents.forEach(c -> references.addAll(ReferenceResolver.localReferences(c)));
        references.removeAll(numbers.keySet());
        ResourceLocks.forReference(session, references.stream().map(r -> key(r.type(), r.id())).toList()).values().forEach(h ->
                numbers.put(new LocalReference(Definitions.r4().typeOf(h.key().type()), h.key().id()), h.rid()));
    }

    /**
     * A definition as it is served: with its id here, and its package as {@code meta.source}. References inside of the package lead to where their
     * targets are here; others, to examples above all, become absolute, since a resource that has such an id here is another one.
     */
    private JsonObject content(PackagedDefinition definition) {
        LoadedPackage of = packages.packageOf(definition.resource());
        JsonObject json = definition.resource().read().copy();
        json.put("id", definition.id());
        JsonObject meta = json.object("meta") == null ? new JsonObject() : json.object("meta");
        meta.remove("versionId");
        meta.remove("lastUpdated");
        meta.put("source", of.source());
        if (packages.abridged(definition.resource())) {
            meta.put("tag", JsonArray.of(new JsonObject().put("system", "http://terminology.hl7.org/CodeSystem/v3-ObservationValue").put("code", "SUBSETTED")));
        }
        json.put("meta", meta);
        ElementWalk.walk(json, (parent, at, element) -> {
            if (element.type().equals("Reference")) {
                JsonValue value = parent.value(at);
                (value instanceof JsonArray a ? a.objects() : value instanceof JsonObject o ? List.of(o) : List.<JsonObject>of()).forEach(r -> {
                    LocalReference local = r.string("reference") == null ? null : LocalReference.of(r.string("reference"));
                    if (local != null) {
                        PackagedDefinition target = packages.definition(definition.resource().origin(), local.type(), local.id());
                        r.put("reference", (target == null ? of.canonical() + "/" + local.type() + "/" + local.id() : local.type() + "/" + target.id()));
                    }
                });
            }
        });
        return json;
    }

    static ResourceLocks.Key key(String type, String id) {
        return new ResourceLocks.Key(Definitions.r4().typeNumber(type), id);
    }
}
